"""How does a coordinator accept many contributions at once, and take it back?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions
from suivi.reporting.actions.moves import accept_contribution, give_back_acceptance
from suivi.reporting.models import Contribution, Turn


@dataclass(frozen=True)
class Left:
    """One with which nothing was done, and why."""

    contribution: Contribution
    sentence: str


@dataclass(frozen=True)
class Together:
    """What became of many: those that moved, and those that stay where they were."""

    moved: list[Contribution]
    left: list[Left]


@transaction.atomic
def accept_contributions(
    *, by: Person, at: datetime, contributions: Sequence[Contribution], together: str
) -> Together:
    """Accepts each that can be accepted; the others stay, each with its reason.

    `together` is a name of its own for this act, by which it can be undone.
    """
    done = Together([], [])
    for each in contributions:
        try:
            with transaction.atomic():
                moved = accept_contribution(by=by, at=at, contribution=each, together=together)
            done.moved.append(moved)
        except Refused as refusal:
            done.left.append(Left(each, refusal.sentence))
    return done


@transaction.atomic
def give_back_together(*, by: Person, at: datetime, period: Period, together: str) -> Together:
    """Gives those accepted at once back to the queue, but for what somebody acted on since."""
    permissions.may_coordinate(standing(by, period.plan))
    turns = Turn.objects.filter(
        contribution__period=period, verb="accept", by=by, facts__together=together
    )
    done = Together([], [])
    rows = turns.select_related("contribution__provision", "contribution__body")
    for turn in rows.order_by("pk"):
        try:
            with transaction.atomic():
                done.moved.append(give_back_acceptance(by=by, at=at, turn=turn))
        except Refused as refusal:
            done.left.append(Left(turn.contribution, refusal.sentence))
    return done
