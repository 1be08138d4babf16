"""How does a look as somebody else begin and end?"""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans import permissions, policies
from suivi.plans.models import Membership, Plan
from suivi.plans.standing import standing


@transaction.atomic
def begin_look(*, by: Person, at: datetime, membership: Membership) -> Membership:
    """A coordinator begins to see the plan as one of its members does."""
    permissions.may_look_as_others(standing(by, membership.plan))
    policies.is_current(membership)
    policies.is_another(membership, by)
    policies.can_sign_in(membership.person)
    _tell(by, at, "begin_look", membership.plan, membership.person)
    return membership


@transaction.atomic
def end_look(*, by: Person, at: datetime, plan: Plan, person: Person) -> None:
    """The coordinator is themselves again."""
    _tell(by, at, "end_look", plan, person)


def _tell(by: Person, at: datetime, verb: str, plan: Plan, person: Person) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"person:{person.pk}",
        role="coordinator",
        plan=plan.slug,
    )
