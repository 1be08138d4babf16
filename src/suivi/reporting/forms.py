"""How does a department write its contribution, and a coordinator open a period?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.errors import Fault
from suivi.indicators.models import Absence, MilestoneState
from suivi.languages import days
from suivi.languages.punctuation import colon
from suivi.plans.models import Measure
from suivi.reporting import answers as answers_module
from suivi.reporting import grids
from suivi.reporting.absences import WholeAbsence
from suivi.reporting.answers import Question
from suivi.reporting.doubts import Doubt, unanswered
from suivi.reporting.entry_grids import WORDED, Grid, grid_of, shown_answers
from suivi.reporting.grids import Row
from suivi.reporting.promise_fields import IGNORED
from suivi.reporting.promise_forms import PromisePart
from suivi.reporting.queries.promises import Awaited

AREA: Final = {"rows": 8}
SMALL_AREA: Final = {"rows": 3}
NO_CHOICE: Final = ("", "–")


class ContributionForm(forms.Form):
    """Everything a contribution asks, as flat fields.

    A draft may lack anything and hold anything: what is missing or wrong is said by `show`, never
    by the browser. Only what may stay empty for good is marked as optional.
    """

    use_required_attribute = False

    account = forms.CharField(
        label=gettext_lazy("What was done"),
        help_text=gettext_lazy("Parliament and the public will read it."),
        widget=forms.Textarea(AREA),
    )
    no_account = forms.ChoiceField(
        label=gettext_lazy("Or why there is nothing to tell"),
        help_text=gettext_lazy("It stands for every figure that you leave empty, too."),
        choices=[NO_CHOICE, *WholeAbsence.choices],
        required=False,
    )
    no_account_reason = forms.CharField(
        label=gettext_lazy("Why, in a sentence"),
        help_text=gettext_lazy("Published with the answer; never write what cannot be disclosed."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    progress = forms.ChoiceField(
        label=gettext_lazy("Progress of the line"), widget=forms.RadioSelect
    )
    progress_reason = forms.CharField(
        label=gettext_lazy("Reason, where the step asks for one"),
        required=False,
        widget=forms.Textarea(SMALL_AREA),
    )
    obstacles = forms.CharField(
        label=gettext_lazy("Obstacles"),
        required=False,
        widget=forms.Textarea(SMALL_AREA),
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Next steps"),
        help_text=gettext_lazy("What will be done, and by when."),
        required=False,
        widget=forms.Textarea(SMALL_AREA),
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)

    def __init__(
        self,
        asked: Question,
        answers: Mapping[str, str],
        language: str,
        doubts: Sequence[Doubt] = (),
        more: str = "",
        promises: PromisePart | None = None,
    ) -> None:
        given = {**answers, "language": answers.get("language", language)}
        super().__init__(initial=shown_answers(given))
        self.asked, self.answers, self.doubts = asked, answers, doubts
        self.rows = {
            measure.key: asked.rows(measure, answers, grids.MORE * (measure.key == more))
            for measure in asked.measures
        }
        steps = [(code, f"{step.sign} {step.said_name}") for code, step in asked.scale.items()]
        self.fields["progress"].choices = steps  # type: ignore[attr-defined]
        for measure in asked.measures:
            for row in self.rows[measure.key]:
                for part in row.parts:
                    name = grids.cell_name(measure, row.key, part)
                    self.fields[name] = _cell(measure, row, part)
                if row.has_numbers:
                    self.fields[grids.cell_name(measure, row.key, "absence")] = _absence(row)
                    self.fields[grids.cell_name(measure, row.key, "note")] = _note(row)
            self.fields[grids.cell_name(measure, "", "absence")] = _absence()
            note = grids.cell_name(measure, "", "note")
            self.fields.setdefault(note, _why_absent())
        self.promises = promises
        if promises is not None:
            self.fields |= dict(promises.fields(answers))
        self._errors = forms.utils.ErrorDict()

    def show(self, faults: Sequence[Fault]) -> None:
        """Puts each fault beside its field."""
        self.cleaned_data: dict[str, Any] = {}
        for fault in faults:
            self.add_error(fault.place if fault.place in self.fields else None, fault.sentence)

    @property
    def reasons(self) -> list[tuple[str, Any]]:
        """The reasons for absence that every cell takes."""
        return list(Absence.choices)

    def unexplained(self) -> list[Doubt]:
        """The figures far from those of before that no note explains."""
        return unanswered(self.doubts)

    def promised(self) -> list[list[Any]]:
        """The controls of each promise, the blank one at the end."""
        return list(self.promises.promised(self, self.answers)) if self.promises else []

    @property
    def ignored(self) -> Any:
        """What was said to be no promise, hidden."""
        return self[IGNORED]

    @property
    def awaiting(self) -> int:
        """How many promises due by now have no answer yet."""
        coming = self.promises.coming if self.promises else ()
        return sum(each.is_due and not self.answers.get(each.name("verdict")) for each in coming)

    def coming_back(self) -> list[tuple[Awaited, list[Any]]]:
        """Each promise of before, with the controls of its answer."""
        return list(self.promises.answered(self)) if self.promises else []

    def read_aloud(self) -> list[tuple[str, str]]:
        """What was answered, each with its label, for those who only read."""
        found = []
        for name, text in self.initial.items():
            field = self.fields.get(name)
            if field is not None and text and name != "language":
                choices = dict(getattr(field, "choices", ()))
                found.append((str(field.label), str(choices.get(text, text))))
        return found

    def grids(self) -> list[Grid]:
        """The measures of the line as tables."""
        return [
            grid_of(self, measure, self.rows[measure.key], self.answers, self.doubts)
            for measure in self.asked.measures
        ]


def _cell(measure: Measure, row: Row, part: str) -> forms.Field:
    """The control of one cell; its label is read out, and shown where there is no table."""
    name = _part_name(measure, part)
    label = name if measure.kind in WORDED else f"{row.label}{colon()} {name}"
    match part:
        case "state":
            choices = [NO_CHOICE, *MilestoneState.choices]
            return forms.ChoiceField(label=label, choices=choices)
        case "reached_on":
            widget: forms.Widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        case "text":
            widget = forms.Textarea(SMALL_AREA)
        case "name":
            widget = forms.TextInput()
        case _:
            widget = forms.TextInput({"class": "number", "list": "reasons", "autocomplete": "off"})
    return forms.CharField(label=label, widget=widget)


def _part_name(measure: Measure, part: str) -> str:
    names = {
        "name": _("name"),
        "state": _("How far"),
        "reached_on": _("Date"),
        "text": _("Account"),
        "number": measure.unit,
    }
    if measure.has_two_counts and part in {"number", "denominator"}:
        return measure.named("numerator" if part == "number" else "denominator").text
    return str(names[part])


def _absence(row: Row | None = None) -> forms.Field:
    label = _("Or why there is nothing to give")
    if row is not None and not row.is_total:
        label = f"{row.label}: {label}"
    return forms.ChoiceField(label=label, choices=[NO_CHOICE, *Absence.choices])


def _note(row: Row) -> forms.Field:
    label = _("%(name)s: why the figure is right") % {"name": row.label}
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": 2}))


def _why_absent() -> forms.Field:
    return forms.CharField(
        label=_("Why, in a sentence"), required=False, widget=forms.Textarea({"rows": 2})
    )


class RestateForm(ContributionForm):
    """The grid of one measure with its published figures, and the reason why they change."""

    reason = forms.CharField(
        label=gettext_lazy("Why the figures are corrected"),
        help_text=gettext_lazy("It is published beside both figures."),
        widget=forms.Textarea(SMALL_AREA),
    )

    def __init__(
        self, asked: Question, answers: Mapping[str, str], reason: str = "", more: str = ""
    ) -> None:
        super().__init__(asked, answers, "", more=more)
        self.initial["reason"] = reason
        for name in answers_module.PLAIN:
            del self.fields[name]


class OpenPeriodForm(forms.Form):
    """When the contributions of a period are due."""

    due_on = forms.DateField(
        label=gettext_lazy("Contributions are due on"),
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class ReminderForm(forms.Form):
    """A coordinator's own words in a reminder, and whether it speaks of one line or of all."""

    scope = forms.ChoiceField(
        label=gettext_lazy("The reminder speaks of"), widget=forms.RadioSelect, initial="one"
    )
    note = forms.CharField(
        label=gettext_lazy("A few words of your own"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("They stand in the mail as you write them."),
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: Any, line: str, together: int) -> None:
        super().__init__(data)
        if together < 2:
            del self.fields["scope"]
            return
        all_of_them = _("all %(number)d contributions of this department that wait")
        scope = self.fields["scope"]
        assert isinstance(scope, forms.ChoiceField)
        scope.choices = [
            ("one", _("line %(line)s alone") % {"line": line}),
            ("all", all_of_them % {"number": together}),
        ]

    @property
    def is_of_all(self) -> bool:
        """Whether all that waits of the department is meant; what was chosen need not be valid."""
        return "scope" in self.fields and self["scope"].value() == "all"

    @property
    def words(self) -> str:
        """The note as it stands in the form."""
        return str(self["note"].value() or "").strip()


class WorkbookForm(forms.Form):
    """The filled-in workbook."""

    workbook = forms.FileField(
        label=gettext_lazy("Filled-in workbook"),
        help_text=gettext_lazy("The Excel file (.xlsx) downloaded from this page."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )
