"""What does the page of a line's projects show: a row for each year, and the projects of one?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal
from django.http import Http404

from suivi.activities.models import Activity, FragileEdition
from suivi.activities.permissions import reach
from suivi.activities.queries.fragile import (
    KINDS,
    NOT_TARGETED,
    PRINCIPAL,
    SIGNIFICANT,
    Money,
    Project,
    YearOfProjects,
    years_of_projects,
)
from suivi.indicators.arithmetic import rounded
from suivi.plans.models import Measure, Plan
from suivi.plans.queries.line import Promise, promise
from suivi.ui.numbers_and_days import locale

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

PAGE: Final = 50


@dataclass(frozen=True)
class Sum:
    """An amount of money, rounded for display."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{format_decimal(self.amount, format='#,##0.00', locale=locale())} {self.currency}"


@dataclass(frozen=True)
class Group:
    """The projects of a year with one score. None is not known."""

    score: int
    everywhere: int
    fragile: int | None
    amounts: Sequence[Sum]
    is_partial: bool


@dataclass(frozen=True)
class Row:
    """A year: its edition, principal and significant apart, what is not counted and why."""

    year: int
    edition: FragileEdition | None
    principal: Group
    significant: Group
    not_targeted: int
    not_screened: int


@dataclass(frozen=True)
class Shown:
    """A project of the year that is looked at, with what it disbursed in fragile contexts."""

    activity: Activity
    project: Project
    amounts: Sequence[Sum]


@dataclass(frozen=True)
class Projects:
    """The page."""

    line: Promise
    rows: Sequence[Row]
    chosen: Row
    shown: Sequence[Shown]
    count: int
    number: int
    pages: int


def counts_projects(measures: Sequence[Measure]) -> bool:
    """Whether an instrument of the line counts projects and programmes."""
    kinds = [kind for each in measures for kind in _kinds(each)]
    return Activity.Kind.PROJECT in kinds


def _kinds(measure: Measure) -> Sequence[str]:
    return list(measure.activity_kinds) if measure.kind == Measure.Kind.LOG else []


def projects_page(plan: Plan, code: str, reader: "Reader", *, year: str, number: int) -> Projects:
    """Reads the projects of a line: a fixed number of queries. Http404 where none are counted."""
    line = promise(plan, code)
    if not counts_projects(line.measures()):
        raise Http404
    kinds = sorted({kind for each in line.measures() for kind in _kinds(each)} & set(KINDS))
    years = list(range(plan.starts_on.year, plan.ends_on.year + 1))
    found = years_of_projects([line.provision], years, reach(reader), kinds)
    chosen = next((each for each in found if str(each.year) == year), _newest(found))
    listed = _listed(chosen)
    pages = max(1, -(-len(listed) // PAGE))
    number = min(max(number, 1), pages)
    page = listed[(number - 1) * PAGE : number * PAGE]
    shown = list(_shown(page))
    return Projects(
        line, [_row(each) for each in found], _row(chosen), shown, len(listed), number, pages
    )


def _newest(found: Sequence[YearOfProjects]) -> YearOfProjects:
    """The newest year that has projects; the last of the plan where there is none."""
    return next((each for each in reversed(found) if each.projects), found[-1])


def _listed(year: YearOfProjects) -> list[Project]:
    """Those that count, fragile ones before the others, principal before significant."""
    scored = [*year.all(PRINCIPAL), *year.all(SIGNIFICANT)]
    return sorted(scored, key=lambda each: not each.contexts)


def _shown(page: Sequence[Project]) -> Iterator[Shown]:
    related = Activity.objects.select_related("body")
    activities = related.in_bulk([each.number for each in page])
    for project in page:
        yield Shown(activities[project.number], project, sums(project.amounts))


def _row(year: YearOfProjects) -> Row:
    return Row(
        year.year,
        year.edition,
        _group(year, PRINCIPAL),
        _group(year, SIGNIFICANT),
        len(year.all(NOT_TARGETED)),
        len(year.all(None)),
    )


def _group(year: YearOfProjects, score: int) -> Group:
    fragile = year.fragile(score)
    return Group(
        score,
        len(year.all(score)),
        None if fragile is None else len(fragile),
        sums(year.amounts(score) or {}),
        year.is_share_unknown(score),
    )


def sums(amounts: Money) -> list[Sum]:
    """Exact hundredths as amounts, rounded to the hundredth, halves away from zero."""
    return [Sum(rounded(amount / 100, 2), currency) for currency, amount in amounts.items()]
