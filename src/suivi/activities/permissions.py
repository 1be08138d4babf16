"""Who may enter activities, read them, and open their evidence?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import Http404
from django.utils.translation import gettext as _

from suivi.activities.models import Activity, ActivityQuerySet, Evidence
from suivi.errors import Refused
from suivi.plans.models import Membership, Plan, Provision, Role
from suivi.plans.standing import DEPARTMENT_ROLES, WRITING_ROLES, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


def may_enter(who: Standing, body_id: int) -> None:
    """Those who write for the body."""
    if not who.writes_for(body_id):
        raise Refused(_("Only the focal point and the contributors of this body write here."))


def may_open(person: "Reader", evidence: Evidence) -> None:
    """The body's own people and the coordinators of the plans it serves; Http404 for others."""
    if not person.is_authenticated or evidence.activity.removed_at is not None:
        raise Http404
    served = Q(provisions__activities=evidence.activity_id) | Q(activities=evidence.activity_id)
    plans = Plan.objects.filter(served)
    roles = Membership.objects.held_by(person).filter(plan__in=plans)
    own = roles.filter(body_id=evidence.activity.body_id, role__in=DEPARTMENT_ROLES)
    if not (own.exists() or roles.filter(role=Role.COORDINATOR).exists()):
        raise Http404


def may_write(seen: "Reach") -> None:
    """Those who write for some body."""
    if not seen.writes_for:
        raise Refused(_("Only focal points and contributors enter activities."))


@dataclass(frozen=True)
class Reach:
    """How far a reader sees in the register: as member of bodies, as coordinator of plans.

    `writes_for` are bodies and `writes_in` plans, where the person writes.
    """

    bodies: frozenset[int]
    writes_for: frozenset[int]
    coordinates: frozenset[int]
    writes_in: frozenset[int]

    def may_change(self, activity: Activity) -> bool:
        """Whether the person writes for the activity's body."""
        return activity.body_id in self.writes_for


VISITOR: Final = Reach(frozenset(), frozenset(), frozenset(), frozenset())


def reach(person: "Reader") -> Reach:
    """Reads all roles of a person: one query, none for visitors."""
    if not person.is_authenticated:
        return VISITOR
    roles = Membership.objects.held_by(person)
    rows = list(roles.values_list("role", "body", "plan"))
    return Reach(
        frozenset(body for role, body, _plan in rows if role in DEPARTMENT_ROLES),
        frozenset(body for role, body, _plan in rows if role in WRITING_ROLES),
        frozenset(plan for role, _body, plan in rows if role == Role.COORDINATOR),
        frozenset(plan for role, _body, plan in rows if role in WRITING_ROLES),
    )


def open_to_all() -> Q:
    """Public ones that stand in a published contribution, or have a source and no contribution.

    What a department enters while it writes stays with it until that is published.
    """
    told = Activity.contributions.through.objects.filter(activity_id=OuterRef("pk"))
    published = told.filter(
        contribution__status="published", contribution__provision__plan__is_public=True
    )
    sourced = ~Q(source="") & Q(IsNull(_first(told), True))
    return Q(is_public=True) & (sourced | Q(IsNull(_first(published), False)))


def _first(rows: "QuerySet[Any]") -> Subquery:
    """Looked up row by row: of an "exists", PostgreSQL may read the whole table beforehand."""
    return Subquery(rows.values("pk")[:1])


def readable(found: ActivityQuerySet, seen: Reach) -> ActivityQuerySet:
    """What the reader may see: what is open to all, their bodies' own, and as coordinator those
    of the plan."""
    reads = open_to_all()
    if seen.bodies:
        reads |= Q(body_id__in=seen.bodies)
    if seen.coordinates:
        lines = Provision.activities.through.objects.filter(activity_id=OuterRef("pk"))
        whole = Activity.plans.through.objects.filter(activity_id=OuterRef("pk"))
        reads |= Q(Exists(lines.filter(provision__plan_id__in=seen.coordinates)))
        reads |= Q(Exists(whole.filter(plan_id__in=seen.coordinates)))
    return found.filter(reads)
