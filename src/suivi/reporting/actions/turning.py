"""How is a move written down: the status, the turn, the event, and who is told?

Part of the actions that move contributions, inside their transactions.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.standing import Standing, standing
from suivi.reporting import clearance
from suivi.reporting.actions.journeys import answer, lay_down
from suivi.reporting.models import Clearance, Contribution, Turn
from suivi.reporting.notices.moves import tell_of_turn
from suivi.reporting.states import transition


@dataclass(frozen=True)
class Said:
    """What goes with a move: a note, in whose place it was made, and other facts."""

    note: str = ""
    on_behalf_of: Person | None = None
    facts: dict[str, Any] = field(default_factory=dict)


NOTHING = Said()


def hold(contribution: Contribution, at: datetime) -> Contribution:
    """The contribution as it stands now, held until the move is done, at the step where it lies."""
    rows = Contribution.objects.select_for_update(of=("self",))
    locked = rows.select_related("period__plan", "provision__plan", "body").get(pk=contribution.pk)
    lay_down(at, locked)
    return locked


def take_up(by: Person, at: datetime, contribution: Contribution) -> tuple[Contribution, Standing]:
    """The same, and who moves it."""
    locked = hold(contribution, at)
    return locked, standing(by, locked.plan)


def move(
    by: Person | None, at: datetime, contribution: Contribution, verb: str, said: Said = NOTHING
) -> Contribution:
    """Moves along the table, and writes the turn (with facts that go with it) and the event.

    `by` is None when silence clears.
    """
    contribution.status = transition(verb).target
    contribution.save()
    clearance.moved(contribution)
    lay_down(at, contribution, anew=verb == "submit")
    turn = Turn.objects.create(
        contribution=contribution,
        verb=verb,
        status=contribution.status,
        version=contribution.version,
        note=said.note,
        facts=said.facts,
        at=at,
        by=by,
        on_behalf_of=said.on_behalf_of,
    )
    tell_of_turn(by, at, contribution, turn)
    more: dict[str, Any] = {"whose": said.on_behalf_of.pk} if said.on_behalf_of else {}
    if "outcome" in said.facts:
        more["answer"] = said.facts["outcome"]
    record(
        by=by,
        at=at,
        verb=f"{verb}_contribution",
        object=f"contribution:{contribution.pk}",
        body=contribution.body.code,
        version=contribution.version,
        **more,
    )
    return contribution


def pass_on(
    by: Person | None,
    at: datetime,
    contribution: Contribution,
    outcome: Clearance.Outcome,
    on_behalf_of: Person | None = None,
) -> Contribution:
    """Lets it go from the step where it lies to the next one, or out of the department."""
    answered = answer(by, at, contribution, outcome, on_behalf_of)
    if answered is None:
        return move(by, at, contribution, "clear")
    goes_on = clearance.next_step(contribution, answered.journey) is not None
    said = Said("", on_behalf_of, {"outcome": outcome.value, "clearance": str(answered.pk)})
    return move(by, at, contribution, "pass_on" if goes_on else "clear", said)
