"""Who hears of a move? Queued inside the action: it leaves with its commit, or not at all."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from suivi.notices.actions import queue
from suivi.people.models import Person
from suivi.plans.models import Period, Role
from suivi.reporting.clearance import desk_of, lying
from suivi.reporting.models import Clearance, Contribution, Reminder, Turn
from suivi.reporting.notices.kinds import (
    IN_YOUR_NAME,
    REMINDER,
    SENT_BACK,
    SILENCE,
    TO_CLEAR,
    TO_REVIEW,
    TO_WRITE,
    TOLD,
)
from suivi.reporting.queries.people import WRITERS, holders


def tell_of_turn(by: Person | None, at: datetime, contribution: Contribution, turn: Turn) -> None:
    """Tells those on whom the contribution waits now, or whose it is. Nobody is told by oneself."""
    if turn.verb == "submit" and turn.on_behalf_of_id is not None:
        _tell_in_whose_name(at, contribution, turn)
    if (lies := lying(contribution)) is not None:
        desk = desk_of(lies.step_id, timezone.localtime(at).date())
        tell_of_step(at, lies, [each.pk for each in desk.asked if by is None or each.pk != by.pk])
        return
    plan, body = contribution.period.plan_id, contribution.body_id
    kind, people = "", []
    if turn.verb == "submit":
        kind, people = TO_CLEAR, holders(plan, [Role.CLEARING_OFFICER], [body])
    if turn.verb == "clear" or (turn.verb == "submit" and not people):
        kind, people = TO_REVIEW, holders(plan, [Role.COORDINATOR])
    if turn.verb in {"send_back", "accept"}:
        kind = SENT_BACK if turn.verb == "send_back" else TOLD
        people = _its_writers(contribution)
    if kind:
        queue(
            at=at,
            kind=kind,
            about=f"turn:{turn.pk}",
            people=[pk for pk in people if by is None or pk != by.pk],
            facts={"contribution": contribution.pk},
        )


def tell_of_step(at: datetime, lies: Clearance, people: Sequence[int]) -> None:
    """Lets those who are asked at a step hear, once each, that something lies there."""
    facts = {"contribution": lies.contribution_id}
    queue(at=at, kind=TO_CLEAR, about=f"clearance:{lies.pk}", people=people, facts=facts)


def tell_of_silence(at: datetime, lies: Clearance, people: Sequence[int]) -> None:
    """Lets them hear that silence will clear it."""
    facts = {"clearance": lies.pk}
    about = f"clearance:{lies.pk}/{lies.silent_on}"
    queue(at=at, kind=SILENCE, about=about, people=people, facts=facts)


def _tell_in_whose_name(at: datetime, contribution: Contribution, turn: Turn) -> None:
    assert turn.on_behalf_of_id is not None
    people, facts = [turn.on_behalf_of_id], {"turn": turn.pk, "contribution": contribution.pk}
    queue(at=at, kind=IN_YOUR_NAME, about=f"turn:{turn.pk}", people=people, facts=facts)


def _its_writers(contribution: Contribution) -> list[int]:
    """The focal points, and whoever wrote in it last if they still write for the body.

    Not everybody who could write: in a large department most of them wrote something else.
    """
    plan, body = contribution.period.plan_id, contribution.body_id
    found = holders(plan, [Role.FOCAL_POINT], [body])
    last = contribution.changed_by_id
    if last is None or last in found:
        return found
    return [*found, *(pk for pk in holders(plan, WRITERS, [body]) if pk == last)]


def tell_of_opening(at: datetime, period: Period) -> None:
    """Tells those who write for the bodies that are asked."""
    bodies = period.contributions.order_by("body").values_list("body", flat=True).distinct()
    queue(
        at=at,
        kind=TO_WRITE,
        about=f"period:{period.pk}/opened",
        people=holders(period.plan_id, WRITERS, bodies),
        facts={"period": period.pk},
    )


def tell_of_publication(at: datetime, period: Period, published: Sequence[Contribution]) -> None:
    """Tells the focal points whose contributions now stand in a report."""
    if published:
        bodies = {contribution.body_id for contribution in published}
        queue(
            at=at,
            kind=TOLD,
            about=f"period:{period.pk}/published/{at:%Y-%m-%d}",
            people=holders(period.plan_id, [Role.FOCAL_POINT], bodies),
            facts={"period": period.pk},
        )


def tell_of_reminder(at: datetime, reminder: Reminder, recipients: Sequence[Person]) -> None:
    """Lets a reminder reach those on whom something waits."""
    queue(
        at=at,
        kind=REMINDER,
        about=f"reminder:{reminder.pk}",
        people=[person.pk for person in recipients],
        facts={"reminder": reminder.pk},
    )
