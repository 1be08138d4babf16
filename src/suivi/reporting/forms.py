"""How does a department write its contribution, and a coordinator open a period?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.indicators.models import Absence, MilestoneState
from suivi.languages import days
from suivi.languages.wording import Said
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.answers import Question

AREA: Final = {"rows": 8}
SMALL_AREA: Final = {"rows": 3}
NO_CHOICE: Final = ("", "–")
# Measures that are answered in words, one field below the other.
WORDED: Final = frozenset({Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE})


@dataclass(frozen=True)
class GridLine:
    """One row of a measure's grid as shown: its label and its cells."""

    label: str
    is_open: bool
    cells: tuple[BoundField, ...]


@dataclass(frozen=True)
class Grid:
    """A measure as shown: column heads, rows, and the reason for absence."""

    measure: Measure
    heads: tuple[Said | str, ...]
    lines: tuple[GridLine, ...]
    absence: BoundField
    faults: tuple[str, ...]

    @property
    def is_log(self) -> bool:
        """Whether activities answer it, not figures."""
        return self.measure.kind == Measure.Kind.LOG

    @property
    def is_plain(self) -> bool:
        """Whether it is shown as fields one below the other, not as a table."""
        one_cell = len(self.lines) == 1 and len(self.lines[0].cells) == 1
        return self.measure.kind in WORDED or one_cell


class ContributionForm(forms.Form):
    """Everything a contribution asks, as flat fields.

    A draft may lack anything and hold anything: what is missing or wrong is said by `show`, never
    by the browser. Only what may stay empty for good is marked as optional.
    """

    use_required_attribute = False

    account = forms.CharField(
        label=gettext_lazy("What was done"),
        help_text=gettext_lazy("Two to five sentences. Parliament and the public will read them."),
        widget=forms.Textarea(AREA),
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

    def __init__(self, asked: Question, answers: Mapping[str, str], language: str) -> None:
        shown = {**answers, "language": answers.get("language", language)}
        super().__init__(initial={name: _shown(asked, name, text) for name, text in shown.items()})
        self.asked = asked
        steps = [(code, f"{step.sign} {step.said_name}") for code, step in asked.scale.items()]
        self.fields["progress"].choices = steps  # type: ignore[attr-defined]
        for measure in asked.measures:
            for row in grids.rows_of(measure, asked.dimensions):
                for part in row.parts:
                    name = grids.cell_name(measure, row.key, part)
                    self.fields[name] = _cell(measure, row, part)
            self.fields[grids.cell_name(measure, "", "absence")] = _absence(measure)
        self._errors = forms.utils.ErrorDict()

    def show(self, faults: Sequence[Fault]) -> None:
        """Puts each fault beside its field."""
        self.cleaned_data: dict[str, Any] = {}
        for fault in faults:
            self.add_error(fault.place if fault.place in self.fields else None, fault.sentence)

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
        return [self._grid(measure) for measure in self.asked.measures]

    def _grid(self, measure: Measure) -> Grid:
        rows = grids.rows_of(measure, self.asked.dimensions)
        lines = []
        for row in rows:
            cells = [self[grids.cell_name(measure, row.key, part)] for part in row.parts]
            if cells:
                lines.append(GridLine(row.label, row.is_open, tuple(cells)))
        absence = self[grids.cell_name(measure, "", "absence")]
        names = [cell.name for line in lines for cell in line.cells] + [absence.name]
        faults = [str(error) for name in names for error in self.errors.get(name, [])]
        return Grid(measure, _heads(measure), tuple(lines), absence, tuple(faults))


def _shown(asked: Question, name: str, text: str) -> str:
    """An answer as the page's language writes it: amounts with a decimal comma where it has one."""
    is_amount = name.endswith((":number", ":denominator")) and "." in text
    comma = (get_language() or "en")[:2] != "en"
    return text.replace(".", ",") if is_amount and comma else text


def _heads(measure: Measure) -> tuple[Said | str, ...]:
    if measure.has_two_counts:
        return (measure.named("numerator"), measure.named("denominator"))
    return (measure.unit,)


def _cell(measure: Measure, row: grids.Row, part: str) -> forms.Field:
    """The control of one cell; its label is read out, and shown where there is no table."""
    name = _part_name(measure, part)
    label = name if measure.kind in WORDED else f"{row.label}: {name}"
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
            widget = forms.TextInput({"inputmode": "decimal", "class": "number"})
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


def _absence(measure: Measure) -> forms.Field:
    label = _("Or why there is nothing to give")
    return forms.ChoiceField(label=label, choices=[NO_CHOICE, *Absence.choices])


class OpenPeriodForm(forms.Form):
    """When the contributions of a period are due."""

    due_on = forms.DateField(
        label=gettext_lazy("Contributions are due on"),
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class SendBackForm(forms.Form):
    """The note that goes to the department with what is sent back."""

    note = forms.CharField(
        label=gettext_lazy("What should be changed"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )


class WorkbookForm(forms.Form):
    """The filled-in workbook."""

    workbook = forms.FileField(
        label=gettext_lazy("Filled-in workbook"),
        help_text=gettext_lazy("The Excel file (.xlsx) downloaded from this page."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )
