"""What is missing before a contribution can be submitted, and what would make it better?

The must is what `answers.wrong_in` and `wrong_in_promises` say, so that the list and the refusal
never differ. Hints never block; each is a function in HINTS.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.activities.models import Activity
from suivi.errors import Fault
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.absences import absence_in
from suivi.reporting.answers import Question, wrong_in
from suivi.reporting.lengths import length_of
from suivi.reporting.models import Contribution
from suivi.reporting.queries.offered import Offered

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """One thing to do: what, and the anchor of the place where it is done."""

    sentence: str
    anchor: str


@dataclass(frozen=True)
class Written:
    """A contribution as it is written now: what hints are taken from."""

    contribution: Contribution
    asked: Question
    answers: Answers
    activities: Sequence[Activity]
    offered: Offered
    promised: Sequence[Fault] = ()


@dataclass(frozen=True)
class Checklist:
    """What must be done, and what would help."""

    musts: Sequence[Wanted]
    hints: Sequence[Wanted]

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of submitting."""
        return not self.musts


Hint = Callable[[Written], Iterator[Wanted]]


def checklist(written: Written) -> Checklist:
    """The list for a contribution, in the order of its page."""
    faults = [*wrong_in(written.asked, written.answers), *written.promised]
    places = _places(written)
    musts = [Wanted(fault.sentence, anchor(fault.place)) for fault in faults]
    musts.sort(key=lambda each: places.get(each.anchor, len(places)))
    said = {each.anchor for each in musts}
    hints = [each for hint in HINTS for each in hint(written) if each.anchor not in said]
    return Checklist(musts, hints)


def anchor(field: str) -> str:
    """The id of the control of a field; a set of radio buttons begins with its first."""
    is_radio = field == "progress" or field.endswith(":verdict")
    return f"id_{field}_0" if is_radio else f"id_{field}"


def _places(written: Written) -> dict[str, int]:
    """The order in which the fields stand on the page."""
    fields = ["account", "no_account", "no_account_reason"]
    for measure in written.asked.measures:
        for row in written.asked.rows(measure, written.answers):
            fields += grids.cell_names_of(measure, row)
    fields += ["progress", "progress_reason", "obstacles", "next_steps", "language"]
    return {anchor(field): place for place, field in enumerate(fields)}


def length_of_the_account(written: Written) -> Iterator[Wanted]:
    """The account is shorter or longer than the period expects."""
    length = length_of(written.answers.get("account", ""), written.contribution.period)
    facts = {"words": length.words, "least": length.least, "most": length.most}
    if length.is_short:
        sentence = _("The account has %(words)d words; %(least)d to %(most)d are expected.")
        yield Wanted(sentence % facts, anchor("account"))
    elif length.is_long:
        sentence = _("The account has %(words)d words; at most %(most)d are expected.")
        yield Wanted(sentence % facts, anchor("account"))


def reasons_of_measures(written: Written) -> Iterator[Wanted]:
    """A measure without a figure has the kind of reason, but no sentence that says why."""
    for measure in written.asked.measures:
        if measure.kind == Measure.Kind.LOG:
            continue
        given = written.answers.get(grids.cell_name(measure, "", "absence"))
        note = grids.cell_name(measure, "", "note")
        if given and not written.answers.get(note):
            sentence = _("Say in a sentence why instrument %(number)s has no figure.")
            yield Wanted(sentence % {"number": measure.key}, anchor(note))


def cells_left_empty(written: Written) -> Iterator[Wanted]:
    """Some cells of a table are filled in, others were left empty."""
    for measure in written.asked.measures:
        empty = _empty_cells(written, measure)
        if empty:
            sentence = ngettext(
                "Instrument %(number)s has %(count)d empty cell: give its figure or the reason.",
                "Instrument %(number)s has %(count)d empty cells: give figures or the reasons.",
                len(empty),
            )
            facts = {"number": measure.key, "count": len(empty)}
            yield Wanted(sentence % facts, anchor(empty[0]))


def _empty_cells(written: Written, measure: Measure) -> list[str]:
    rows = [row for row in written.asked.rows(measure, written.answers) if not row.is_open]
    cells = {
        row.key: grids.cell_name(measure, row.key, "number") for row in rows if row.has_numbers
    }
    answered = {
        key
        for key, name in cells.items()
        if written.answers.get(name)
        or written.answers.get(grids.cell_name(measure, key, "absence"))
    }
    # Without any category filled in, the measure was answered by its total, or is a must.
    if not answered - {""}:
        return []
    return [name for key, name in cells.items() if key not in answered]


def activities_without_evidence(written: Written) -> Iterator[Wanted]:
    """Evidence is a hint: not everything that was done left a paper."""
    for activity in written.activities:
        if not activity.evidence.all() and activity.body_id == written.contribution.body_id:
            sentence = _("“%(title)s” has no evidence yet.") % {"title": activity.title}
            yield Wanted(sentence, f"activity-{activity.pk}")


def activities_not_reported(written: Written) -> Iterator[Wanted]:
    """The register has activities of the year that are told of nowhere."""
    count = len(written.offered.unreported)
    if count:
        sentence = ngettext(
            "%(count)d activity of yours is not yet reported.",
            "%(count)d activities of yours are not yet reported.",
            count,
        )
        yield Wanted(sentence % {"count": count}, "offered")


def log_without_activities(written: Written) -> Iterator[Wanted]:
    """An instrument that activities answer has none."""
    if written.activities or absence_in(written.answers):
        return
    for measure in written.asked.measures:
        if measure.kind == Measure.Kind.LOG:
            sentence = _("Instrument %(number)s is answered by activities; there is none yet.")
            yield Wanted(sentence % {"number": measure.key}, "activities")


HINTS: Final[list[Hint]] = [
    length_of_the_account,
    reasons_of_measures,
    cells_left_empty,
    log_without_activities,
    activities_not_reported,
    activities_without_evidence,
]
