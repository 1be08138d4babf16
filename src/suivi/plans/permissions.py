"""Who sees the people of a plan, who looks after whom, who says what its measures mean?

Each rule refuses by raising `Refused` with a sentence.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.people.models import Body
from suivi.plans.models import Membership, Role
from suivi.plans.queries.bodies import parents, with_own_bodies
from suivi.plans.standing import DEPARTMENT_ROLES, Standing

# What a department administrator gives and ends. Readers and organisations belong to the plan.
OF_A_DEPARTMENT: Final = DEPARTMENT_ROLES | {Role.DEPARTMENT_ADMINISTRATOR}
# Who sees who works on a plan; who only reads along has no business with their names.
SEE_PEOPLE: Final = OF_A_DEPARTMENT | {Role.COORDINATOR}


@dataclass(frozen=True)
class Care:
    """Whose memberships a person looks after: all of the plan, or those of some bodies."""

    who: Standing
    bodies: frozenset[int]

    @property
    def is_any(self) -> bool:
        """Whether the person looks after anybody."""
        return self.who.is_coordinator or bool(self.bodies)

    @property
    def roles(self) -> list[Role]:
        """The roles the person may give."""
        if self.who.is_coordinator:
            return list(Role)
        return [role for role in Role if role in OF_A_DEPARTMENT]

    def includes(self, membership: Membership) -> bool:
        """Whether this membership is in the person's care."""
        return self.reaches(membership.body_id, Role(membership.role))

    def reaches(self, body_id: int, role: Role) -> bool:
        """Whether the person may give and end this role for this body."""
        return self.who.is_coordinator or (body_id in self.bodies and role in OF_A_DEPARTMENT)


def care_of(who: Standing) -> Care:
    """Coordinators look after the plan, department administrators after their bodies and those
    below: one query for them, none for others."""
    if not who.administers:
        return Care(who, frozenset())
    above = parents()
    return Care(who, frozenset().union(*(with_own_bodies(each, above) for each in who.administers)))


def may_see_people(who: Standing) -> None:
    """Those who work on the plan."""
    if not any(role in SEE_PEOPLE for role, _body in who.roles):
        raise Refused(_("Those who work on this plan see its people."))


def may_look_after_people(care: Care) -> None:
    """Inviting at all."""
    if not care.is_any:
        raise Refused(
            _("The coordinators of this plan and the administrators of its departments do this.")
        )


def may_manage(care: Care, body: Body, role: Role, whose: int | None = None) -> None:
    """Giving and ending this role for this body; nobody below a coordinator for themselves."""
    may_look_after_people(care)
    if not care.reaches(body.pk, role):
        raise Refused(
            _("You look after the people of your own department and of the bodies below it.")
        )
    if whose == care.who.person.pk and not care.who.is_coordinator:
        raise Refused(_("Nobody gives a role to themselves: ask a coordinator of the plan."))


def may_hand_over(care: Care, membership: Membership) -> None:
    """Whoever looks after the membership, and whoever holds it."""
    may_see_people(care.who)
    if membership.person_id != care.who.person.pk:
        may_manage(care, membership.body, Role(membership.role))


def may_look_as_others(who: Standing) -> None:
    """Seeing the plan as somebody else sees it: the coordinators."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan do this."))


def may_define(who: Standing) -> None:
    """The coordinators of the plan say what its measures mean."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan say what its measures mean."))
