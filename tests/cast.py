"""Who stands in every test?

A small plan with two levels, two departments, one open year, and one person for each way of
standing towards it. The people are the same in every test, so that a test reads like a story.
"""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser

from suivi.people.models import Body, Person
from suivi.plans.models import Measure, Period, Plan, Provision, Role
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories

MEMBERS: Final = (
    "anonymous",
    "stranger",
    "reader",
    "civil_society",
    "contributor",
    "focal_point",
    "other_focal_point",
    "clearing_officer",
    "department_administrator",
    "coordinator",
    "administrator",
)


@dataclass(frozen=True)
class Cast:
    """The people, and what they stand before.

    Defence answers for 1.a and 1.b, Justice for 1.b as well. The year 2014 is open. Defence has a
    draft on 1.a (one count on it); Justice has submitted on 1.b. 2013 is closed and published.
    """

    anonymous: AnonymousUser
    stranger: Person
    reader: Person
    civil_society: Person
    contributor: Person
    focal_point: Person
    other_focal_point: Person
    clearing_officer: Person
    department_administrator: Person
    coordinator: Person
    administrator: Person

    plan: Plan
    goal: Provision
    line: Provision
    shared_line: Provision
    measure: Measure
    body: Body
    other_body: Body
    coordinating_body: Body
    last_year: Period
    period: Period
    draft: Contribution
    submitted: Contribution
    published: Contribution

    def member(self, name: str) -> Person | AnonymousUser:
        """The person of that name in MEMBERS."""
        person: Person | AnonymousUser = getattr(self, name)
        return person


def _join(plan: Plan, body: Body, name: str, role: Role) -> Person:
    """Someone with this role for this body; e-mail address by name."""
    person = factories.make_person(
        name, email=f"{name.lower().replace(' ', '.').replace('-', '.')}@example.org"
    )
    factories.make_membership(plan, person, body, role)
    return person


def assemble() -> Cast:
    """Writes the plan and the people into the database."""
    defence = factories.make_body("defence", name="Defence")
    justice = factories.make_body("justice", name="Justice")
    foreign = factories.make_body("foreign-affairs", name="Foreign Affairs")
    plan = factories.make_plan("small-plan")
    goal = factories.make_provision(plan, "1", text="Women take part in peace.")
    line = factories.make_provision(plan, "1.a", parent=goal, text="Train staff.")
    shared_line = factories.make_provision(plan, "1.b", parent=goal, text="Exchange lessons.")
    measure = factories.make_measure(factories.make_instrument(line, text="People trained"))
    factories.make_responsibility(line, defence)
    factories.make_responsibility(shared_line, defence)
    factories.make_responsibility(shared_line, justice)
    last_year = factories.make_period(plan, 2013, closed_at=factories.NOON)
    period = factories.make_period(plan, 2014)
    return Cast(
        anonymous=AnonymousUser(),
        stranger=factories.make_person("Stranger", email="stranger@example.org"),
        reader=_join(plan, foreign, "Reader", Role.READER),
        civil_society=_join(plan, foreign, "Civil society", Role.CIVIL_SOCIETY),
        contributor=_join(plan, defence, "Contributor", Role.CONTRIBUTOR),
        focal_point=_join(plan, defence, "Focal point", Role.FOCAL_POINT),
        other_focal_point=_join(plan, justice, "Other focal point", Role.FOCAL_POINT),
        clearing_officer=_join(plan, defence, "Clearing officer", Role.CLEARING_OFFICER),
        department_administrator=_join(
            plan, defence, "Department administrator", Role.DEPARTMENT_ADMINISTRATOR
        ),
        coordinator=_join(plan, foreign, "Coordinator", Role.COORDINATOR),
        administrator=factories.make_person(
            "Administrator", email="administrator@example.org", is_administrator=True
        ),
        plan=plan,
        goal=goal,
        line=line,
        shared_line=shared_line,
        measure=measure,
        body=defence,
        other_body=justice,
        coordinating_body=foreign,
        last_year=last_year,
        period=period,
        draft=factories.make_contribution(line, defence, period, progress="on_track"),
        submitted=factories.make_contribution(
            shared_line, justice, period, status=Status.SUBMITTED, progress="in_progress"
        ),
        published=factories.make_contribution(
            line, defence, last_year, status=Status.PUBLISHED, progress="on_track"
        ),
    )
