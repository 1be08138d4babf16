"""How are promises written in the form of a contribution, and how is the ledger asked?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.activities.models import Activity
from suivi.people.models import Person
from suivi.plans.words import words_of
from suivi.reporting.models import Contribution, PromiseAnswer
from suivi.reporting.promise_fields import (
    ANSWER_PARTS,
    IGNORED,
    LAST_PLACE,
    PARTS,
    answer_name,
    numbers_in,
    promise_name,
    soundings,
    with_ignored,
    with_marked,
)
from suivi.reporting.promise_states import PromiseState
from suivi.reporting.promise_words import Sounding
from suivi.reporting.queries.promises.awaiting import Awaited, awaited
from suivi.reporting.queries.promises.ledger import AWAITING, Ledger, LedgerQuestion
from suivi.reporting.queries.promises.people import those_who_look_after

NOBODY: Final = ("", "–")
FEW_LINES: Final = {"rows": 2}
VERDICTS: Final = {
    PromiseAnswer.Verdict.KEPT: gettext_lazy("Kept"),
    PromiseAnswer.Verdict.LATE: gettext_lazy("Late: it comes on another day"),
    PromiseAnswer.Verdict.DROPPED: gettext_lazy("Dropped, for a reason"),
}


@dataclass(frozen=True)
class PromisePart:
    """What the form of a contribution needs to know of promises."""

    coming: Sequence[Awaited] = ()
    sounding: Sequence[Sounding] = ()
    people: Sequence[Person] = ()
    activities: Sequence[Activity] = ()

    def fields(self, answers: Mapping[str, str]) -> Iterator[tuple[str, forms.Field]]:
        """The fields: each promise typed and a blank one, then each that comes back."""
        for number in self.places(answers):
            for part in PARTS:
                yield promise_name(number, part), self._of_promise(number, part)
        yield IGNORED, forms.CharField(required=False, widget=forms.HiddenInput)
        for each in self.coming:
            for part in ANSWER_PARTS:
                yield answer_name(each.pk, part), self._of_answer(each, part)

    def places(self, answers: Mapping[str, str]) -> list[int]:
        """The places of the form that are shown: those filled in, and one more."""
        filled = numbers_in(answers)
        following = max(filled, default=0) + 1
        return [*filled, following] if following <= LAST_PLACE else filled

    def promised(self, form: forms.Form, answers: Mapping[str, str]) -> Iterator[list[Any]]:
        """The controls of each promise."""
        for number in self.places(answers):
            yield [form[promise_name(number, part)] for part in PARTS]

    def answered(self, form: forms.Form) -> Iterator[tuple[Awaited, list[Any]]]:
        """Each promise that comes back, with the controls of its answer."""
        for each in self.coming:
            yield each, [form[answer_name(each.pk, part)] for part in ANSWER_PARTS]

    def _of_promise(self, number: int, part: str) -> forms.Field:
        name = _("Promise %(number)d") % {"number": number}
        if part == "words":
            label = _("%(promise)s: what will be done") % {"promise": name}
            return forms.CharField(label=label, required=False, widget=forms.Textarea(FEW_LINES))
        if part == "due":
            label = _("%(promise)s: by when") % {"promise": name}
            hint = _("A year, or a day such as 31/12/2015.")
            wide = forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"})
            return forms.CharField(label=label, help_text=hint, required=False, widget=wide)
        label = _("%(promise)s: who looks after it") % {"promise": name}
        hint = _("Only colleagues and coordinators see the name.")
        people = [NOBODY, *((str(each.pk), each.name) for each in self.people)]
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=people)

    def _of_answer(self, each: Awaited, part: str) -> forms.Field:
        if part == "verdict":
            label = _("What became of it?")
            return forms.ChoiceField(
                label=label,
                required=each.is_due,
                choices=list(VERDICTS.items()),
                widget=forms.RadioSelect,
            )
        if part == "words":
            label = _("What was done, or the reason")
            return forms.CharField(label=label, required=False, widget=forms.Textarea(FEW_LINES))
        if part == "day":
            label = _("The day on which it was kept, or the new day or year")
            wide = forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"})
            return forms.CharField(label=label, required=False, widget=wide)
        label = _("The activity that shows it")
        told = [(str(one.pk), Truncator(one.title).chars(80)) for one in self.activities]
        return forms.ChoiceField(label=label, required=False, choices=[NOBODY, *told])


def promise_part(
    contribution: Contribution, answers: Mapping[str, str], language: str
) -> PromisePart:
    """What the form of this contribution needs to know of promises: six queries."""
    return PromisePart(
        awaited(contribution),
        soundings(answers, language, contribution.period.year),
        those_who_look_after(contribution),
        list(contribution.activities.in_order()),
    )


def with_choices(
    answers: Mapping[str, str], sent: Mapping[str, str], language: str, year: int
) -> dict[str, str]:
    """The answers, with the sentence marked or ignored by the button that was pressed."""
    found = soundings(answers, language, year)
    if "mark_promise" in sent:
        return with_marked(answers, found, sent["mark_promise"])
    if "ignore_promise" in sent:
        return with_ignored(answers, found, sent["ignore_promise"])
    return dict(answers)


class LedgerFilter(forms.Form):
    """What is asked of the ledger; what is not understood asks for nothing."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    top = forms.ChoiceField(label=gettext_lazy("Part of the plan"), required=False)
    line = forms.CharField(label=gettext_lazy("Line"), required=False, max_length=20)
    year = forms.ChoiceField(label=gettext_lazy("Promised in the report on"), required=False)
    due = forms.ChoiceField(label=gettext_lazy("Due in"), required=False)
    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    order = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, data: QueryDict, found: Ledger) -> None:
        super().__init__(data, auto_id="ledger-%s")
        every: list[tuple[str, Any]] = [("", _("All"))]
        tops = [(each.code, f"{each.code} {each.said_title}") for each in found.outline.tops]
        self._offer("state", [*every, (AWAITING, _("awaiting an answer")), *PromiseState.choices])
        self._offer("body", every + [(each.code, str(each)) for each in found.bodies])
        self._offer("top", every + [(code, Truncator(text).chars(60)) for code, text in tops])
        self._offer("year", every + [(str(each), str(each)) for each in found.years])
        self._offer("due", every + [(str(each), str(each)) for each in found.due_years])
        self._offer(
            "order",
            [
                ("", _("as in the plan")),
                ("due", _("due first")),
                ("-due", _("due last")),
                ("state", _("by state")),
                ("body", _("by department")),
                ("year", _("by year of the promise")),
            ],
        )
        self.full_clean()

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        offered = self.fields[name]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = choices

    def question(self) -> LedgerQuestion:
        """What is asked, as far as it was understood."""
        asked = self.cleaned_data
        return LedgerQuestion(
            **{name: asked.get(name, "") for name in self.fields if name != "words"},
            words=words_of(asked.get("words", "")),
        )

    @property
    def asks_something(self) -> bool:
        """Whether anything is asked for, the order aside."""
        return any(value for name, value in self.cleaned_data.items() if name != "order")
