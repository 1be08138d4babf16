"""Does silence clear when its day has come, once, after those asked were told, and never else?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings

from suivi.audit.models import Event
from suivi.notices.actions import send_due
from suivi.notices.models import Notice
from suivi.plans.models import Membership
from suivi.reporting import actions
from suivi.reporting.models import Clearance, Contribution, Turn
from suivi.reporting.notices.kinds import SILENCE
from suivi.reporting.states import Status
from tests.cast import Cast
from tests.factories import NOON
from tests.notices.mail_server import Office, body, mail_server, send_to
from tests.reporting.chain import DAY, Chain, chain, look, submit, write

Outcome = Clearance.Outcome


@pytest.fixture
def office(settings: LazySettings) -> Iterator[Office]:
    """A server that takes every mail."""
    with mail_server() as server:
        send_to(settings, server.port)
        yield server


def _at_the_cabinet(cast: Cast) -> tuple[Chain, Contribution]:
    """On 2 February, with three days: silence clears on the 5th."""
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    return steps, contribution


def _status(contribution: Contribution) -> str:
    return Contribution.objects.get(pk=contribution.pk).status


def test_a_cabinet_that_stays_silent_lets_it_pass_on_its_day(cast: Cast) -> None:
    steps, contribution = _at_the_cabinet(cast)
    for days in range(3):
        look(NOON + days * DAY)
        assert _status(contribution) == Status.SUBMITTED
    look(NOON + 3 * DAY)

    assert _status(contribution) == Status.CLEARED
    kept = Clearance.objects.get(step=steps.cabinet)
    assert (kept.outcome, kept.by, kept.at) == (Outcome.SILENCE, None, NOON + 3 * DAY)
    turn = Turn.objects.get(verb="clear")
    assert (turn.by, turn.is_by_silence) == (None, True)
    event = Event.objects.get(verb="clear_contribution")
    assert (event.person, event.facts["answer"]) == ("program", "silence")


def test_looking_twice_clears_once(cast: Cast) -> None:
    _at_the_cabinet(cast)
    for days in (2, 3, 3, 4):
        look(NOON + days * DAY)
    assert actions.clear_by_silence(at=NOON + 5 * DAY) == 0
    assert Turn.objects.filter(verb="clear").count() == 1


def test_nobodys_silence_counts_who_was_not_told_a_day_before(cast: Cast) -> None:
    steps, contribution = _at_the_cabinet(cast)
    look(NOON + 9 * DAY)
    assert _status(contribution) == Status.SUBMITTED
    assert Clearance.objects.get(step=steps.cabinet).silent_on == (NOON + 10 * DAY).date()
    look(NOON + 9 * DAY + timedelta(hours=6))
    assert _status(contribution) == Status.SUBMITTED
    look(NOON + 10 * DAY)
    assert _status(contribution) == Status.CLEARED


def test_where_nobody_is_left_at_the_step_silence_does_not_clear(cast: Cast) -> None:
    steps, contribution = _at_the_cabinet(cast)
    Membership.objects.filter(person=steps.chief).update(ended_on=NOON.date())
    for days in range(9):
        look(NOON + days * DAY)
    assert _status(contribution) == Status.SUBMITTED


def test_silence_clears_nothing_in_a_closed_period_and_begins_anew_when_it_opens(
    cast: Cast,
) -> None:
    _steps, contribution = _at_the_cabinet(cast)
    look(NOON + 2 * DAY)
    actions.close_period(by=cast.coordinator, at=NOON + 2 * DAY, period=cast.period)
    look(NOON + 9 * DAY)
    assert _status(contribution) == Status.SUBMITTED

    opened = NOON + 20 * DAY
    actions.reopen_period(by=cast.coordinator, at=opened, period=cast.period, reason="Late figures")
    look(opened)
    assert _status(contribution) == Status.SUBMITTED
    for days in (2, 3):
        look(opened + days * DAY)
    assert _status(contribution) == Status.CLEARED


def test_what_was_sent_back_is_never_cleared_by_silence(cast: Cast) -> None:
    steps, contribution = _at_the_cabinet(cast)
    look(NOON + 2 * DAY)
    actions.send_back_contribution(
        by=steps.chief, at=NOON + 2 * DAY, contribution=contribution, note="Which year?"
    )
    look(NOON + 9 * DAY)
    assert _status(contribution) == Status.SENT_BACK


def test_what_the_plan_no_longer_asks_is_not_cleared_by_silence(cast: Cast) -> None:
    _steps, contribution = _at_the_cabinet(cast)
    look(NOON + 2 * DAY)
    Contribution.objects.filter(pk=contribution.pk).update(released_at=NOON)
    look(NOON + 9 * DAY)
    assert _status(contribution) == Status.SUBMITTED


def test_a_step_without_days_waits_for_ever(cast: Cast) -> None:
    chain(cast, silent_days=None)
    contribution = submit(cast)
    for days in range(0, 60, 5):
        look(NOON + days * DAY)
    assert _status(contribution) == Status.SUBMITTED


def test_what_was_submitted_while_steps_were_switched_on_is_laid_down_later(cast: Cast) -> None:
    contribution = submit(cast)
    steps = chain(cast)  # as records: nobody looked after what was under way
    look(NOON)
    assert Clearance.objects.get(contribution=contribution).step == steps.head


def test_the_day_before_those_asked_get_a_mail_that_names_the_day(
    cast: Cast, office: Office
) -> None:
    steps, _contribution = _at_the_cabinet(cast)
    send_due(clock=lambda: NOON + DAY)
    assert not Notice.objects.filter(kind=SILENCE).exists()
    send_due(clock=lambda: NOON + 2 * DAY)
    send_due(clock=lambda: NOON + 2 * DAY)

    [mail] = [m for m in office.to(steps.chief.email) if "silence on 5 February" in m["Subject"]]
    assert "/board/small-plan/2014/1.a/defence/#moves" in body(mail)
    assert not [m for m in office.to(cast.clearing_officer.email) if "silence" in m["Subject"]]
    send_due(clock=lambda: NOON + 3 * DAY)
    assert _status(_contribution) == Status.CLEARED


def test_the_alternate_hears_of_what_lies_there_once_the_holder_is_away(
    cast: Cast, office: Office
) -> None:
    steps = chain(cast)
    submit(cast)
    membership = Membership.objects.get(person=cast.clearing_officer)
    monday = NOON + 7 * DAY
    facts = {"from_on": monday.date(), "until_on": monday.date()}
    actions.say_away(by=cast.clearing_officer, at=NOON, membership=membership, **facts)
    send_due(clock=lambda: monday)

    [mail] = office.to(steps.alternate.email)
    assert "1 contribution on 2014 to clear" in mail["Subject"]
    assert not [m for m in office.to(cast.clearing_officer.email) if "clear" in m["Subject"]]


def test_a_digest_names_the_day_on_which_silence_clears(cast: Cast, office: Office) -> None:
    steps = chain(cast, silent_days=14)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    send_due(clock=lambda: NOON)
    [mail] = office.to(steps.chief.email)
    assert "1 contribution on 2014 to clear, by silence on 16 February 2015" in body(mail)


def test_the_focal_point_hears_of_what_is_submitted_in_their_name(
    cast: Cast, office: Office
) -> None:
    actions.submit_contribution(
        by=cast.contributor,
        at=NOON,
        contribution=write(cast),
        on_behalf_of=cast.focal_point,
        reason="She is ill.",
    )
    send_due(clock=lambda: NOON, look=False)
    [mail] = office.to(cast.focal_point.email)
    assert mail["Subject"] == "Suivi: Submitted in your name: a contribution on 2014"
    assert "Contributor submitted in your name" in body(mail)
    assert "She is ill" not in body(mail)
