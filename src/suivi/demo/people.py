"""Who are the sample people, and how do they come in?

Their password is public, so they exist in a demo installation and nowhere else (see `fill`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from suivi.audit.actions import record
from suivi.demo import content
from suivi.demo.content import SamplePerson
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan, Role

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Staff:
    """The sample people of a plan, by role and body."""

    members: Mapping[tuple[str, str], Person]

    def coordinator(self, body: str) -> Person:
        """The coordinator who sits in that body."""
        return self.members[Role.COORDINATOR, body]

    def focal_point(self, body: str) -> Person:
        """The focal point of a body: each has one."""
        return self.members[Role.FOCAL_POINT, body]

    def writer(self, body: str) -> Person:
        """Who writes for a body: its contributor where it has one, else its focal point."""
        return self.members.get((Role.CONTRIBUTOR, body)) or self.focal_point(body)

    def clearing_officer(self, body: str) -> Person | None:
        """Who clears what the body sends, if anybody does."""
        return self.members.get((Role.CLEARING_OFFICER, body))


@transaction.atomic
def welcome_people(*, plan: Plan, at: datetime) -> Staff:
    """Makes the sample people who are not here yet, each with a sign-in and a role in the plan."""
    bodies = {body.code: body for body in Body.objects.in_order()}
    # Hashed once for all: the password is public, and hashing is slow on purpose.
    password = make_password(content.people().password)
    members = {}
    for invented in content.people().people:
        person = _person(invented, password, at)
        if invented.body is not None:
            _join(plan, person, bodies[invented.body], invented.role, at)
            members[invented.role, invented.body] = person
    return Staff(members)


def _person(invented: SamplePerson, password: str, at: datetime) -> Person:
    person, is_new = Person.objects.get_or_create(
        email=invented.email,
        defaults={
            "name": invented.name,
            "language": invented.language,
            "password": password,
            "is_administrator": invented.role == ADMINISTRATOR,
            "is_sample": True,
            "joined_at": at,
        },
    )
    if is_new:
        record(by=None, at=at, verb="invent_person", object=f"person:{person.pk}")
    return person


def _join(plan: Plan, person: Person, body: Body, role: str, at: datetime) -> None:
    _membership, is_new = Membership.objects.get_or_create(
        plan=plan, person=person, body=body, role=role, defaults={"begun_on": at.date()}
    )
    if is_new:
        record(
            by=None,
            at=at,
            verb="join_plan",
            object=f"person:{person.pk}",
            body=body.code,
            plan=plan.slug,
            joined_as=role,
        )
