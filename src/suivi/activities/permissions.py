"""Who may enter activities, and who may open their evidence?"""

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from suivi.activities.models import Evidence
from suivi.errors import Refused
from suivi.plans.models import Membership, Plan, Role
from suivi.plans.standing import DEPARTMENT_ROLES, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person


def may_enter(who: Standing, body_id: int) -> None:
    """Those who write for the body."""
    if not who.writes_for(body_id):
        raise Refused(_("Only the focal point and the contributors of this body write here."))


def may_open(person: "Person | AnonymousUser", evidence: Evidence) -> None:
    """The body's own people and the coordinators of the plans it serves; Http404 for others."""
    if not person.is_authenticated:
        raise Http404
    plans = Plan.objects.filter(provisions__activities=evidence.activity_id)
    roles = Membership.objects.current().filter(person_id=person.pk, plan__in=plans)
    own = roles.filter(body_id=evidence.activity.body_id, role__in=DEPARTMENT_ROLES)
    if not (own.exists() or roles.filter(role=Role.COORDINATOR).exists()):
        raise Http404
