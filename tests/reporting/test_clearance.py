"""Does a contribution go through the steps of its department, one after the other, on record?"""

from datetime import date
from typing import Any

import pytest

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.plans.actions import memberships
from suivi.plans.models import Membership
from suivi.reporting import actions
from suivi.reporting.clearance import lying, steps_asking
from suivi.reporting.models import Clearance, ClearanceStep, Contribution, Turn
from suivi.reporting.queries import review_queue
from suivi.reporting.queries.waiting import waiting_in
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.chain import DAY, chain, submit, write

Outcome = Clearance.Outcome
TODAY = NOON.date()


def _step(contribution: Contribution) -> str:
    contribution.refresh_from_db()
    contribution.__dict__.pop("lying", None)
    found = lying(contribution)
    return str(found.step) if found else ""


def test_it_goes_from_step_to_step_and_only_then_leaves(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    assert (contribution.status, _step(contribution)) == (Status.SUBMITTED, "head of unit")

    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    assert _step(contribution) == "cabinet"
    assert contribution.status == Status.SUBMITTED
    assert contribution not in review_queue(cast.period)

    actions.clear_contribution(by=steps.chief, at=NOON, contribution=contribution)
    assert _step(contribution) == ""
    assert contribution.status == Status.CLEARED
    assert contribution in review_queue(cast.period)


def test_who_is_not_at_the_step_neither_clears_nor_sends_back(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)

    for somebody in (steps.chief, cast.focal_point, cast.contributor):
        with pytest.raises(Refused, match="head of unit"):
            actions.clear_contribution(by=somebody, at=NOON, contribution=contribution)
        with pytest.raises(Refused, match="head of unit"):
            actions.send_back_contribution(
                by=somebody, at=NOON, contribution=contribution, note="Which year?"
            )
    for act in (actions.accept_contribution, actions.clear_contribution):
        with pytest.raises(Refused, match="head of unit"):
            act(by=cast.coordinator, at=NOON, contribution=contribution)


def test_only_who_is_next_has_it_on_the_desk(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    assert contribution in waiting_in(cast.clearing_officer, cast.period, TODAY)
    assert waiting_in(steps.chief, cast.period, TODAY) == []

    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    assert waiting_in(cast.clearing_officer, cast.period, TODAY) == []
    assert contribution in waiting_in(steps.chief, cast.period, TODAY)


def test_the_record_keeps_version_step_who_and_since_when(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON + DAY, contribution=contribution)
    actions.change_step(
        by=cast.coordinator,
        at=NOON + DAY,
        step=steps.head,
        facts=actions.StepFacts(factories.worded("director"), None, _seats(steps.head)),
    )

    kept = Clearance.objects.get(step=steps.head)
    assert (kept.outcome, kept.by, kept.on_behalf_of) == (
        Outcome.CLEARED,
        cast.clearing_officer,
        None,
    )
    assert (kept.since, kept.at, kept.version) == (
        NOON,
        NOON + DAY,
        contribution.submitted_version,
    )
    assert str(kept.said_step) == "head of unit"
    waits = Clearance.objects.get(step=steps.cabinet)
    assert (waits.since, waits.silent_on) == (NOON + DAY, date(2015, 2, 6))


def _seats(step: ClearanceStep) -> dict[int, bool]:
    return dict(step.seats.filter(ended_at__isnull=True).values_list("membership", "is_alternate"))


def test_sent_back_it_begins_again_at_the_first_step(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    back = actions.send_back_contribution(
        by=steps.chief, at=NOON, contribution=contribution, note="The figure is of 2013."
    )
    assert (back.status, _step(back)) == (Status.SENT_BACK, "")
    assert Clearance.objects.get(step=steps.cabinet).outcome == Outcome.SENT_BACK

    again = submit(cast, NOON + DAY)
    assert _step(again) == "head of unit"
    assert [each.journey for each in Clearance.objects.order_by("pk")] == [1, 1, 2]


def test_what_a_coordinator_sends_back_goes_through_all_steps_again(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    actions.clear_contribution(by=steps.chief, at=NOON, contribution=contribution)
    actions.send_back_contribution(
        by=cast.coordinator, at=NOON, contribution=contribution, note="Which year?"
    )

    assert _step(submit(cast, NOON + DAY)) == "head of unit"


def test_an_alternate_answers_for_the_holder_and_the_record_names_both(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=steps.alternate, at=NOON, contribution=contribution)

    kept = Clearance.objects.get(step=steps.head)
    assert (kept.by, kept.on_behalf_of) == (steps.alternate, cast.clearing_officer)
    turn = Turn.objects.get(verb="pass_on")
    assert (turn.by, turn.on_behalf_of) == (steps.alternate, cast.clearing_officer)
    event = Event.objects.get(verb="pass_on_contribution")
    assert event.facts["whose"] == cast.clearing_officer.pk


def test_while_the_holder_is_away_the_alternate_is_asked(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    people = [cast.clearing_officer, steps.alternate]
    assert set(steps_asking(people, TODAY)) == {cast.clearing_officer.pk}

    membership = Membership.objects.get(person=cast.clearing_officer)
    facts: dict[str, Any] = {"membership": membership, "from_on": TODAY, "until_on": TODAY + DAY}
    actions.say_away(by=cast.clearing_officer, at=NOON, **facts)
    assert set(steps_asking(people, TODAY)) == {steps.alternate.pk}
    assert contribution in waiting_in(steps.alternate, cast.period, TODAY)
    assert set(steps_asking(people, TODAY + 2 * DAY)) == {cast.clearing_officer.pk}

    actions.say_back(by=cast.clearing_officer, at=NOON, membership=membership)
    assert set(steps_asking(people, TODAY)) == {cast.clearing_officer.pk}


def test_where_no_alternate_is_here_the_holder_stays_asked(cast: Cast) -> None:
    steps = chain(cast)
    membership = Membership.objects.get(person=steps.chief)
    facts: dict[str, Any] = {"membership": membership, "from_on": TODAY, "until_on": TODAY}
    actions.say_away(by=cast.coordinator, at=NOON, **facts)

    assert set(steps_asking([steps.chief], TODAY)) == {steps.chief.pk}


@pytest.mark.parametrize("name", ["focal_point", "other_focal_point", "reader"])
def test_others_do_not_say_when_somebody_is_away(cast: Cast, name: str) -> None:
    chain(cast)
    membership = Membership.objects.get(person=cast.clearing_officer)
    facts: dict[str, Any] = {"membership": membership, "from_on": TODAY, "until_on": TODAY}
    with pytest.raises(Refused, match="for themselves"):
        actions.say_away(by=getattr(cast, name), at=NOON, **facts)


@pytest.mark.parametrize(
    ("first", "last", "sentence"), [(1, 0, "before the first"), (-3, -1, "past"), (0, 400, "year")]
)
def test_days_away_are_sensible(cast: Cast, first: int, last: int, sentence: str) -> None:
    chain(cast)
    membership = Membership.objects.get(person=cast.clearing_officer)
    facts: dict[str, Any] = {"from_on": TODAY + first * DAY, "until_on": TODAY + last * DAY}
    with pytest.raises(Refused, match=sentence):
        actions.say_away(by=cast.clearing_officer, at=NOON, membership=membership, **facts)


def test_the_department_takes_back_what_lies_at_a_step(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.withdraw_contribution(by=cast.focal_point, at=NOON, contribution=contribution)

    assert Clearance.objects.get(step=steps.head).outcome == Outcome.WITHDRAWN
    assert _step(submit(cast, NOON + DAY)) == "head of unit"


def test_whoever_takes_over_a_role_takes_over_its_seat(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    membership = Membership.objects.get(person=cast.clearing_officer)
    who = memberships.Newcomer("successor@example.org", "Successor")
    begun = memberships.hand_over_role(by=cast.coordinator, at=NOON, membership=membership, who=who)

    assert contribution in waiting_in(begun.person, cast.period, TODAY)
    with pytest.raises(Refused):
        actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    actions.clear_contribution(by=begun.person, at=NOON, contribution=contribution)
    assert Clearance.objects.get(step=steps.head).by == begun.person


def test_a_contributor_submits_in_the_name_of_the_focal_point(cast: Cast) -> None:
    write(cast)
    facts: dict[str, Any] = {"contribution": cast.draft, "on_behalf_of": cast.focal_point}
    with pytest.raises(Refused, match="Say why"):
        actions.submit_contribution(by=cast.contributor, at=NOON, **facts)

    actions.submit_contribution(by=cast.contributor, at=NOON, **facts, reason="She is ill.")
    turn = Turn.objects.get(verb="submit")
    assert (turn.by, turn.on_behalf_of, turn.note) == (
        cast.contributor,
        cast.focal_point,
        "She is ill.",
    )


def test_in_whose_name_it_is_submitted_must_be_a_focal_point_of_the_body(cast: Cast) -> None:
    write(cast)
    with pytest.raises(Refused, match="Name a focal point"):
        actions.submit_contribution(
            by=cast.contributor,
            at=NOON,
            contribution=cast.draft,
            on_behalf_of=cast.other_focal_point,
            reason="She is ill.",
        )


@pytest.mark.parametrize("name", ["clearing_officer", "other_focal_point", "focal_point"])
def test_others_do_not_submit_in_somebodys_name(cast: Cast, name: str) -> None:
    write(cast)
    with pytest.raises(Refused, match="focal point"):
        actions.submit_contribution(
            by=getattr(cast, name),
            at=NOON,
            contribution=cast.draft,
            on_behalf_of=cast.focal_point,
            reason="She is ill.",
        )


def test_a_coordinator_submits_only_for_a_department_that_cannot(cast: Cast) -> None:
    write(cast)
    facts: dict[str, Any] = {
        "contribution": cast.draft,
        "on_behalf_of": cast.focal_point,
        "reason": "She is ill.",
    }
    with pytest.raises(Refused, match="once it is late"):
        actions.submit_contribution(by=cast.coordinator, at=NOON, **facts)

    membership = Membership.objects.get(person=cast.focal_point)
    away: dict[str, Any] = {"membership": membership, "from_on": TODAY, "until_on": TODAY}
    actions.say_away(by=cast.focal_point, at=NOON, **away)
    done = actions.submit_contribution(by=cast.coordinator, at=NOON, **facts)
    assert done.status == Status.SUBMITTED
