"""Which figures are far from those of before, and which of them are explained?

A warning never blocks. It is answered by a note beside the figure, which holds for that figure
only: the form keeps with the note the figure that it was written for ("…:noted"), and once the
figure is another one the warning comes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Figure
from suivi.indicators.models import Value
from suivi.indicators.plausibility import is_far, is_number
from suivi.indicators.queries import figure_of
from suivi.indicators.saying import figure_text
from suivi.people.models import Body
from suivi.plans.models import Measure, Period
from suivi.reporting.answers import Question
from suivi.reporting.figures import TypedValue
from suivi.reporting.grids import NUMBERS, cell_name

NOTE: Final = ":note"
NOTED: Final = ":noted"

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Earlier:
    """The newest number given before, and the year it was given for."""

    year: int
    figure: Figure


EarlierFigures = Mapping[tuple[int, str], Earlier]


@dataclass(frozen=True)
class Doubt:
    """A figure far from the one before: where it stands, what is asked, and the note given.

    `is_answered` says whether the note was written for this very figure.
    """

    measure: Measure
    field: str
    note_field: str
    sentence: str
    note: str
    is_answered: bool


def earlier_figures(measures: Iterable[Measure], body: Body, period: Period) -> EarlierFigures:
    """The newest number of the years before, the baseline among them, by measure and category."""
    rows = Value.objects.filter(
        measure__in=[measure.pk for measure in measures],
        body=body,
        period__plan=period.plan_id,
        period__year__lt=period.year,
    )
    found: dict[tuple[int, str], Earlier] = {}
    for value in rows.select_related("period").order_by("period__year", "pk"):
        figure = figure_of(value)
        if figure is not None and is_number(figure):
            found[value.measure_id, value.category_key] = Earlier(value.period.year, figure)
    return found


def doubts(asked: Question, answers: Answers, earlier: EarlierFigures) -> list[Doubt]:
    """The figures in the answers that are far from those of before, in the order of the form."""
    found = []
    for value in asked.figures(answers).values:
        before = earlier.get((value.measure.pk, value.category_key))
        if before is not None and is_far(value.figure, before.figure):
            found.append(_doubt(asked, value, before, answers))
    return found


def unanswered(found: Iterable[Doubt]) -> list[Doubt]:
    """Those that nobody explained."""
    return [doubt for doubt in found if not doubt.is_answered]


def _doubt(asked: Question, value: TypedValue, before: Earlier, answers: Answers) -> Doubt:
    cell = cell_name(value.measure, value.row, "")
    note = answers.get(f"{cell}note", "")
    return Doubt(
        value.measure,
        f"{cell}number",
        f"{cell}note",
        _sentence(asked, value, before, answers),
        note,
        bool(note) and answers.get(f"{cell}noted") == _written(answers, cell.removesuffix(":")),
    )


def _sentence(asked: Question, value: TypedValue, before: Earlier, answers: Answers) -> str:
    rows = asked.rows(value.measure, answers)
    label = next(row.label for row in rows if row.key == value.row)
    name = ", ".join(value.category.values()) if "#" in value.row else label
    facts = {
        "name": f"{value.measure.key} {name}",
        "now": figure_text(value.figure, value.measure),
        "before": figure_text(before.figure, value.measure),
        "year": before.year,
    }
    return _("%(name)s: %(now)s, after %(before)s in %(year)d.") % facts


def _written(answers: Answers, cell: str) -> str:
    """What stands in a cell as it is kept in the answers: "520", "24/410", "confidential"."""
    parts = (*NUMBERS, "absence")
    return "/".join(filter(None, (answers.get(f"{cell}:{part}", "") for part in parts)))


def without_marks(answers: Answers) -> dict[str, str]:
    """The answers as people gave them, without what the form keeps with the notes."""
    return {name: text for name, text in answers.items() if not name.endswith(NOTED)}


def with_marks(answers: Answers, before: Answers) -> dict[str, str]:
    """The answers, each note with the figure that it was written for.

    A note that has not changed since `before` still speaks of the figure it spoke of then.
    """
    marked = without_marks(answers)
    for name, note in list(marked.items()):
        if name.endswith(NOTE):
            cell = name[: -len(NOTE)]
            is_old = before.get(name) == note and f"{cell}{NOTED}" in before
            marked[f"{cell}{NOTED}"] = (
                before[f"{cell}{NOTED}"] if is_old else _written(marked, cell)
            )
    return marked
