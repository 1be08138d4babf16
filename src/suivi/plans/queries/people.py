"""Who works on a plan, as the page of its people lists them?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404

from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan, Role
from suivi.plans.permissions import OF_A_DEPARTMENT, Care
from suivi.plans.words import answers, folded, words_of

CURRENT: Final = "current"
ENDED: Final = "ended"


@dataclass(frozen=True)
class PeopleAsked:
    """What is asked of the list; an order with a minus goes backwards."""

    words: str = ""
    body: str = ""
    role: str = ""
    state: str = CURRENT
    order: str = "name"


@dataclass(frozen=True)
class Member:
    """One row: a membership, and what this reader may know and do of it."""

    membership: Membership
    role: str
    is_in_care: bool
    is_me: bool

    @property
    def email(self) -> str:
        """The address, for those who look after the person."""
        return self.membership.person.email if self.is_in_care or self.is_me else ""

    @property
    def last_seen_at(self) -> datetime | None:
        """The last sign-in, for those who look after the person."""
        return self.membership.person.last_login if self.is_in_care or self.is_me else None

    @property
    def can_be_handled(self) -> bool:
        """Whether there is anything this reader may do with it."""
        return self.membership.ended_on is None and (self.is_in_care or self.is_me)

    @property
    def has_handover_page(self) -> bool:
        """Whether the body's page for a new focal point is of use to this reader."""
        return self.is_in_care and self.membership.role in OF_A_DEPARTMENT

    @property
    def is_invited(self) -> bool:
        """Whether the person has not come in yet."""
        return self.is_in_care and self.membership.person.last_login is None


_LONG_AGO: Final = date.min
_ORDERS: Final[dict[str, Callable[[Member], Any]]] = {
    "name": lambda row: folded(row.membership.person.name),
    "body": lambda row: folded(str(row.membership.body)),
    "role": lambda row: list(Role).index(Role(row.membership.role)),
    "since": lambda row: row.membership.begun_on or _LONG_AGO,
    "seen": lambda row: row.last_seen_at.timestamp() if row.last_seen_at else 0.0,
}
ORDERS: Final = tuple(_ORDERS)


def members(plan: Plan, care: Care, asked: PeopleAsked) -> list[Member]:
    """The memberships that answer to what is asked, in order: one query, whatever their number."""
    rows = Membership.objects.filter(plan=plan).select_related("person", "body")
    rows = rows.filter(ended_on__isnull=asked.state != ENDED)
    if asked.role:
        rows = rows.filter(role=asked.role)
    if asked.body:
        rows = rows.filter(body__code=asked.body)
    words = words_of(asked.words)
    me = care.who.person.pk
    found = [
        Member(each, str(each.get_role_display()), care.includes(each), each.person_id == me)
        for each in rows.order_by("pk")
    ]
    return _in_order([row for row in found if answers(_text(row), words)], asked.order)


def _text(row: Member) -> str:
    """What the words are looked for in: what the reader of the list sees."""
    shown = (row.membership.person.name, str(row.membership.body), row.role, row.email)
    return folded(" ".join(shown))


def _in_order(rows: list[Member], order: str) -> list[Member]:
    key = _ORDERS.get(order.removeprefix("-"), _ORDERS["name"])
    by_name = sorted(rows, key=_ORDERS["name"])
    return sorted(by_name, key=key, reverse=order.startswith("-"))


def bodies_of(plan: Plan) -> Sequence[Body]:
    """The bodies for which anybody has or had a role in the plan."""
    return list(Body.objects.filter(memberships__plan=plan).distinct().in_order())


def bodies_in(care: Care) -> Sequence[Body]:
    """The bodies for which a role may be given: all of them to a coordinator."""
    found = Body.objects.in_order()
    return list(found if care.who.is_coordinator else found.filter(pk__in=care.bodies))


def find_membership(plan: Plan, pk: int) -> Membership:
    """A membership of the plan, current or ended; Http404 for others."""
    rows = Membership.objects.filter(plan=plan).select_related("plan", "person", "body")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def colleagues(plan: Plan, but: Person) -> Sequence[Person]:
    """Who has a role in the plan today, besides one, by name."""
    rows = Person.objects.filter(memberships__plan=plan, memberships__ended_on__isnull=True)
    found = rows.filter(is_active=True).exclude(pk=but.pk).distinct()
    return list(found.order_by("name", "pk"))
