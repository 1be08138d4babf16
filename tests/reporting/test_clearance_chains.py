"""Does what is under way stay where it is when a department sets up, changes and ends its steps?"""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.languages.wording import Wording
from suivi.plans.models import Membership, Role
from suivi.reporting import actions
from suivi.reporting.clearance import lying
from suivi.reporting.models import Clearance, ClearanceStep, Contribution
from suivi.reporting.queries import review_queue
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.chain import DAY, chain, submit

Outcome = Clearance.Outcome


def _facts(cast: Cast, name: str = "head of unit", days: int | None = None) -> actions.StepFacts:
    membership = Membership.objects.get(person=cast.clearing_officer)
    return actions.StepFacts(factories.worded(name), days, {membership.pk: False})


def _add(cast: Cast, name: str = "head of unit", days: int | None = None) -> ClearanceStep:
    return actions.add_step(
        by=cast.department_administrator,
        at=NOON,
        plan=cast.plan,
        body=cast.body,
        facts=_facts(cast, name, days),
    )


def _step(contribution: Contribution) -> str:
    found = lying(Contribution.objects.select_related("period").get(pk=contribution.pk))
    return str(found.step) if found else ""


def test_what_was_submitted_before_waits_at_the_first_step(cast: Cast) -> None:
    contribution = submit(cast)
    assert _step(contribution) == ""
    _add(cast)
    assert _step(contribution) == "head of unit"
    assert Clearance.objects.get().since == NOON
    assert Event.objects.filter(verb="add_clearance_step").count() == 1


def test_where_nobody_cleared_it_comes_back_from_the_coordinators(cast: Cast) -> None:
    Membership.objects.filter(role=Role.CLEARING_OFFICER).update(role=Role.CONTRIBUTOR)
    contribution = submit(cast)
    assert contribution in review_queue(cast.period)
    _add(cast)
    assert contribution not in review_queue(cast.period)


def test_what_was_cleared_before_stays_cleared(cast: Cast) -> None:
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    _add(cast)
    assert Clearance.objects.count() == 0
    assert contribution in review_queue(cast.period)


def test_another_department_is_not_touched(cast: Cast) -> None:
    _add(cast)
    assert cast.submitted in review_queue(cast.period)
    actions.accept_contribution(by=cast.coordinator, at=NOON, contribution=cast.submitted)


def test_a_new_step_is_asked_after_the_one_where_it_lies(cast: Cast) -> None:
    _add(cast)
    contribution = submit(cast)
    cabinet = _add(cast, "cabinet")
    actions.move_step(by=cast.coordinator, at=NOON, step=cabinet, up=True)
    assert _step(contribution) == "head of unit"

    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    assert _step(contribution) == "cabinet"


def test_steps_change_places(cast: Cast) -> None:
    steps = chain(cast)
    actions.move_step(by=cast.coordinator, at=NOON, step=steps.head, up=False)
    assert _step(submit(cast)) == "cabinet"
    with pytest.raises(Refused, match="no place"):
        actions.move_step(by=cast.coordinator, at=NOON, step=steps.head, up=False)


def test_what_lay_at_an_ended_step_goes_on(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    assert actions.end_step(by=cast.coordinator, at=NOON, step=steps.head) == 1
    assert _step(contribution) == "cabinet"
    assert Clearance.objects.get(step=steps.head).outcome == Outcome.STEP_ENDED

    with pytest.raises(Refused, match="ended already"):
        actions.end_step(by=cast.coordinator, at=NOON, step=steps.head)


def test_where_every_other_step_has_cleared_it_leaves(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    actions.end_step(by=cast.coordinator, at=NOON, step=steps.cabinet)
    contribution.refresh_from_db()
    assert contribution.status == Status.CLEARED


def test_without_steps_the_clearing_officer_clears_again_and_the_record_stays(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    for step in (steps.cabinet, steps.head):
        actions.end_step(by=cast.coordinator, at=NOON, step=step)
    contribution.refresh_from_db()
    assert (contribution.status, _step(contribution)) == (Status.SUBMITTED, "")

    cleared = actions.clear_contribution(
        by=cast.clearing_officer, at=NOON, contribution=contribution
    )
    assert cleared.status == Status.CLEARED
    assert [str(each.said_step) for each in contribution.clearances.all()] == ["head of unit"]


def test_switched_on_again_it_lies_at_the_new_step(cast: Cast) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    for step in (steps.cabinet, steps.head):
        actions.end_step(by=cast.coordinator, at=NOON, step=step)
    _add(cast, "director")
    assert _step(contribution) == "director"


def test_new_days_of_silence_begin_anew_for_what_lies_there(cast: Cast) -> None:
    step = _add(cast, days=3)
    submit(cast)
    Clearance.objects.update(told_on=NOON.date())
    actions.change_step(by=cast.coordinator, at=NOON + DAY, step=step, facts=_facts(cast, days=10))
    waits = Clearance.objects.get()
    assert (waits.silent_on, waits.told_on) == ((NOON + 11 * DAY).date(), None)
    actions.change_step(by=cast.coordinator, at=NOON + DAY, step=step, facts=_facts(cast))
    assert Clearance.objects.get().silent_on is None


@pytest.mark.parametrize("name", ["focal_point", "clearing_officer", "other_focal_point", "reader"])
def test_others_do_not_set_up_steps(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="set up its steps"):
        actions.add_step(
            by=getattr(cast, name), at=NOON, plan=cast.plan, body=cast.body, facts=_facts(cast)
        )
    with pytest.raises(Refused, match="set up its steps"):
        actions.add_step(
            by=cast.department_administrator,
            at=NOON,
            plan=cast.plan,
            body=cast.other_body,
            facts=_facts(cast),
        )


def test_a_step_has_a_name_and_somebody_of_the_department_who_holds_it(cast: Cast) -> None:
    place: dict[str, Any] = {
        "by": cast.coordinator,
        "at": NOON,
        "plan": cast.plan,
        "body": cast.body,
    }
    mine = Membership.objects.get(person=cast.clearing_officer)
    theirs = Membership.objects.get(person=cast.other_focal_point)
    wrong: tuple[dict[int, bool], ...] = ({}, {mine.pk: True}, {theirs.pk: False})
    for seats in wrong:
        facts = actions.StepFacts(factories.worded("cabinet"), None, seats)
        with pytest.raises(Refused, match="at least one holder"):
            actions.add_step(**place, facts=facts)
    with pytest.raises(ValidationError, match="name"):
        actions.add_step(**place, facts=actions.StepFacts(Wording(), None, {mine.pk: False}))
    for days in (0, 91):
        facts = actions.StepFacts(factories.worded("cabinet"), days, {mine.pk: False})
        with pytest.raises(ValidationError, match="1 to 90"):
            actions.add_step(**place, facts=facts)
