"""As whom does a coordinator look at the plan just now, if as anybody?

A look is kept in the session of whoever looks. It shows the workspace of one plan as a member sees
it, and lets nobody act: `middleware` holds every request to that.
"""

from dataclasses import dataclass
from typing import Any, Final

from suivi.people.models import Person
from suivi.plans.models import Membership, Plan
from suivi.plans.standing import standing

KEPT_AS: Final = "looks_as"


@dataclass(frozen=True)
class Look:
    """Who looks, as whom, at which plan."""

    by: Person
    person: Person
    plan: Plan


def begun(session: Any, membership: Membership) -> None:
    """Notes in a session as whom its owner looks from now on."""
    session[KEPT_AS] = membership.pk


def look_of(session: Any, person: Any) -> Look | None:
    """The look of whoever has this session, as long as they may: two queries, none without one."""
    number = session.get(KEPT_AS)
    if number is None:
        return None
    rows = Membership.objects.current().filter(pk=number, person__is_active=True)
    membership = rows.select_related("person", "plan").first()
    allowed = membership and person.is_authenticated and _may_look(person, membership)
    if membership is None or not allowed:
        del session[KEPT_AS]
        return None
    seen = membership.person
    seen.seen_in = membership.plan_id
    return Look(person, seen, membership.plan)


def _may_look(person: Person, membership: Membership) -> bool:
    return standing(person, membership.plan).is_coordinator
