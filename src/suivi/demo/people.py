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
from suivi.people.actions import add_person
from suivi.people.models import Body, Person
from suivi.plans.actions.memberships import give_role
from suivi.plans.models import Plan, Role

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
    """Brings in the sample people who are not here yet, each with a sign-in and a role."""
    bodies = {body.code: body for body in Body.objects.in_order()}
    # Hashed once for all: the password is public, and hashing is slow on purpose.
    password = make_password(content.people().password)
    members: dict[tuple[str, str], Person] = {}
    for invented in content.people().people:
        person = Person.objects.filter(email=invented.email).first()
        is_new = person is None
        person = person or _invent(invented, password, at)
        if invented.body is not None:
            if is_new:
                body, role = bodies[invented.body], Role(invented.role)
                give_role(by=None, at=at, plan=plan, person=person, body=body, role=role)
            members.setdefault((invented.role, invented.body), person)
    return Staff(members)


def _invent(invented: SamplePerson, password: str, at: datetime) -> Person:
    person = add_person(
        by=None,
        at=at,
        email=invented.email,
        name=invented.name,
        language=invented.language,
        is_administrator=invented.role == ADMINISTRATOR,
    )
    person.is_sample, person.password = True, password
    person.save(update_fields=["is_sample", "password"])
    record(by=None, at=at, verb="give_sample_password", object=f"person:{person.pk}")
    return person
