"""What does a contribution ask, what may be typed, and what is still missing?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.models import Dimension, Measure, Plan, Provision, ScaleStep
from suivi.reporting import grids, reasons
from suivi.reporting.absences import WholeAbsence, absence_in
from suivi.reporting.figures import Reading, TypedValue, read_measure, understood
from suivi.reporting.grids import Row
from suivi.reporting.promise_fields import names_in

PROSE: Final = frozenset(
    {"account", "no_account_reason", "obstacles", "next_steps", "progress_reason"}
)
PLAIN: Final = (*sorted(PROSE), "no_account", "language", "progress")
# Parts of a cell that are no answer by themselves.
SIDE_WORDS: Final = (":note", ":noted", ":name")
LONGEST_TEXT: Final = 20_000
# Where nothing was to be done, or nobody may know, no progress is judged.
UNJUDGED: Final = frozenset(
    {WholeAbsence.NOT_APPLICABLE, WholeAbsence.NOT_KNOWN, WholeAbsence.CONFIDENTIAL}
)


@dataclass(frozen=True)
class Question:
    """What a line asks of a body: its measures, the dimensions they use, the plan's scale."""

    provision: Provision
    measures: tuple[Measure, ...]
    dimensions: Mapping[str, Dimension]
    scale: Mapping[str, ScaleStep]

    def rows(self, measure: Measure, answers: Iterable[str] = (), more: int = 0) -> list[Row]:
        """The rows of a measure, with the open lines that these answers need, and `more` of them.

        `answers` are the names of fields that are filled in, or a mapping from them.
        """
        opened = grids.opened_lines(measure, answers) + more
        return grids.rows_of(measure, self.dimensions, min(opened, grids.MOST_OPEN))

    def field_names(self, answers: Iterable[str] = ()) -> list[str]:
        """Every field the form has; nothing else is read from a request."""
        names = list(PLAIN)
        filled = list(answers)
        for measure in self.measures:
            for row in self.rows(measure, filled):
                names += grids.cell_names_of(measure, row)
        return names + names_in(filled)

    def prose_names(self) -> frozenset[str]:
        """The fields that hold running text, which joins by paragraph."""
        narratives = {
            grids.cell_name(measure, "", "text")
            for measure in self.measures
            if measure.kind == Measure.Kind.NARRATIVE
        }
        return PROSE | narratives

    def figures(self, answers: Mapping[str, str]) -> Reading:
        """The figures in the answers, with their faults."""
        reading = Reading()
        for measure in self.measures:
            read_measure(measure, self.rows(measure, answers), answers, reading)
        return reading

    def values(self, answers: Mapping[str, str]) -> list[TypedValue]:
        """The figures to be kept; what speaks for the whole speaks for each left empty."""
        values = self.figures(answers).values
        answered = {value.measure.pk for value in values}
        return values + [
            TypedValue(measure, "", {}, 0, absence=absence_in(answers))
            for measure in self.measures
            if absence_in(answers)
            and measure.kind != Measure.Kind.LOG
            and measure.pk not in answered
        ]


def question(provision: Provision) -> Question:
    """Reads what a line asks: three queries, whatever its size."""
    return questions(provision.plan, [provision])[provision.pk]


def questions(plan: Plan, provisions: Sequence[Provision]) -> dict[int, Question]:
    """Reads what lines of a plan ask, by number of the provision: three queries in all."""
    lines = [provision.pk for provision in provisions]
    rows = Measure.objects.filter(instrument__provision__in=lines).select_related("instrument")
    measures: dict[int, list[Measure]] = {pk: [] for pk in lines}
    for measure in rows.order_by("instrument__position", "position", "pk"):
        measures[measure.instrument.provision_id].append(measure)
    dimensions = {each.code: each for each in Dimension.objects.filter(plan=plan)}
    scale = {step.code: step for step in ScaleStep.objects.filter(plan=plan).order_by("position")}
    return {
        provision.pk: Question(provision, tuple(measures[provision.pk]), dimensions, scale)
        for provision in provisions
    }


def from_request(asked: Question, sent: Mapping[str, str], language: str) -> dict[str, str]:
    """The answers in a request, field by field; blank ones are left out.

    Numbers are turned to plain digits where they can be understood in the language of the page, and
    a reason written in the place of a number goes to its own field.
    The letter of number zero, which no keyboard has and PostgreSQL cannot hold, is dropped.
    """
    kinds = {measure.key: measure for measure in asked.measures}
    answers = {}
    for name in asked.field_names(sent):
        text = str(sent.get(name, "")).replace("\x00", "").replace("\r\n", "\n").strip("\n ")
        if name.startswith("value:") and text:
            _prefix, key, rest = name.split(":", 2)
            text = understood(kinds[key], rest.rsplit(":", 1)[-1], text, language)
        if text:
            answers[name] = text
    return reasons.moved(answers)


def faults(asked: Question, answers: Mapping[str, str]) -> list[Fault]:
    """What in the answers cannot be taken as it is, by field."""
    found = list(asked.figures(answers).faults)
    for name, text in answers.items():
        if len(text) > LONGEST_TEXT:
            sentence = _("This text has %(length)d characters; at most %(most)d fit.")
            found.append(Fault(name, sentence % {"length": len(text), "most": LONGEST_TEXT}))
    if answers.get("progress") and answers["progress"] not in asked.scale:
        found.append(Fault("progress", _("Choose a step of the plan's scale.")))
    if answers.get("no_account") and not absence_in(answers):
        found.append(Fault("no_account", _("Choose one of the four answers.")))
    if answers.get("language", "en") not in dict(settings.LANGUAGES):
        found.append(Fault("language", _("Choose one of the languages.")))
    return found


def wrong_in(asked: Question, answers: Mapping[str, str]) -> list[Fault]:
    """All that stands between these answers and submission, each field once."""
    found = faults(asked, answers)
    faulty = {fault.place for fault in found}
    return found + [fault for fault in missing(asked, answers) if fault.place not in faulty]


def missing(asked: Question, answers: Mapping[str, str]) -> list[Fault]:
    """What must still be given before the contribution can be submitted, by field."""
    wanted = []
    absence = absence_in(answers)
    if absence and not answers.get("no_account_reason"):
        wanted.append(Fault("no_account_reason", _("Say in a sentence why there is no account.")))
    elif not absence and not answers.get("account"):
        wanted.append(Fault("account", _("Say what was done, or that there is nothing to report.")))
    step = asked.scale.get(answers.get("progress", ""))
    if step is None and absence not in UNJUDGED:
        wanted.append(Fault("progress", _("Judge the progress of the line.")))
    elif step and step.needs_reason and not answers.get("progress_reason"):
        wanted.append(
            Fault(
                "progress_reason", _("Give the reason for “%(step)s”.") % {"step": step.said_name}
            )
        )
    return wanted if absence else wanted + _missing_figures(asked.measures, answers)


def _missing_figures(measures: Sequence[Measure], answers: Mapping[str, str]) -> list[Fault]:
    sentence = _("Give a figure for instrument %(number)s, or the reason why there is none.")
    wanted = []
    for measure in measures:
        begun = f"value:{measure.key}:"
        if measure.kind == Measure.Kind.LOG:
            continue  # a log is answered by activities; none is an answer too
        given = (name for name in answers if name.startswith(begun))
        if all(name.endswith(SIDE_WORDS) for name in given):
            part = next(iter(grids.PARTS[Measure.Kind(measure.kind)]))
            place = grids.cell_name(measure, "", part)
            wanted.append(Fault(place, sentence % {"number": measure.key}))
    return wanted
