"""Where does each plan stand, at a glance, and what was published last?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Exists, OuterRef

from suivi.languages.wording import Said
from suivi.plans.models import Level, Period, Plan, Provision, Responsibility, ScaleStep
from suivi.plans.queries.outline import line_levels, named
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.site.queries.progress import Progress, cell_of_step, progress_of
from suivi.ui.cells import Cell

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

NEWEST_REPORTS: Final = 5
NEWEST_PLANS: Final = 10


@dataclass(frozen=True)
class Part:
    """So many lines at one step, and where its stretch begins on the bar."""

    cell: Cell
    lines: int
    start: int

    @property
    def colour(self) -> str:
        """The name of its colour in the stylesheet."""
        return self.cell.code.replace("_", "-")


@dataclass(frozen=True)
class Glance:
    """A plan in a few figures; `parts` is empty until something was published."""

    plan: Plan
    lines: int
    line_name: Said | None
    bodies: int
    year: int | None
    parts: Sequence[Part]
    is_sample: bool


def plans_for(reader: "Reader") -> list[Plan]:
    """The plans a reader may see, newest first."""
    return list(Plan.objects.visible_to(reader).newest_first())


def newest_reports(plans: Sequence[Plan]) -> list[Report]:
    """The reports on these plans that were published last."""
    rows = Report.objects.published().filter(plan__in=plans).select_related("plan", "period")
    return list(rows.defer("snapshot").newest_first()[:NEWEST_REPORTS])


def glances(plans: Sequence[Plan]) -> list[Glance]:
    """One glance per plan, in a fixed number of queries."""
    levels, lines = line_levels(plans), _lines(plans)
    bodies = _bodies(plans)
    newest = newest_told(plans)
    published = Contribution.objects.published().filter(period__in=newest.values())
    progress = progress_of(plans, published)
    return [
        _glance(plan, levels, lines, bodies.get(plan.pk, 0), progress[plan.pk]) for plan in plans
    ]


def newest_told(plans: Sequence[Plan]) -> dict[int, Period]:
    """For each plan the last year on which something was published."""
    published = Contribution.objects.published().filter(period=OuterRef("pk"))
    told = Period.objects.filter(Exists(published), plan__in=plans, is_baseline=False)
    return {period.plan_id: period for period in told.in_order()}


def _lines(plans: Sequence[Plan]) -> dict[int, int]:
    """How many provisions stand on each level, by number of the level."""
    rows = Provision.objects.filter(plan__in=plans).order_by().values_list("level")
    return dict(rows.annotate(Count("pk")))


def _bodies(plans: Sequence[Plan]) -> dict[int, int]:
    """How many bodies answer for lines of each plan."""
    rows = Responsibility.objects.filter(provision__plan__in=plans).order_by()
    return dict(rows.values_list("provision__plan").annotate(Count("body", distinct=True)))


def _glance(
    plan: Plan,
    levels: dict[int, Level],
    lines: dict[int, int],
    bodies: int,
    progress: Progress,
) -> Glance:
    level = levels.get(plan.pk)
    count = lines.get(level.pk, 0) if level else 0
    newest = progress.newest
    return Glance(
        plan,
        count,
        named(level, count) if level else None,
        bodies,
        newest.year if newest else None,
        _parts(progress, newest, count) if newest else [],
        plan.is_sample or progress.is_sample,
    )


def _parts(progress: Progress, newest: Period, lines: int) -> list[Part]:
    """How many lines stand at each step of the scale, then those without information."""
    found = [step for (_line, year), step in progress.steps.items() if year == newest.pk]
    counted: Counter[ScaleStep | None] = Counter(step for step in found if step is not None)
    counted[None] = max(lines - counted.total(), 0)
    parts: list[Part] = []
    start = 0
    for step in (*progress.scale, None):
        if counted[step]:
            parts.append(Part(cell_of_step(step), counted[step], start))
            start += counted[step]
    return parts
