"""Does a contribution move as the table says, by those who may, and in no other way?"""

from collections.abc import Callable

import pytest

from suivi.audit.models import Event
from suivi.errors import Faults, Refused
from suivi.indicators.models import Value
from suivi.plans.models import Membership, Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution, Turn
from suivi.reporting.states import PEN, TRANSITIONS, WRITABLE, Pen, Status
from tests.cast import Cast
from tests.factories import NOON

FULL = {"account": "Trained 24 officers.", "progress": "on_track", "value:1.1::number": "24"}


def _submit(cast: Cast, **answers: str) -> Contribution:
    actions.save_draft(
        by=cast.focal_point,
        at=NOON,
        contribution=cast.draft,
        typed=actions.Typed(answers or FULL, cast.draft.version),
    )
    return actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)


def test_submitting_turns_what_was_typed_into_facts_and_figures(cast: Cast) -> None:
    contribution = _submit(cast)

    assert contribution.status == Status.SUBMITTED
    assert contribution.account == "Trained 24 officers."
    assert contribution.progress is not None
    assert contribution.progress.code == "on_track"
    assert (contribution.judged_by, contribution.judged_on) == (cast.focal_point, NOON.date())
    assert Value.objects.get(period=cast.period).number == 24


def test_what_is_missing_is_said_field_by_field_and_nothing_moves(cast: Cast) -> None:
    with pytest.raises(Faults) as wrong:
        _submit(cast, obstacles="Only this")

    assert [fault.place for fault in wrong.value.faults] == [
        "account",
        "progress",
        "value:1.1::number",
    ]
    cast.draft.refresh_from_db()
    assert cast.draft.status == Status.DRAFT


def test_submitting_again_replaces_the_figures(cast: Cast) -> None:
    _submit(cast)
    actions.withdraw_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    cast.draft.refresh_from_db()
    _submit(cast, **{**FULL, "value:1.1::number": "25"})

    assert Value.objects.get(period=cast.period).number == 25


def test_a_contributor_writes_but_does_not_submit(cast: Cast) -> None:
    with pytest.raises(Refused, match="focal point"):
        actions.submit_contribution(by=cast.contributor, at=NOON, contribution=cast.draft)


def test_a_department_that_clears_is_cleared_before_the_coordinator_takes_it_up(cast: Cast) -> None:
    submitted = _submit(cast)
    with pytest.raises(Refused, match="clearing officer"):
        actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=submitted)

    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=submitted)
    accepted = actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=submitted)
    assert accepted.status == Status.ACCEPTED


def test_where_nobody_clears_submitting_is_enough(cast: Cast) -> None:
    Membership.objects.filter(role=Role.CLEARING_OFFICER).delete()
    submitted = _submit(cast)

    accepted = actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=submitted)
    assert accepted.status == Status.ACCEPTED


def test_sending_back_needs_a_note_and_gives_the_pen_back(cast: Cast) -> None:
    with pytest.raises(Refused, match="Say what should be changed"):
        actions.send_back_contribution(
            by=cast.coordinator, at=NOON, contribution=cast.submitted, note=" "
        )

    back = actions.send_back_contribution(
        by=cast.coordinator, at=NOON, contribution=cast.submitted, note="Which year?"
    )
    assert back.status == Status.SENT_BACK
    assert Turn.objects.get(verb="send_back").note == "Which year?"


def test_the_clearing_officer_sends_back_only_what_lies_on_the_own_desk(cast: Cast) -> None:
    submitted = _submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=submitted)

    with pytest.raises(Refused, match="left the department"):
        actions.send_back_contribution(
            by=cast.clearing_officer, at=NOON, contribution=submitted, note="Too late"
        )


def test_publishing_moves_what_is_accepted_and_nothing_else(cast: Cast) -> None:
    actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=cast.submitted)

    assert actions.publish_contributions(by=cast.coordinator, at=NOON, period=cast.period) == 1
    cast.draft.refresh_from_db()
    assert cast.draft.status == Status.DRAFT


def test_every_move_is_one_event_and_one_turn(cast: Cast) -> None:
    events, turns = Event.objects.count(), Turn.objects.count()
    actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=cast.submitted)

    assert (Event.objects.count(), Turn.objects.count()) == (events + 1, turns + 1)


Move = Callable[..., Contribution]
MOVES: dict[str, tuple[Move, str, dict[str, str]]] = {
    "withdraw": (actions.withdraw_contribution, "other_focal_point", {}),
    "accept": (actions.accept_contribution, "coordinator", {}),
    "send_back": (actions.send_back_contribution, "coordinator", {"note": "x"}),
}


@pytest.mark.parametrize("verb", sorted(MOVES))
@pytest.mark.parametrize("status", Status)
def test_a_move_is_made_when_the_table_has_it_and_refused_otherwise(
    cast: Cast, verb: str, status: Status
) -> None:
    act, name, more = MOVES[verb]
    Contribution.objects.filter(pk=cast.submitted.pk).update(status=status)
    facts = {"by": getattr(cast, name), "at": NOON, "contribution": cast.submitted, **more}
    row = next(row for row in TRANSITIONS if row.verb == verb)
    if status in row.sources:
        assert act(**facts).status == row.target
    else:
        with pytest.raises(Refused, match="cannot be done"):
            act(**facts)


def test_every_status_has_someone_who_holds_the_pen() -> None:
    assert set(PEN) == set(Status)
    assert {status for status, pen in PEN.items() if pen == Pen.DEPARTMENT} == WRITABLE


def test_every_status_but_the_first_is_reached_and_every_one_but_the_last_is_left() -> None:
    assert {row.target for row in TRANSITIONS} == set(Status)
    assert {source for row in TRANSITIONS for source in row.sources} == set(Status) - {
        Status.PUBLISHED
    }
