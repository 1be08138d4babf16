"""Does each person see what waits for them, and the coordinator who has delivered?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suivi.plans.models import Plan
from suivi.reporting.models import Contribution
from tests import factories
from tests.cast import Cast

Browser = Callable[[Any], Client]


def _page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_focal_point_finds_what_is_to_be_written(cast: Cast, signed_in: Browser) -> None:
    page = _page(signed_in(cast.focal_point), "my-work")

    assert "1 contribution to write" in page
    assert reverse("contribution", args=["small-plan", 2014, "1.a", "defence"]) in page


def test_a_coordinator_finds_what_is_to_be_reviewed(cast: Cast, signed_in: Browser) -> None:
    page = _page(signed_in(cast.coordinator), "my-work")

    assert "1 contribution to review" in page


def test_somebody_without_a_role_is_told_how_to_get_one(cast: Cast, signed_in: Browser) -> None:
    assert "no role in a plan yet" in _page(signed_in(cast.stranger), "my-work")


def test_the_board_counts_delivered_and_due(cast: Cast, signed_in: Browser) -> None:
    page = _page(signed_in(cast.coordinator), "board", "small-plan", 2014)

    assert "<b>1</b> of 2 delivered" in page
    assert "<b>1</b> overdue" in page


def test_the_board_shows_the_part_that_is_asked_for(cast: Cast, signed_in: Browser) -> None:
    page = _page(
        signed_in(cast.coordinator), "board", "small-plan", 2014, body="justice", state="delivered"
    )

    assert "Exchange lessons." in page
    assert "Train staff." not in page


def test_an_unmatched_filter_says_what_to_do(cast: Cast, signed_in: Browser) -> None:
    page = _page(signed_in(cast.coordinator), "board", "small-plan", 2014, state="sent_back")

    assert "Nothing matches." in page


@pytest.mark.parametrize("name", ["reader", "focal_point", "clearing_officer", "civil_society"])
def test_the_board_is_the_coordinators(cast: Cast, signed_in: Browser, name: str) -> None:
    answer = signed_in(cast.member(name)).get(reverse("board", args=["small-plan", 2014]))

    assert answer.status_code == 403
    assert "coordinators" in answer.content.decode()


def test_the_board_does_not_exist_for_strangers(cast: Cast, signed_in: Browser) -> None:
    address = reverse("board", args=["small-plan", 2014])

    assert signed_in(cast.stranger).get(address).status_code == 404
    assert signed_in(cast.anonymous).get(address).status_code == 302


def test_opening_a_period_asks_every_responsible_body(cast: Cast, signed_in: Browser) -> None:
    period = factories.make_period(cast.plan, 2015, is_open=False)
    signed_in(cast.coordinator).post(
        reverse("period-open", args=["small-plan", 2015]), {"due_on": "2035-03-01"}
    )

    assert Contribution.objects.filter(period=period).count() == 3


def test_a_period_opens_once(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.coordinator).post(
        reverse("period-open", args=["small-plan", 2014]), {"due_on": "2035-03-01"}
    )

    assert answer.status_code == 403
    assert "opened already" in answer.content.decode()


def test_closing_a_period_ends_writing(cast: Cast, signed_in: Browser) -> None:
    address = reverse("period-close", args=["small-plan", 2014])
    signed_in(cast.coordinator).post(address, {"is_seen": "on"})

    cast.period.refresh_from_db()
    assert not cast.period.is_open


def _grow(plan: Plan, cast: Cast, lines: int) -> None:
    for number in range(lines):
        line = factories.make_provision(plan, f"2.{number}", parent=cast.goal)
        factories.make_contribution(line, cast.body, cast.period)


@pytest.mark.parametrize("name", ["my-work", "board", "review"])
def test_the_number_of_queries_does_not_grow_with_the_plan(
    cast: Cast, signed_in: Browser, name: str
) -> None:
    client = signed_in(cast.coordinator if name != "my-work" else cast.focal_point)
    args = [] if name == "my-work" else ["small-plan", 2014]
    counts = []
    for _size in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _page(client, name, *args)
        counts.append(len(queries))
        _grow(cast.plan, cast, 20 if not _size else 0)

    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize("due_on", ["0001-01-01", "2015-03-01", "2345-01-01"])
def test_a_period_is_due_on_a_day_that_can_be_met(
    cast: Cast, signed_in: Browser, due_on: str
) -> None:
    period = factories.make_period(cast.plan, 2015, is_open=False)
    answer = signed_in(cast.coordinator).post(
        reverse("period-open", args=["small-plan", 2015]), {"due_on": due_on}
    )

    period.refresh_from_db()
    assert answer.status_code == 422
    assert period.opened_at is None
