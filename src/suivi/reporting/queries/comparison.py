"""How does what is being written differ from what was said the year before?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.indicators.arithmetic import Count, Figure, Pair, as_percent
from suivi.indicators.models import Value
from suivi.indicators.queries import figure_of
from suivi.indicators.saying import figure_text, in_units
from suivi.languages.wording import Said
from suivi.plans.models import Measure
from suivi.reporting.absences import absence_in, told
from suivi.reporting.answers import Question
from suivi.reporting.differences import Change, Paragraph, difference
from suivi.reporting.figures import TypedValue
from suivi.reporting.grids import cell_name
from suivi.reporting.models import Contribution
from suivi.ui.numbers_and_days import decimal, figure, percent

PROSE: Mapping[str, Any] = {
    "account": gettext_lazy("What was done"),
    "obstacles": gettext_lazy("Obstacles"),
    "next_steps": gettext_lazy("Next steps"),
}


@dataclass(frozen=True)
class TextCompared:
    """A text of both years: its field, its heading, its paragraphs, and whether any differs."""

    field: str
    label: Any
    paragraphs: Sequence[Paragraph]
    before: str
    now: str

    @property
    def is_same(self) -> bool:
        """Word for word what was said before."""
        return all(each.change == Change.KEPT for each in self.paragraphs)

    @property
    def is_empty_now(self) -> bool:
        """Nothing written yet: then there is nothing to compare."""
        return not self.now


@dataclass(frozen=True)
class FigureCompared:
    """A figure of both years in words, and its change; `field` is where it is typed."""

    label: str
    field: str
    before: str
    now: str
    change: str
    percent: str


@dataclass(frozen=True)
class MeasureCompared:
    """The figures of one measure."""

    measure: Measure
    caption: Said
    figures: Sequence[FigureCompared]


@dataclass(frozen=True)
class Comparison:
    """This year beside `year`; `progress` holds the steps of both in words."""

    year: int
    progress: tuple[str, str]
    texts: Sequence[TextCompared]
    measures: Sequence[MeasureCompared]


def comparison(
    before: Contribution | None,
    asked: Question,
    answers: Mapping[str, str],
) -> Comparison | None:
    """Compares the answers with the contribution `before`; None where there was none. One query."""
    if before is None:
        return None
    step = asked.scale.get(answers.get("progress", ""))
    progress = (
        before.progress.said_name.text if before.progress else "–",
        step.said_name.text if step else "–",
    )
    return Comparison(
        before.period.year,
        progress,
        list(_texts(before, answers)),
        _measures(before, asked, answers),
    )


def _texts(before: Contribution, answers: Mapping[str, str]) -> Iterable[TextCompared]:
    said = {
        "account": before.told_account,
        "obstacles": before.obstacles,
        "next_steps": before.next_steps,
    }
    for field, label in PROSE.items():
        now = answers.get(field, "")
        if field == "account":
            reason = answers.get("no_account_reason", "")
            now = told(now, absence_in(answers), reason, answers.get("language", "en"))
        if said[field] or now:
            yield TextCompared(field, label, difference(said[field], now), said[field], now)


def _measures(
    before: Contribution,
    asked: Question,
    answers: Mapping[str, str],
) -> list[MeasureCompared]:
    rows = Value.objects.filter(
        measure__in=[measure.pk for measure in asked.measures],
        body=before.body_id,
        period=before.period_id,
    )
    then: dict[int, dict[str, Value]] = {}
    for value in rows.select_related("measure").order_by("position", "pk"):
        then.setdefault(value.measure_id, {})[value.category_key] = value
    now: dict[int, dict[str, TypedValue]] = {}
    for typed in asked.figures(answers).values:
        now.setdefault(typed.measure.pk, {})[typed.category_key] = typed
    found = []
    for measure in asked.measures:
        if measure.kind in {Measure.Kind.LOG, Measure.Kind.NARRATIVE, Measure.Kind.MILESTONE}:
            continue
        labels = {row.key: row.label for row in asked.rows(measure, answers)}
        figures = list(_figures(measure, labels, then.get(measure.pk, {}), now.get(measure.pk, {})))
        if figures:
            caption = (
                measure.said_label if measure.said_label.text else measure.instrument.said_text
            )
            found.append(MeasureCompared(measure, caption, figures))
    return found


def _figures(
    measure: Measure,
    labels: Mapping[str, str],
    then: Mapping[str, Value],
    now: Mapping[str, TypedValue],
) -> Iterable[FigureCompared]:
    for key in dict.fromkeys([*then, *now]):
        old = figure_of(then[key]) if key in then else None
        typed = now.get(key)
        new = typed.figure if typed else None
        category = then[key].category if key in then else dict(now[key].category)
        label = labels.get(key) or ", ".join(category.values()) or _("Total")
        place = cell_name(measure, typed.row if typed else key if key in labels else "", "number")
        change, share = change_of(old, new, measure)
        yield FigureCompared(
            label, place, figure_text(old, measure), figure_text(new, measure), change, share
        )


def change_of(old: Figure | None, new: Figure | None, measure: Measure) -> tuple[str, str]:
    """How much more or less: in units and in percent; points of percent between two shares."""
    if isinstance(old, Pair) and isinstance(new, Pair) and measure.kind == Measure.Kind.SHARE:
        if old.quotient is None or new.quotient is None:
            return "", ""
        points = as_percent(new.quotient) - as_percent(old.quotient)
        return _("%(points)s points") % {"points": _signed(Fraction(points), measure=None)}, ""
    if not (isinstance(old, Count) and isinstance(new, Count)):
        return "", ""
    by = Fraction(new.number - old.number)
    share = ""
    if old.number and by:
        quotient = as_percent(by / old.number).scaleb(-2)
        share = f"{'+' if by > 0 else '−'}{percent(abs(quotient))}"
    return _signed(by, measure), share


def _signed(by: Fraction, measure: Measure | None) -> str:
    if not by:
        return "±0"
    size = abs(by)
    said = in_units(size, measure) if measure else figure(decimal(size))
    return f"{'+' if by > 0 else '−'}{said}"
