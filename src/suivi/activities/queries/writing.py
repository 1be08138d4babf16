"""For which bodies and plans may a person enter activities?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan
from suivi.plans.standing import WRITING_ROLES, Standing, standing


@dataclass(frozen=True)
class Desk:
    """The person's plans and bodies, and what the person is in each plan."""

    plans: Sequence[Plan]
    bodies: Sequence[Body]
    standings: Sequence[Standing]

    def standing_of(self, body: Body) -> Standing:
        """The standing by which the person writes for the body. Raises Refused when none."""
        for who in self.standings:
            if who.writes_for(body.pk):
                return who
        raise Refused(_("Only the focal point and the contributors of this body write here."))


def desk_of(person: Person) -> Desk:
    """All plans and bodies for which the person writes.

    Raises Http404 for who is a member of no plan, Refused for who only reads.
    """
    roles = Membership.objects.held_by(person)
    if not roles.exists():
        raise Http404
    writing = roles.filter(role__in=WRITING_ROLES)
    plans = list(Plan.objects.filter(pk__in=writing.values("plan")).newest_first())
    if not plans:
        raise Refused(_("Only focal points and contributors enter activities."))
    bodies = list(Body.objects.filter(pk__in=writing.values("body")).in_order())
    return Desk(plans, bodies, [standing(person, plan) for plan in plans])
