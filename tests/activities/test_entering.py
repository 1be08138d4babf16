"""Is an activity entered once, with all that is told of it, and never confused with its absence?"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity
from tests import factories
from tests.cast import Cast

Browser = Callable[[Any], Client]
FACTS = {"title": "Course on resolution 1325", "kind": "training", "started_on": "2014-05-06"}
MORE = {
    "language": "en",
    "currency": "USD",
    "amount": "1,234.50",
    "euro_rate": "0.75",
    "euro_rate_on": "2014-05-05",
    "euro_rate_source": "ECB",
    "women": "0",
    "gender_marker": "0",
    "forum": "nato",
    "source": "Annual report",
}


def _enter(client: Client, **facts: Any) -> Any:
    return client.post(
        reverse("activity-enter"), {**FACTS, "language": "en", "body": "defence", **facts}
    )


def test_a_quick_entry_needs_title_date_kind_and_line(cast: Cast, signed_in: Browser) -> None:
    _enter(signed_in(cast.focal_point), lines="1.a, 1.b")

    activity = Activity.objects.get()
    assert list(activity.provisions.order_by("code")) == [cast.line, cast.shared_line]
    assert activity.body == cast.body


def test_zero_and_not_counted_and_not_screened_are_different(
    cast: Cast, signed_in: Browser
) -> None:
    _enter(signed_in(cast.focal_point), **MORE)

    activity = Activity.objects.get()
    assert (activity.women, activity.men, activity.gender_marker) == (0, None, 0)


def test_an_amount_keeps_its_currency_and_reads_in_euros_by_its_dated_rate(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    _enter(client, **MORE)

    activity = Activity.objects.get()
    assert (activity.amount, activity.currency) == (123450, "USD")
    assert activity.euros == Decimal("925.875")
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "USD 1,234.50 (EUR 925.88 at 0.75, 5 May 2014, ECB)" in page


def test_an_amount_is_read_as_it_is_written_in_the_language_of_the_page(
    cast: Cast, signed_in: Browser
) -> None:
    facts = {**FACTS, "language": "nl", "body": "defence", "amount": "1.234,5", "currency": "EUR"}
    signed_in(cast.focal_point).post("/nl/activities/enter/", facts)

    assert Activity.objects.get().amount == 123450


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"lines": "9.z"}, "There is no line “9.z” here"),
        ({"women": "n.a."}, "“n.a.” is not a number"),
        ({"amount": "12", "currency": "euro"}, "“EURO” is no currency; write its three letters"),
        ({"amount": "5", "currency": "zzz"}, "“ZZZ” is no currency; write its three letters"),
        ({"amount": "5", "currency": "XXX"}, "“XXX” is no currency; write its three letters"),
        ({"amount": "12", "currency": "USD", "euro_rate": "0.9"}, "Say of which day the rate is."),
        ({"amount": "12", "currency": "EUR", "euro_rate": "1"}, "A rate belongs to an amount in"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    cast: Cast, signed_in: Browser, facts: dict[str, str], sentence: str
) -> None:
    answer = _enter(signed_in(cast.focal_point), **facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_like_one_within_three_days_is_shown_and_entered_only_when_told_so(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    _enter(client)
    again = {"title": "Course on the resolution 1325", "started_on": "2014-05-09"}

    answer = _enter(client, **again)
    assert answer.status_code == 422
    assert "Is it in the register already?" in answer.content.decode()
    assert Activity.objects.count() == 1

    _enter(client, **again, anyway="1")
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "facts", [{"started_on": "2014-05-10"}, {"title": "Mission to Bamako"}], ids=["later", "other"]
)
def test_another_day_or_another_title_is_another_activity(
    cast: Cast, signed_in: Browser, facts: dict[str, str]
) -> None:
    client = signed_in(cast.focal_point)
    _enter(client)
    _enter(client, **facts)

    assert Activity.objects.count() == 2


def test_an_activity_of_another_department_is_told_of_without_being_entered_again(
    cast: Cast, signed_in: Browser
) -> None:
    activity = factories.make_activity(cast.other_body, provisions=[cast.shared_line])
    activity.partners.add(cast.body)
    signed_in(cast.focal_point).post(
        reverse("activity-tell", args=["small-plan", 2014, "1.a", "defence", activity.pk])
    )

    assert list(cast.draft.activities.all()) == [activity]
    assert set(activity.provisions.all()) == {cast.line, cast.shared_line}
