"""What was done for a country, and on which lines, as far as the reader may see it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count
from django.http import Http404

from suivi.activities.charting import country_alone
from suivi.activities.models import Activity
from suivi.activities.permissions import reach
from suivi.activities.queries.register import COUNTED, Question, all_in_order, newest
from suivi.charts.definitions import CountryMap
from suivi.languages import countries
from suivi.plans.models import FocusCountry, Plan, Provision

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

# Beyond these the register goes on, a page at a time.
SHOWN: Final = 50


@dataclass(frozen=True)
class LineTouched:
    """A line that activities for the country serve, and how many."""

    line: Provision
    count: int


@dataclass(frozen=True)
class PlanTouched:
    """A plan and its lines, in their order."""

    plan: Plan
    lines: Sequence[LineTouched]


@dataclass(frozen=True)
class CountryPage:
    """A country: the activities, newest first, the lines, and the plans that focus on it."""

    code: str
    count: int
    activities: Sequence[Activity]
    plans: Sequence[PlanTouched]
    focus: Sequence[FocusCountry]
    map: CountryMap | None

    @property
    def is_more(self) -> bool:
        """Whether there are more activities than are shown."""
        return self.count > len(self.activities)

    @property
    def is_partial(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > COUNTED

    def is_sample(self) -> bool:
        """Whether some of what is shown was made up."""
        return any(each.is_sample for each in self.activities)


def country_page(code: str, reader: "Reader") -> CountryPage:
    """Reads what was done for a country: a fixed number of queries. Http404 for no country."""
    iso = code.upper()
    if iso not in countries.names("en"):
        raise Http404
    question, seen = Question(country=iso), reach(reader)
    numbers = [number for (number,) in newest(question, seen, COUNTED + 1, "pk")]
    focus = FocusCountry.objects.filter(country=iso, plan__in=Plan.objects.visible_to(reader))
    return CountryPage(
        iso,
        len(numbers),
        all_in_order(question, seen, SHOWN),
        _plans(numbers[:COUNTED], reader),
        list(focus.select_related("plan").order_by("-plan__starts_on", "pk")),
        country_alone(iso, len(numbers)) if numbers else None,
    )


def _plans(activities: Sequence[int], reader: "Reader") -> list[PlanTouched]:
    """The lines that these activities serve, plan by plan, the newest plan first."""
    lines = Provision.objects.filter(plan__in=Plan.objects.visible_to(reader))
    served = lines.filter(activities__in=activities)
    rows = served.annotate(touching=Count("activities", distinct=True)).select_related("plan")
    ordered: Iterable[Any] = rows.order_by("-plan__starts_on", "plan__slug", "position", "pk")
    return [
        PlanTouched(plan, [LineTouched(line, line.touching) for line in of_plan])
        for plan, of_plan in groupby(ordered, key=lambda line: line.plan)
    ]
