"""How do the roles of somebody follow what the sign-in provider says of them?"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.errors import Refused
from suivi.people.models import Body, Person
from suivi.plans.actions.memberships import end_role, give_role
from suivi.plans.claims import Rule
from suivi.plans.models import Membership, Plan

logger = logging.getLogger(__name__)


@transaction.atomic
def follow_claims(*, at: datetime, person: Person, rules: Sequence[Rule]) -> None:
    """Gives the roles of these rules, and ends those that earlier claims gave and these do not.

    Roles that people gave stay. A last coordinator stays too. Each change is an event of its own,
    by the program.
    """
    plans = {each.slug: each for each in Plan.objects.filter(slug__in=[r.plan for r in rules])}
    bodies = {each.code: each for each in Body.objects.filter(code__in=[r.body for r in rules])}
    held = list(Membership.objects.held_by(person).order_by("pk"))
    has = {(each.plan_id, each.body_id, each.role) for each in held}
    wanted: set[tuple[int, int, str]] = set()
    for rule in rules:
        plan, body = plans.get(rule.plan), bodies.get(rule.body)
        if plan is None or body is None:
            logger.error("A rule for claims names a plan or a body that is not here: %s.", rule)
            continue
        place = (plan.pk, body.pk, rule.role.value)
        if place not in has | wanted:
            facts: dict[str, Any] = {"plan": plan, "person": person, "body": body}
            give_role(by=None, at=at, role=rule.role, from_claims=True, **facts)
        wanted.add(place)
    for each in held:
        if each.from_claims and (each.plan_id, each.body_id, each.role) not in wanted:
            _let_go(at, each)


def _let_go(at: datetime, membership: Membership) -> None:
    try:
        end_role(by=None, at=at, membership=membership, orphaning=True)
    except Refused:
        logger.error("A role that claims no longer give stays: membership %s.", membership.pk)
