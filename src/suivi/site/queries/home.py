"""Where does each plan stand, at a glance, and what was published last?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Count, Exists, OuterRef

from suivi.languages.wording import Said
from suivi.plans.models import Level, Period, Plan, Provision, Responsibility, ScaleStep
from suivi.plans.queries.outline import line_levels, named
from suivi.publications.models import Report
from suivi.publications.queries import reports_on
from suivi.reporting.models import Contribution
from suivi.site.queries.progress import Row, cell_of_step, rows_by_plan, scales_of, steps_of
from suivi.ui.cells import Cell

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

NEWEST_REPORTS: Final = 5
NEWEST_PLANS: Final = 10
_ROOM: Final = 70


@dataclass(frozen=True)
class Part:
    """So many lines at one step; its stretch on the bar, in thousandths of the whole."""

    cell: Cell
    lines: int
    start: int
    width: int

    @property
    def look(self) -> str:
        """The name of its look in the stylesheet: that of its cell."""
        return self.cell.code.replace("_", "-")

    @property
    def x(self) -> str:
        """Where it begins."""
        return f"{self.start / 10}%"

    @property
    def middle(self) -> str:
        """Where its sign stands."""
        return f"{(self.start + self.width / 2) / 10}%"

    @property
    def share(self) -> str:
        """How much of the bar it takes."""
        return f"{self.width / 10}%"

    @property
    def has_room(self) -> bool:
        """Whether its sign finds room on the bar of a narrow screen."""
        return self.width >= _ROOM


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


class ToldYear(NamedTuple):
    """The newest year told of a plan, by the numbers of both."""

    plan: int
    pk: int
    year: int


@dataclass(frozen=True)
class Newest:
    """What was published of a plan on the newest year told; no year, no rows."""

    year: int | None
    scale: Sequence[ScaleStep]
    rows: Sequence[Row]


def plans_for(reader: "Reader") -> list[Plan]:
    """The plans a reader may see, newest first."""
    return list(Plan.objects.visible_to(reader).newest_first())


def newest_reports(plans: Sequence[Plan]) -> list[Report]:
    """The reports on these plans that were published last."""
    return reports_on(plans, most=NEWEST_REPORTS)


def glances(plans: Sequence[Plan]) -> list[Glance]:
    """One glance per plan, in a fixed number of queries."""
    levels, lines = line_levels(plans), _lines(plans)
    bodies, newest, scales = _bodies(plans), newest_told(plans), scales_of(plans)
    published = Contribution.objects.published().filter(period__in=[each.pk for each in newest])
    rows = rows_by_plan(published, {year.pk: year.plan for year in newest})
    years = {year.plan: year.year for year in newest}
    return [
        _glance(
            plan,
            levels.get(plan.pk),
            lines,
            bodies.get(plan.pk, 0),
            Newest(years.get(plan.pk), scales.get(plan.pk, []), rows.get(plan.pk, [])),
        )
        for plan in plans
    ]


def newest_told(plans: Sequence[Plan]) -> list[ToldYear]:
    """For each plan the last year on which something was published."""
    published = Contribution.objects.published().filter(period=OuterRef("pk"))
    told = Period.objects.filter(Exists(published), plan__in=plans, is_baseline=False)
    years = map(ToldYear._make, told.in_order().values_list("plan_id", "pk", "year"))
    return list({each.plan: each for each in years}.values())


def _lines(plans: Sequence[Plan]) -> dict[int, int]:
    """How many provisions stand on each level, by number of the level."""
    rows = Provision.objects.filter(plan__in=plans).order_by().values_list("level")
    return dict(rows.annotate(Count("pk")))


def _bodies(plans: Sequence[Plan]) -> dict[int, int]:
    """How many bodies answer for lines of each plan."""
    rows = Responsibility.objects.filter(provision__plan__in=plans).order_by()
    return dict(rows.values_list("provision__plan").annotate(Count("body", distinct=True)))


def _glance(
    plan: Plan, level: Level | None, lines: dict[int, int], bodies: int, newest: Newest
) -> Glance:
    count = lines.get(level.pk, 0) if level else 0
    return Glance(
        plan,
        count,
        named(level, count) if level else None,
        bodies,
        newest.year,
        _parts(newest, count) if newest.year else [],
        plan.is_sample or any(row[3] for row in newest.rows),
    )


def _parts(newest: Newest, lines: int) -> list[Part]:
    """How many lines stand at each step of the scale, then those without information."""
    found = steps_of(newest.scale, newest.rows).values()
    counted = Counter(step.pk if step else None for step in found)
    counted[None] = max(lines - (counted.total() - counted[None]), 0)
    parts: list[Part] = []
    start, whole = 0, max(counted.total(), 1)
    for step in (*newest.scale, None):
        number = counted[step.pk if step else None]
        if number:
            begin, end = start * 1000 // whole, (start + number) * 1000 // whole
            parts.append(Part(cell_of_step(step), number, begin, end - begin))
            start += number
    return parts
