"""What is this person in this plan?

One read per request gives all roles; permissions of every subject ask it, nobody asks the database
for a role in passing. Who has no role in a plan is outside it: its workspace does not exist for
them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import Http404

from suivi.plans.models import Membership, Plan, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

WRITING_ROLES: Final = frozenset({Role.FOCAL_POINT, Role.CONTRIBUTOR})
DEPARTMENT_ROLES: Final = WRITING_ROLES | {Role.CLEARING_OFFICER}


@dataclass(frozen=True)
class Standing:
    """The roles of a person in a plan, each with the body (by number) it is held for."""

    plan: Plan
    person: "Person | AnonymousUser"
    roles: frozenset[tuple[Role, int]]

    @property
    def is_member(self) -> bool:
        """Whether the person has any role here."""
        return bool(self.roles)

    @property
    def is_coordinator(self) -> bool:
        """Whether the person coordinates this plan."""
        return any(role == Role.COORDINATOR for role, _body in self.roles)

    def holds(self, role: Role, body_id: int) -> bool:
        """Whether the person has this role for this body."""
        return (role, body_id) in self.roles

    @property
    def administers(self) -> frozenset[int]:
        """The bodies, by number, whose people this person looks after."""
        return frozenset(body for role, body in self.roles if role == Role.DEPARTMENT_ADMINISTRATOR)

    def writes_for(self, body_id: int) -> bool:
        """Whether the person writes for this body."""
        return any(self.holds(role, body_id) for role in WRITING_ROLES)

    def belongs_to(self, body_id: int) -> bool:
        """Whether the person works in this body on this plan."""
        return any(self.holds(role, body_id) for role in DEPARTMENT_ROLES)


def standing(person: "Person | AnonymousUser", plan: Plan) -> Standing:
    """Reads all current roles of a person in a plan: one query, none for visitors."""
    if not person.is_authenticated:
        return Standing(plan, person, frozenset())
    rows = Membership.objects.held_by(person).filter(plan=plan)
    return Standing(
        plan,
        person,
        frozenset((Role(role), body) for role, body in rows.values_list("role", "body")),
    )


def member_standing(person: "Person | AnonymousUser", plan: Plan) -> Standing:
    """The standing of a member; Http404 for others: the workspace does not exist for them."""
    found = standing(person, plan)
    if not found.is_member:
        raise Http404
    return found


def coordinated_plans(person: "Person | AnonymousUser") -> frozenset[int]:
    """The plans, by number, that the person coordinates: one query, none for visitors."""
    if not person.is_authenticated:
        return frozenset()
    rows = Membership.objects.held_by(person).filter(role=Role.COORDINATOR)
    return frozenset(rows.values_list("plan_id", flat=True))
