"""Which plan, period or contribution does an address mean, for this person? Http404 when none."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from suivi.plans.models import Period, Plan
from suivi.reporting.models import Contribution
from suivi.reporting.queries.rounds import last_period

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person


def find_plan(person: "Person | AnonymousUser", slug: str) -> Plan:
    """The plan, if the person may see it."""
    return get_object_or_404(Plan.objects.visible_to(person), slug=slug)


def find_period(person: "Person | AnonymousUser", slug: str, year: int) -> Period:
    """The period of a plan that the person may see."""
    plan = find_plan(person, slug)
    return get_object_or_404(Period.objects.select_related("plan"), plan=plan, year=year)


def find_period_to_open(person: "Person | AnonymousUser", slug: str, year: int) -> Period:
    """The period of a plan, or the one after its last, not saved yet: opening makes it."""
    plan = find_plan(person, slug)
    found = plan.periods.select_related("plan").filter(year=year).first()
    last = last_period(plan)
    if found is None and last is not None and year == last.year + 1:
        return Period(plan=plan, year=year, is_added=True)
    if found is None:
        raise Http404
    return found


def find_contribution(
    person: "Person | AnonymousUser", slug: str, year: int, code: str, body: str
) -> Contribution:
    """The contribution of a body on a line in a year, if it exists for this person."""
    if "\x00" in code:  # no code has it, and PostgreSQL cannot even look for it
        raise Http404
    rows = (
        Contribution.objects.visible_to(person)
        .with_due_day()
        .select_related(
            "period__plan", "provision__plan", "provision__parent__parent", "body", "progress"
        )
    )
    return get_object_or_404(
        rows,
        period__plan__slug=slug,
        period__year=year,
        provision__code=code,
        body__code=body,
    )
