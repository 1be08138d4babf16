"""How does a person get a role in a plan, pass it on, and lose it?

A membership is never rewritten: a change ends one and begins another, so that who did what in which
role can be told years later. What a person wrote belongs to the department and stays.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.people.actions import add_person
from suivi.people.models import Body, Person
from suivi.plans import letters, permissions, policies
from suivi.plans.following import followers
from suivi.plans.models import Membership, Plan, Role
from suivi.plans.standing import standing


@dataclass(frozen=True)
class Newcomer:
    """Who is invited: somebody who is here already is found by the address alone."""

    email: str
    name: str = ""
    language: str = "en"


@transaction.atomic
def give_role(
    *,
    by: Person | None,
    at: datetime,
    plan: Plan,
    person: Person,
    body: Body,
    role: Role,
    from_claims: bool = False,
) -> Membership:
    """Gives a person a role in a plan, for a body. Raises ValidationError if they have it.

    `by` is None when a command or the sign-in provider gives it.
    """
    if by is not None:
        care = permissions.care_of(standing(by, plan))
        permissions.may_manage(care, body, role, person.pk)
    membership = _begun(at, plan, person, body, role, from_claims)
    _tell(by, at, membership, "give_role")
    return membership


@transaction.atomic
def invite_person(
    *, by: Person, at: datetime, plan: Plan, body: Body, role: Role, who: Newcomer
) -> Membership:
    """Gives a role to whoever has this address, adding them when nobody has, and mails them.

    Raises ValidationError for an address that is none, or a person who has the role already.
    """
    permissions.may_manage(permissions.care_of(standing(by, plan)), body, role)
    person = _found_or_added(by, at, who)
    membership = give_role(by=by, at=at, plan=plan, person=person, body=body, role=role)
    transaction.on_commit(lambda: letters.send_role_given(membership, by))
    return membership


@transaction.atomic
def invite_again(*, by: Person, at: datetime, membership: Membership) -> Membership:
    """Mails the way in once more to somebody who has not signed in yet."""
    locked = _locked(membership)
    care = permissions.care_of(standing(by, locked.plan))
    permissions.may_manage(care, locked.body, Role(locked.role))
    policies.is_current(locked)
    policies.never_signed_in(locked.person)
    _tell(by, at, locked, "invite_again")
    transaction.on_commit(lambda: letters.send_role_given(locked, by))
    return locked


@transaction.atomic
def change_role(
    *, by: Person, at: datetime, membership: Membership, body: Body, role: Role
) -> Membership:
    """Ends a role and begins another of the same person, in one event; gives the new one."""
    locked = _locked(membership)
    care = permissions.care_of(standing(by, locked.plan))
    permissions.may_manage(care, locked.body, Role(locked.role), locked.person_id)
    permissions.may_manage(care, body, role, locked.person_id)
    policies.is_current(locked)
    if role != locked.role:
        policies.a_coordinator_stays(locked)
    policies.nothing_is_orphaned(locked)
    _end(at, locked)
    begun = _begun(at, locked.plan, locked.person, body, role)
    for follow in followers():
        follow(at, locked, begun)
    _tell(by, at, begun, "change_role", was=locked.role, was_body=locked.body.code)
    transaction.on_commit(lambda: letters.send_role_given(begun, by))
    return begun


@transaction.atomic
def end_role(
    *, by: Person | None, at: datetime, membership: Membership, orphaning: bool = False
) -> Membership:
    """Ends a role; what the person wrote stays with the body.

    With `orphaning` a coordinator ends it although nobody answers for the department then. `by` is
    None when a command or the sign-in provider ends it.
    """
    locked = _locked(membership)
    if by is not None:
        care = permissions.care_of(standing(by, locked.plan))
        permissions.may_manage(care, locked.body, Role(locked.role), locked.person_id)
    policies.is_current(locked)
    policies.a_coordinator_stays(locked)
    if not (orphaning and (by is None or standing(by, locked.plan).is_coordinator)):
        policies.nothing_is_orphaned(locked)
    _end(at, locked)
    _tell(by, at, locked, "end_role")
    return locked


@transaction.atomic
def hand_over_role(
    *, by: Person, at: datetime, membership: Membership, who: Newcomer
) -> Membership:
    """Passes a role on to somebody else in one step, and mails both; gives the new membership.

    Drafts and what was kept aside stay where they are. Whoever has the role there already is no
    obstacle: then only the leaver's role ends.
    """
    locked = _locked(membership)
    permissions.may_hand_over(permissions.care_of(standing(by, locked.plan)), locked)
    policies.is_current(locked)
    successor = _found_or_added(by, at, who)
    policies.is_somebody_else(locked, successor)
    policies.can_sign_in(successor)
    _end(at, locked)
    same = Membership.objects.held_by(successor).filter(
        plan=locked.plan, body=locked.body, role=locked.role
    )
    begun = same.select_related("plan", "person", "body").first()
    begun = begun or _begun(at, locked.plan, successor, locked.body, Role(locked.role))
    for follow in followers():
        follow(at, locked, begun)
    _tell(by, at, begun, "hand_over_role", ended=locked.pk, leaver=locked.person_id)
    transaction.on_commit(lambda: letters.send_handed_over(locked, begun))
    return begun


def _found_or_added(by: Person, at: datetime, who: Newcomer) -> Person:
    found = Person.objects.filter(email__iexact=who.email.strip()).first()
    if found is not None:
        policies.can_sign_in(found)
        return found
    if not who.name.strip():
        raise ValidationError({"name": _("Nobody has this address here yet: write their name.")})
    return add_person(
        by=by, at=at, email=who.email.strip(), name=who.name.strip(), language=who.language
    )


def _locked(membership: Membership) -> Membership:
    """The membership as it stands now; all changes of a plan's people wait for each other."""
    Plan.objects.select_for_update().get(pk=membership.plan_id)
    rows = Membership.objects.select_related("plan", "person", "body")
    return rows.get(pk=membership.pk)


def _begun(
    at: datetime, plan: Plan, person: Person, body: Body, role: Role, from_claims: bool = False
) -> Membership:
    membership = Membership(
        plan=plan,
        person=person,
        body=body,
        role=role,
        begun_on=at.date(),
        from_claims=from_claims,
    )
    membership.full_clean()
    membership.save()
    return membership


def _end(at: datetime, membership: Membership) -> None:
    membership.ended_on = at.date()
    membership.save(update_fields=["ended_on"])


def _tell(by: Person | None, at: datetime, membership: Membership, verb: str, **facts: Any) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"membership:{membership.pk}",
        body=membership.body.code,
        whose=membership.person_id,
        given=membership.role,
        plan=membership.plan.slug,
        **facts,
    )
