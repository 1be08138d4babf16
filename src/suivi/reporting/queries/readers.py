"""Who will read what is written here, one after the other, and by when?"""

from dataclasses import dataclass
from datetime import date

from suivi.plans.models import Membership, Role
from suivi.reporting.models import Contribution


@dataclass(frozen=True)
class Readers:
    """The clearing officers of the body by name, the bodies that coordinate, the last day."""

    officers: tuple[str, ...]
    coordinators: tuple[str, ...]
    due_on: date | None
    closes_on: date | None
    is_public: bool


def readers(contribution: Contribution) -> Readers:
    """Reads who reads: one query."""
    rows = Membership.objects.current().filter(
        plan=contribution.plan, role__in=[Role.CLEARING_OFFICER, Role.COORDINATOR]
    )
    found = list(rows.select_related("person", "body").order_by("pk"))
    own = contribution.body_id
    officers = [
        each.person.name
        for each in found
        if each.role == Role.CLEARING_OFFICER and each.body_id == own
    ]
    coordinating = [
        each.body.said_short_name.text for each in found if each.role == Role.COORDINATOR
    ]
    return Readers(
        tuple(dict.fromkeys(officers)),
        tuple(dict.fromkeys(coordinating)),
        contribution.due_day,
        contribution.period.closes_on,
        contribution.plan.is_public,
    )
