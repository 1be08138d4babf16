"""How far had each line come, year by year, in what was published?

Cells are many (lines × years) and alike, so contributions are read as bare numbers and each cell
is made once per year and step. What no report has told yet is not "no information".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, SmallIntegerField
from django.utils.translation import gettext as _

from suivi.languages.punctuation import colon
from suivi.plans.models import Period, Plan, ScaleStep
from suivi.reporting.models import Contribution, ContributionQuerySet
from suivi.reporting.progress import line_progress
from suivi.ui.cells import Cell

# A line in a year, by number.
Place = tuple[int, int]
OfPlan = TypeVar("OfPlan", ScaleStep, Period)
NO_NEWS: Final = "no_news"


@dataclass(frozen=True)
class Progress:
    """The published progress of a plan: its years, its scale, and the step of each line."""

    years: tuple[Period, ...]
    scale: tuple[ScaleStep, ...]
    steps: Mapping[Place, ScaleStep | None]
    told: frozenset[int]
    is_sample: bool = False

    @property
    def newest(self) -> Period | None:
        """The last year on which something was published."""
        return next((year for year in reversed(self.years) if year.pk in self.told), None)

    def step(self, provision: int, year: Period) -> ScaleStep | None:
        """The published step of a line in a year; none when nobody judged it."""
        return self.steps.get((provision, year.pk))

    def cells(self) -> "Cells":
        """The cells of this progress, each made once."""
        return Cells(self, {})

    def heading(self) -> str:
        """The years above the cells, later ones short: "2013 14 15"."""
        years = [each.year for each in self.years]
        return " ".join(
            f"{year % 100:02}" if place else str(year) for place, year in enumerate(years)
        )

    def has_untold_year(self) -> bool:
        """Whether a year is shown on which nothing was published yet."""
        return any(year.pk not in self.told for year in self.years)


@dataclass(frozen=True)
class Cells:
    """The cells of a plan's progress; the same few come back line after line."""

    progress: Progress
    made: dict[tuple[int, int | None], Cell]

    def of(self, provision: int) -> list[Cell]:
        """One cell per year for a line."""
        return [self.at(year, self.progress.step(provision, year)) for year in self.progress.years]

    def at(self, year: Period, step: ScaleStep | None) -> Cell:
        """The cell of a step in a year."""
        key = (year.pk, step.pk if step else None)
        if key not in self.made:
            cell = cell_of_step(step) if year.pk in self.progress.told else not_yet_reported()
            caption = f"{year.year}{colon()} {cell.word}"
            self.made[key] = Cell(cell.code, cell.sign, cell.word, caption)
        return self.made[key]


def cell_of_step(step: ScaleStep | None) -> Cell:
    """The cell of a step of the plan's own scale, with its word in the reader's language."""
    return Cell(step.code, step.sign, step.said_name.text) if step else Cell.known(NO_NEWS)


def not_yet_reported() -> Cell:
    """The cell of a year on which nothing was published yet."""
    return Cell(NO_NEWS, "·", _("Not yet reported"))


def progress_of(plans: Sequence[Plan], published: ContributionQuerySet) -> dict[int, Progress]:
    """The progress of some plans in these published contributions, by number of the plan.

    Four queries for any number of plans. A year counts as told when anything of its plan was
    published, in these contributions or in others.
    """
    scales = scales_of(plans)
    periods = _by_plan(Period.objects.filter(plan__in=plans).in_order())
    of_plan = {year.pk: year.plan_id for years in periods.values() for year in years}
    told, rows = told_periods(plans), rows_by_plan(published, of_plan)
    return {
        plan.pk: _progress(
            scales.get(plan.pk, []),
            _shown(periods.get(plan.pk, []), rows.get(plan.pk, [])),
            rows.get(plan.pk, []),
            told,
        )
        for plan in plans
    }


def scales_of(plans: Sequence[Plan]) -> dict[int, list[ScaleStep]]:
    """The steps of each plan's own scale in their order, by number of the plan: one query."""
    return _by_plan(ScaleStep.objects.filter(plan__in=plans).order_by("position", "pk"))


def told_periods(plans: Sequence[Plan]) -> frozenset[int]:
    """The numbers of the periods on which something was published."""
    published = Contribution.objects.published().filter(period=OuterRef("pk"))
    periods = Period.objects.filter(Exists(published), plan__in=plans)
    return frozenset(periods.values_list("pk", flat=True))


def publication_marks(plan: Plan) -> tuple[object, ...]:
    """What tells whether anything was opened or published on a plan since: three small queries."""
    periods = plan.periods.in_order().values_list("year", "is_baseline", "opened_at", "closed_at")
    reports = plan.reports.published().order_by("pk").values_list("pk", "published_at")
    published = Contribution.objects.published().filter(period__plan=plan)
    return tuple(periods), tuple(reports), published.count()


def _by_plan(records: Iterable[OfPlan]) -> dict[int, list[OfPlan]]:
    found: dict[int, list[OfPlan]] = defaultdict(list)
    for record in records:
        found[record.plan_id].append(record)
    return found


# Line, period, step, and whether it is a sample, of one contribution.
Row = tuple[int, int, int | None, int]


def rows_by_plan(
    published: ContributionQuerySet, of_plan: Mapping[int, int]
) -> dict[int, list[Row]]:
    """The contributions as bare numbers, by plan; `of_plan` is the plan of each period.

    All that is read stands in an index, so that no account is touched, however long.
    """
    found: dict[int, list[Row]] = defaultdict(list)
    # As a number: Django would turn every single one into a truth value on its own.
    sample = ExpressionWrapper(F("is_sample"), output_field=SmallIntegerField())
    for row in published.order_by().values_list("provision_id", "period_id", "progress_id", sample):
        found[of_plan[row[1]]].append(row)
    return found


def _shown(periods: Iterable[Period], rows: Iterable[Row]) -> list[Period]:
    """The years that have a cell; the baseline only where somebody judged it."""
    judged = {row[1] for row in rows if row[2] is not None}
    return [period for period in periods if not period.is_baseline or period.pk in judged]


def _progress(
    scale: list[ScaleStep], periods: list[Period], rows: list[Row], told: frozenset[int]
) -> Progress:
    begun = [each for each in periods if each.opened_at is not None or each.pk in told]
    return Progress(
        tuple(begun or periods),
        tuple(scale),
        steps_of(scale, rows),
        told,
        any(row[3] for row in rows),
    )


def steps_of(scale: Iterable[ScaleStep], rows: Iterable[Row]) -> dict[Place, ScaleStep | None]:
    """The step of each line in each year, by the rule of reporting; asked once per combination."""
    by_number = {step.pk: step for step in scale}
    judged: dict[Place, list[int | None]] = defaultdict(list)
    for line, period, step, _is_sample in rows:
        judged[line, period].append(step)
    known: dict[tuple[int | None, ...], ScaleStep | None] = {}
    found: dict[Place, ScaleStep | None] = {}
    for place, numbers in judged.items():
        together = tuple(numbers)
        if together not in known:
            known[together] = line_progress([by_number.get(each or 0) for each in together]).step
        found[place] = known[together]
    return found
