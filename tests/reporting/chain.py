"""A chain of two steps in Defence, for tests: the head of unit, then the cabinet, by silence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from suivi.people.models import Person
from suivi.plans.models import Role
from suivi.reporting import actions
from suivi.reporting.models import ClearanceStep, Contribution
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

FULL = {"account": "Trained 24 officers.", "progress": "on_track", "value:1.1::number": "24"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chain:
    """The steps, and who answers besides the clearing officer of the cast, who holds the first."""

    head: ClearanceStep
    cabinet: ClearanceStep
    alternate: Person
    chief: Person


def chain(cast: Cast, *, silent_days: int | None = 3) -> Chain:
    """Switches the steps on, as records: what is under way is not touched."""
    alternate = member(cast, "Alternate")
    chief = member(cast, "Chief of cabinet")
    place = (cast.plan, cast.body)
    head = factories.make_step(*place, "head of unit", cast.clearing_officer, alternate)
    cabinet = factories.make_step(*place, "cabinet", chief, silent_days=silent_days)
    return Chain(head, cabinet, alternate, chief)


def member(cast: Cast, name: str, role: Role = Role.CLEARING_OFFICER) -> Person:
    """Somebody more in Defence."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = factories.make_person(name, email=address)
    factories.make_membership(cast.plan, person, cast.body, role)
    return person


def write(cast: Cast) -> Contribution:
    """The draft, complete."""
    cast.draft.refresh_from_db()
    typed = actions.Typed(FULL, cast.draft.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    return cast.draft


def submit(cast: Cast, at: datetime = NOON) -> Contribution:
    """The draft, written and submitted by the focal point."""
    return actions.submit_contribution(by=cast.focal_point, at=at, contribution=write(cast))


def look(at: datetime) -> None:
    """What the worker does by itself, day by day."""
    actions.clear_by_silence(at=at)
    actions.tell_those_asked(at=at)
