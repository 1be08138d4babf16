"""Who holds a role for a body, and so is to be told?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from suivi.people.models import Person
from suivi.plans.models import Membership, Role
from suivi.plans.standing import WRITING_ROLES
from suivi.reporting.clearance import desk_of, lying
from suivi.reporting.models import Contribution
from suivi.reporting.states import Pen

WRITERS: Final = tuple(sorted(WRITING_ROLES))


def holders(plan_id: int, roles: Iterable[str], bodies: Iterable[int] | None = None) -> list[int]:
    """The people, by number, who have one of these roles in a plan, for one of these bodies."""
    rows = Membership.objects.current().filter(plan_id=plan_id, role__in=list(roles))
    if bodies is not None:
        rows = rows.filter(body__in=list(bodies))
    return sorted(set(rows.values_list("person_id", flat=True)))


def waited_for(contribution: Contribution, pen: Pen, on: date) -> list[Person]:
    """The people on whom a contribution waits in its department, for a reminder.

    Those who are asked at the step where it lies; without steps its clearing officers, or its focal
    points, or where there is none those who write.
    """
    if (lies := lying(contribution)) is not None:
        return desk_of(lies.step_id, on).asked
    return next(filter(None, _candidates(contribution, pen)), [])


def _candidates(contribution: Contribution, pen: Pen) -> Iterator[list[Person]]:
    roles = {
        Pen.CLEARING_OFFICER: (Role.CLEARING_OFFICER,),
        Pen.DEPARTMENT: (Role.FOCAL_POINT, Role.CONTRIBUTOR),
    }.get(pen, ())
    for role in roles:
        numbers = holders(contribution.period.plan_id, [role], [contribution.body_id])
        found = Person.objects.filter(pk__in=numbers, is_active=True)
        yield list(found.order_by("name", "pk"))
