"""How does a person get a role in a plan, and lose it?"""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan, Role


@transaction.atomic
def give_role(
    *, by: Person | None, at: datetime, plan: Plan, person: Person, body: Body, role: Role
) -> Membership:
    """Gives a person a role in a plan, for a body. Raises ValidationError if they have it."""
    membership = Membership(plan=plan, person=person, body=body, role=role, begun_on=at.date())
    membership.full_clean()
    membership.save()
    _tell(by, at, membership, "give_role")
    return membership


@transaction.atomic
def end_role(*, by: Person | None, at: datetime, membership: Membership) -> Membership:
    """Ends a role; what the person wrote stays with the body."""
    membership.ended_on = at.date()
    membership.save(update_fields=["ended_on"])
    _tell(by, at, membership, "end_role")
    return membership


def _tell(by: Person | None, at: datetime, membership: Membership, verb: str) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"membership:{membership.pk}",
        body=membership.body.code,
        whose=membership.person_id,
        given=membership.role,
        plan=membership.plan.slug,
    )
