"""When may a role begin, end or go to somebody else?

Each rule refuses by raising `Refused` with a sentence that says what stands in the way.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.looking import Look
from suivi.plans.models import Membership, Period, Responsibility, Role
from suivi.plans.models.membership import MembershipQuerySet

# The one page of the workspace whose address names no plan; it shows what a look allows.
SHOWN_TO_ONLOOKERS: Final = frozenset({"my-work"})


class WouldBeOrphaned(Refused):
    """Nobody would answer for a department any more."""


def is_current(membership: Membership) -> None:
    """What has ended is history."""
    if membership.ended_on is not None:
        raise Refused(_("This role has ended already."))


def a_coordinator_stays(membership: Membership) -> None:
    """A plan without coordinator could never get one again."""
    if membership.role == Role.COORDINATOR and not _others(membership).exists():
        raise Refused(
            _("This is the last coordinator of the plan; give the role to somebody else first.")
        )


def nothing_is_orphaned(membership: Membership) -> None:
    """A department that is asked keeps somebody who answers."""
    lines = lines_without(membership)
    if lines:
        sentence = ngettext(
            "%(name)s is the last focal point of this department, which answers for %(lines)d "
            "line in a year that is open. Name a successor.",
            "%(name)s is the last focal point of this department, which answers for %(lines)d "
            "lines in a year that is open. Name a successor.",
            lines,
        )
        raise WouldBeOrphaned(sentence % {"name": membership.person, "lines": lines})


def lines_without(membership: Membership) -> int:
    """How many lines nobody would answer for in an open year if this role ended."""
    if membership.role != Role.FOCAL_POINT or membership.ended_on is not None:
        return 0
    if _others(membership).filter(body=membership.body_id).exists():
        return 0
    if not Period.objects.open().filter(plan=membership.plan_id).exists():
        return 0
    rows = Responsibility.objects.filter(provision__plan=membership.plan_id)
    return rows.filter(body=membership.body_id).count()


def is_somebody_else(membership: Membership, person: Person) -> None:
    """One hands over to another."""
    if membership.person_id == person.pk:
        raise Refused(_("Choose somebody else: this person has the role now."))


def only_looks(method: str | None) -> None:
    """Who looks at the plan as somebody else changes nothing in their name."""
    if method not in {"GET", "HEAD", "OPTIONS"}:
        raise Refused(
            _("You are looking at this plan as somebody else: nothing can be changed. Stop first.")
        )


def stays_in_the_plan(look: Look, address: str, facts: Mapping[str, object]) -> None:
    """A look shows the workspace of one plan: nothing of the person's account, no other plan."""
    named = facts.get("plan", facts.get("slug"))
    if address not in SHOWN_TO_ONLOOKERS and named != look.plan.slug:
        raise Refused(
            _(
                "You are looking at this plan as somebody else: only the pages of this plan are "
                "shown. Stop first."
            )
        )


def never_signed_in(person: Person) -> None:
    """Whoever found the way in needs no second invitation."""
    if person.last_login is not None:
        raise Refused(_("This person has signed in already."))


def is_another(membership: Membership, by: Person) -> None:
    """Nobody needs to look as themselves."""
    if membership.person_id == by.pk:
        raise Refused(_("This is what you see already."))


def can_sign_in(person: Person) -> None:
    """Roles go to people whose account is not closed."""
    if not person.is_active:
        raise Refused(_("The account of this person is closed."))


def _others(membership: Membership) -> MembershipQuerySet:
    """The current holders of the same role in the plan, besides this one, who can sign in."""
    same = Membership.objects.current().filter(
        plan=membership.plan_id, role=membership.role, person__is_active=True
    )
    return same.exclude(person=membership.person_id)
