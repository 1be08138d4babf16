"""The page of a country, and activities drawn over time and over the world."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from suivi.activities.actions import keep_words
from suivi.activities.charting import country_map, timeline
from suivi.activities.queries.overview import Month
from suivi.plans.models import FocusCountry
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count

MALI = "/countries/ml/"


def told(cast: Cast, title: str, **facts: Any) -> None:
    """A published activity on line 1.a."""
    activity = factories.make_activity(cast.body, provisions=[cast.line], title=title, **facts)
    cast.published.activities.add(activity)
    keep_words(activity=activity)


def test_a_country_shows_its_activities_lines_and_place(cast: Cast, client: Client) -> None:
    told(cast, "Course in Bamako", countries=["ML"])
    told(cast, "Course in Kabul", countries=["AF"])
    FocusCountry.objects.create(plan=cast.plan, country="ML")
    text = page(client, MALI)
    assert "1 activity in Mali." in text
    assert "Course in Bamako" in text
    assert "Course in Kabul" not in text
    assert "1.a Train staff." in text
    assert "Focus country of" in text
    assert 'class="k-step5"' in html(client, MALI)


def test_an_activity_of_a_draft_is_not_there_for_others(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    secret = factories.make_activity(
        cast.body, provisions=[cast.line], title="Not told yet", countries=["ML"]
    )
    cast.draft.activities.add(secret)
    keep_words(activity=secret)
    for reader in (cast.anonymous, cast.stranger, cast.reader):
        text = page(signed_in(reader), MALI)
        assert "Not told yet" not in text
        assert "No activity for this country has been published." in text
    assert "Not told yet" in page(signed_in(cast.focal_point), MALI)


def test_what_is_no_country_is_not_found(client: Client, db: None) -> None:
    for code in ("zz", "mali", "eu", "1"):
        assert client.get(f"/countries/{code}/").status_code == 404
    assert client.get("/countries/ML/").status_code == 200


def test_the_number_of_queries_does_not_grow(cast: Cast, client: Client) -> None:
    told(cast, "First", countries=["ML"])
    few = query_count(client, MALI)
    for number in range(8):
        told(cast, f"Course {number}", countries=["ML"])
    assert query_count(client, MALI) == few


def test_more_activities_than_fit_go_on_in_the_register(cast: Cast, client: Client) -> None:
    for number in range(53):
        told(cast, f"Course {number}", countries=["ML"])
    markup = html(client, MALI)
    assert 'href="/activities/?country=ML">All 53 activities for this country' in markup


def test_months_without_activities_stand_between_the_others() -> None:
    chart = timeline([Month(date(2013, 11, 1), 2), Month(date(2014, 2, 1), 5)])
    assert chart is not None
    assert [point.value for point in chart.points] == [2, 0, 0, 5]
    assert chart.summary == (
        "7 activities from November 2013 to February 2014; most in February 2014 (5)."
    )
    assert timeline([]) is None


def test_many_months_are_drawn_as_years() -> None:
    chart = timeline([Month(date(2001, 3, 1), 2), Month(date(2009, 2, 1), 5)])
    assert chart is not None
    assert [column.label for column in chart.columns] == [str(year) for year in range(2001, 2010)]
    assert [point.value for point in chart.points] == [2, 0, 0, 0, 0, 0, 0, 0, 5]


def test_a_country_that_the_map_lacks_is_named() -> None:
    chart = country_map([("CD", 3), ("GF", 1)])
    assert chart is not None
    assert chart.summary == (
        "Activities in 2 countries; most in Democratic Republic of the Congo (3)."
    )
    assert chart.notes[1] == "Not on the map: French Guiana."


def test_the_overview_draws_months_and_countries(cast: Cast, client: Client) -> None:
    told(cast, "Course in Bamako", countries=["ML"], started_on=date(2013, 5, 6))
    markup = html(client, "/activities/overview/")
    assert "1 activity, in May 2013." in markup
    assert 'href="/countries/ml/"' in markup
    assert "Activities in 1 country: Mali (1)." in markup
