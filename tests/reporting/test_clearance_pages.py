"""Do the pages of clearance, of days away and of submitting for another do what they say?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from suivi.people.models import Person
from suivi.plans.models import Membership
from suivi.reporting import actions
from suivi.reporting.models import Clearance, ClearanceStep, Contribution, TimeAway
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.chain import DAY, chain, look, member, submit, write

Browser = Callable[[Any], Client]
PLACE = ["small-plan", "defence"]
LINE = ["small-plan", 2014, "1.a", "defence"]


def _page(client: Client, name: str, args: list[Any] = PLACE, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status
    return answer.content.decode()


def _flat(page: str) -> str:
    return " ".join(page.split())


def test_a_department_without_steps_is_told_who_clears(cast: Cast, signed_in: Browser) -> None:
    page = _page(signed_in(cast.department_administrator), "clearance")
    assert "The clearing officer of the department clears at once" in page
    assert reverse("clearance-add", args=PLACE) in page


def test_an_administrator_sets_up_a_step_and_reads_what_it_changes(
    cast: Cast, signed_in: Browser
) -> None:
    submit(cast)
    browser = signed_in(cast.department_administrator)
    page = _page(browser, "clearance-add")
    assert "1 contribution is submitted and not cleared: it waits at this step" in page

    held = Membership.objects.get(person=cast.clearing_officer)
    typed = {"name_en": "head of unit", "silent_days": "7", f"seat_{held.pk}": "holder"}
    answer = browser.post(reverse("clearance-add", args=PLACE), typed, follow=True)
    page = _flat(answer.content.decode())
    assert "head of unit" in page
    assert "Silence clears after 7 days." in page
    assert "1 contribution lies here" in page
    assert ClearanceStep.objects.get().silent_days == 7


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"silent_days": "0"}, "greater than or equal to 1"),
        ({"silent_days": "soon"}, "whole number"),
        ({"seat": "alternate"}, "Name at least one holder"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, signed_in: Browser, typed: dict[str, str], sentence: str
) -> None:
    held = Membership.objects.get(person=cast.clearing_officer)
    seat = typed.pop("seat", "holder")
    facts = {"name_en": "head", "name_fr": "Chef", f"seat_{held.pk}": seat, **typed}
    answer = signed_in(cast.coordinator).post(reverse("clearance-add", args=PLACE), facts)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Chef"' in answer.content.decode()
    assert not ClearanceStep.objects.exists()


def test_a_step_without_a_name_is_not_added(cast: Cast, signed_in: Browser) -> None:
    held = Membership.objects.get(person=cast.clearing_officer)
    typed = {"name_en": " ", f"seat_{held.pk}": "holder"}
    answer = signed_in(cast.coordinator).post(reverse("clearance-add", args=PLACE), typed)
    assert answer.status_code == 422
    assert "Give the step a name in at least one language." in answer.content.decode()


def test_steps_are_changed_moved_and_ended_by_their_pages(cast: Cast, signed_in: Browser) -> None:
    steps = chain(cast)
    submit(cast)
    browser = signed_in(cast.coordinator)
    browser.post(reverse("clearance-step-move", args=[*PLACE, steps.cabinet.pk, "up"]))
    assert list(ClearanceStep.objects.current().in_order()) == [steps.cabinet, steps.head]

    page = _page(browser, "clearance-step", [*PLACE, steps.head.pk])
    assert 'value="head of unit"' in page
    page = _page(browser, "clearance-step-end", [*PLACE, steps.head.pk])
    assert "1 contribution lies here." in page
    browser.post(reverse("clearance-step-end", args=[*PLACE, steps.head.pk]))
    page = _page(browser, "clearance")
    assert "Steps that were ended" in page
    assert Clearance.objects.waiting().get().step == steps.cabinet


def test_the_page_of_a_step_of_another_department_does_not_exist(
    cast: Cast, signed_in: Browser
) -> None:
    steps = chain(cast)
    browser = signed_in(cast.coordinator)
    _page(browser, "clearance-step", ["small-plan", "justice", steps.head.pk], 404)
    _page(browser, "clearance-step-end", ["small-plan", "justice", steps.head.pk], 404)


def test_the_contribution_says_for_whom_it_waits_and_until_when(
    cast: Cast, signed_in: Browser
) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=steps.alternate, at=NOON, contribution=contribution)
    page = _flat(_page(signed_in(cast.focal_point), "contribution", LINE))
    assert "Waits for: cabinet (Chief of cabinet), by silence on 5 February 2015" in page
    assert "Alternate for Clearing officer" in page
    chief = _page(signed_in(steps.chief), "contribution", LINE)
    assert reverse("contribution-move", args=[*LINE, "clear"]) in chief
    officer = _page(signed_in(cast.clearing_officer), "contribution", LINE)
    assert reverse("contribution-move", args=[*LINE, "clear"]) not in officer


def test_the_record_says_that_nobody_answered(cast: Cast, signed_in: Browser) -> None:
    chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    look(NOON + 2 * DAY)
    look(NOON + 3 * DAY)
    page = _flat(_page(signed_in(cast.coordinator), "contribution", LINE))
    assert page.count("cleared by silence") == 2  # at its step, and among what happened


def test_resubmitted_it_says_that_the_same_text_was_cleared_before(
    cast: Cast, signed_in: Browser
) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=contribution)
    actions.send_back_contribution(
        by=steps.chief, at=NOON, contribution=contribution, note="Call me first."
    )
    contribution.refresh_from_db()
    actions.submit_contribution(by=cast.focal_point, at=NOON + DAY, contribution=contribution)
    page = _flat(_page(signed_in(cast.clearing_officer), "contribution", LINE))
    assert "The same text was cleared here on 2 February 2015." in page
    assert "Earlier answers" in page


def test_old_contributions_are_shown_as_before(cast: Cast, signed_in: Browser) -> None:
    address = ["small-plan", 2013, "1.a", "defence"]
    browser = signed_in(cast.focal_point)
    before = _page(browser, "contribution", address)
    assert 'id="clearance"' not in before
    steps = chain(cast)
    for step in (steps.head, steps.cabinet):
        actions.end_step(by=cast.coordinator, at=NOON, step=step)
    assert 'id="clearance"' not in _page(browser, "contribution", address)


def test_my_work_holds_what_lies_at_ones_step(cast: Cast, signed_in: Browser) -> None:
    steps = chain(cast)
    submit(cast)
    page = _flat(_page(signed_in(cast.clearing_officer), "my-work", []))
    assert "1 contribution to clear" in page
    assert "head of unit" in page
    assert "to clear" not in _page(signed_in(steps.chief), "my-work", [])


def test_the_board_says_where_in_the_department_it_lies(cast: Cast, signed_in: Browser) -> None:
    chain(cast)
    submit(cast)
    page = _page(signed_in(cast.coordinator), "board", ["small-plan", 2014])
    assert "waits for: head of unit" in page


def test_somebody_says_that_they_are_away_and_is_back(cast: Cast, signed_in: Browser) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    held = Membership.objects.get(person=cast.clearing_officer)
    browser = signed_in(cast.clearing_officer)
    page = _page(browser, "time-away", [*PLACE, held.pk])
    assert "Alternate" in page
    today = timezone.localdate()
    days = {"from_on": f"{today}", "until_on": f"{today + timedelta(days=7)}"}
    answer = browser.post(reverse("time-away", args=[*PLACE, held.pk]), days, follow=True)
    assert "Change when you are away" in answer.content.decode()
    assert "1 contribution to clear" in _page(signed_in(steps.alternate), "my-work", [])
    waits = _page(signed_in(cast.coordinator), "contribution", LINE)
    assert "(Alternate)" in _flat(waits)

    browser.post(reverse("time-away-back", args=[*PLACE, held.pk]))
    assert not TimeAway.objects.ahead(today).exists()
    assert contribution.pk


def test_days_in_the_wrong_order_are_refused_with_what_was_typed(
    cast: Cast, signed_in: Browser
) -> None:
    chain(cast)
    held = Membership.objects.get(person=cast.clearing_officer)
    days = {"from_on": "2034-03-09", "until_on": "2034-03-01"}
    answer = signed_in(cast.clearing_officer).post(
        reverse("time-away", args=[*PLACE, held.pk]), days
    )
    assert answer.status_code == 422
    assert "The last day cannot be before the first." in answer.content.decode()
    assert 'value="2034-03-09"' in answer.content.decode()


def test_a_contributor_submits_for_the_focal_point_and_it_is_shown(
    cast: Cast, signed_in: Browser
) -> None:
    write(cast)
    browser = signed_in(cast.contributor)
    assert reverse("contribution-submit-for", args=LINE) in _page(browser, "contribution", LINE)
    typed = {"on_behalf_of": str(cast.focal_point.pk), "reason": "She is ill."}
    answer = browser.post(reverse("contribution-submit-for", args=LINE), typed, follow=True)
    page = _flat(answer.content.decode())
    assert "Submitted by Contributor on behalf of Focal point: She is ill." in page
    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.SUBMITTED


def test_what_is_missing_is_listed_before_it_is_submitted_for_somebody(
    cast: Cast, signed_in: Browser
) -> None:
    browser = signed_in(cast.contributor)
    page = _page(browser, "contribution-submit-for", LINE)
    assert "What is missing" in page
    typed = {"on_behalf_of": str(cast.focal_point.pk), "reason": "She is ill."}
    answer = browser.post(reverse("contribution-submit-for", args=LINE), typed)
    assert answer.status_code == 422
    assert "She is ill." in answer.content.decode()
    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.DRAFT


def _queries(browser: Client, name: str, args: list[Any]) -> int:
    _page(browser, name, args)
    with CaptureQueriesContext(connection) as counted:
        _page(browser, name, args)
    return len(counted)


def test_the_number_of_queries_does_not_grow(cast: Cast, signed_in: Browser) -> None:
    steps = chain(cast)
    contribution = submit(cast)
    pages: list[tuple[str, list[Any], Person]] = [
        ("clearance", PLACE, cast.coordinator),
        ("contribution", LINE, cast.clearing_officer),
        ("my-work", [], cast.clearing_officer),
        ("handover", PLACE, cast.focal_point),
        ("time-away", [*PLACE, Membership.objects.get(person=steps.chief).pk], steps.chief),
        ("board", ["small-plan", 2014], cast.coordinator),
    ]
    few = [_queries(signed_in(who), name, args) for name, args, who in pages]
    for number in range(8):
        somebody = member(cast, f"Director {number}")
        factories.make_step(cast.plan, cast.body, f"step {number}", somebody, steps.alternate)
        line = factories.make_provision(cast.plan, f"2.{number}", parent=cast.goal, text="More.")
        more = factories.make_contribution(
            line, cast.body, cast.period, status=Status.SUBMITTED, progress="on_track"
        )
        facts = {"step": steps.head, "journey": 1, "version": 1, "since": NOON}
        Clearance.objects.create(contribution=more, **facts)
    assert contribution.pk
    assert [_queries(signed_in(who), name, args) for name, args, who in pages] == few
