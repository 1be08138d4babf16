"""Who can be named for a promise? Those who write for the body."""

from suivi.people.models import Person
from suivi.plans.models import Membership
from suivi.plans.standing import WRITING_ROLES
from suivi.reporting.models import Contribution, DatedPromise


def those_who_look_after(contribution: Contribution) -> list[Person]:
    """Those who write for its body today, and those whom its promises name already: two queries."""
    here = Membership.objects.current().filter(
        plan=contribution.period.plan_id, body=contribution.body_id, role__in=WRITING_ROLES
    )
    named = DatedPromise.objects.filter(contribution=contribution, person__isnull=False)
    numbers = {*here.values_list("person", flat=True), *named.values_list("person", flat=True)}
    return list(Person.objects.filter(pk__in=numbers).order_by("name", "pk")) if numbers else []
