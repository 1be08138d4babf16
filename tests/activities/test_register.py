"""Does the register find what is asked for, show what may be seen, and stay quick?"""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from suivi.activities.actions import keep_words
from suivi.activities.models import Activity
from suivi.people.models import Body
from tests import factories
from tests.cast import Cast

Browser = Callable[[Any], Client]


def _sourced(body: Body, title: str, **facts: Any) -> Activity:
    """An activity that anyone may read."""
    return factories.make_activity(body, title=title, **{"source": "Press release", **facts})


def _titles(client: Client, **asked: Any) -> list[str]:
    answer = client.get(reverse("activities"), asked)
    assert answer.status_code == 200
    return [each.title for each in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("title", "language", "words"),
    [
        ("Les victimes identifiées", "fr", "identifiees"),
        ("Les victimes identifiées", "fr", "IDENTIFIÉE"),
        ("Une formation à Kinshasa", "fr", "formations"),
        ("Training of officers", "en", "officer trainings"),
        ("Opleidingen voor officieren", "nl", "opleiding"),
        ("Schulungen für Kräfte", "de", "krafte schulung"),
    ],
)
def test_accents_capitals_and_endings_make_no_difference(
    cast: Cast, client: Client, title: str, language: str, words: str
) -> None:
    _sourced(cast.body, title, language=language)
    _sourced(cast.body, "Something else")

    assert _titles(client, words=words) == [title]


def test_words_follow_what_is_changed(cast: Cast, client: Client) -> None:
    activity = _sourced(cast.body, "Mission to Bamako")
    activity.title = "Mission to Goma"
    activity.save()
    keep_words(activity=activity)

    assert _titles(client, words="Bamako") == []
    assert _titles(client, words="Goma") == ["Mission to Goma"]


@pytest.mark.parametrize("words", ['"', "' OR 1=1", "a AND (", "* NEAR", "zzkind", "é'); --", ":*"])
def test_no_sign_in_a_search_does_harm(cast: Cast, client: Client, words: str) -> None:
    _sourced(cast.body, "Mission")

    assert _titles(client, words=words) in ([], ["Mission"])


def test_each_filter_finds_its_own(cast: Cast, client: Client) -> None:
    facts = {"kind": "event", "forum": "csw", "countries": ["ML"], "gender_marker": 0}
    lines = {"provisions": [cast.line]}
    _sourced(cast.body, "One", started_on=date(2014, 3, 3), **facts, **lines)
    _sourced(cast.other_body, "Other", started_on=date(2015, 3, 3))

    for asked in (
        {"plan": "small-plan"},
        {"plan": "small-plan", "line": "1.a"},
        {"body": "defence"},
        {"kind": "event"},
        {"forum": "csw"},
        {"country": "Mali"},
        {"marker": "0"},
        {"last": "2014-12-31"},
    ):
        assert _titles(client, **asked) == ["One"], asked
    assert _titles(client, marker="none") == ["Other"]
    assert _titles(client, first="2015-01-01") == ["Other"]


def test_what_a_department_is_writing_stays_with_it(cast: Cast, signed_in: Browser) -> None:
    activity = _sourced(cast.body, "In a draft")
    cast.draft.activities.add(activity)
    told = factories.make_activity(cast.body, title="Told")
    cast.published.activities.add(told)
    closed = factories.make_activity(cast.body, title="Closed", is_public=False, source="Press")

    for name in ("anonymous", "stranger", "administrator", "reader", "other_focal_point"):
        client = signed_in(cast.member(name))
        assert _titles(client) == ["Told"], name
        assert client.get(activity.get_absolute_url()).status_code == 404
        assert client.get(closed.get_absolute_url()).status_code == 404
    assert set(_titles(signed_in(cast.focal_point))) == {"In a draft", "Told", "Closed"}


def test_pages_follow_each_other_without_loss(cast: Cast, client: Client) -> None:
    for number in range(120):
        facts: dict[str, Any] = {"source": "Press", "started_on": date(2014, 1, 1 + number % 9)}
        factories.make_activity(cast.body, title=f"{number:03}", **facts)
    for order in ("newest", "oldest", "entered", "title"):
        address, seen = f"{reverse('activities')}?order={order}", []
        while address:
            page = client.get(address).context["page"]
            seen += [each.title for each in page.rows]
            address = page.after and f"{reverse('activities')}?order={order}&after={page.after}"
        assert len(seen) == 120 == len(set(seen)), order
        back = client.get(f"{reverse('activities')}?order={order}&before={page.before}")
        assert [each.title for each in back.context["page"].rows] == seen[50:100]


def test_the_number_of_queries_does_not_grow(cast: Cast, client: Client) -> None:
    counts = []
    for more in (2, 30):
        for number in range(more):
            facts = {"countries": ["ML"], "provisions": [cast.line]}
            _sourced(cast.body, f"Mission {more} {number}", **facts)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _titles(client, words="mission", country="ML", plan="small-plan")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_the_table_holds_what_the_list_shows_and_no_formula(cast: Cast, client: Client) -> None:
    _sourced(cast.body, "=1+1", women=0)
    _sourced(cast.other_body, "Another")
    asked = {"body": "defence"}

    text = client.get(reverse("activity-export", args=["csv"]), asked).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    found = row["Title [title]"], row["Women [women]"], row["Men [men]"]
    assert found == ("'=1+1", "0", "")

    book = client.get(reverse("activity-export", args=["xlsx"]), asked).content
    cells = list(load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(min_row=3))
    assert len(cells) == 1
    assert (cells[0][2].value, cells[0][2].data_type) == ("=1+1", "s")


def test_months_and_countries_are_counted(cast: Cast, client: Client) -> None:
    _sourced(cast.body, "One", countries=["ML", "CD"])
    _sourced(cast.body, "Two", countries=["ML"])
    _sourced(cast.body, "Three", started_on=date(2013, 1, 1))

    found = client.get(reverse("activity-overview")).context["found"]
    assert found.countries == [("ML", 2), ("CD", 1)]
    assert [(each.first_day.year, each.count) for each in found.months] == [(2013, 1), (2014, 2)]
    assert found.without_country == 1


def test_a_filter_is_saved_for_its_person_alone(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    facts = {"name": "Trainings", "query": "kind=training"}
    client.post(reverse("activity-filter-save"), facts)

    assert "Trainings" in client.get(reverse("activities")).content.decode()
    others = signed_in(cast.contributor)
    assert "Trainings" not in others.get(reverse("activities")).content.decode()
    saved = cast.focal_point.saved_filters.get()
    forget = reverse("activity-filter-forget", args=[saved.pk])
    assert others.post(forget).status_code == 404
    client.post(forget)
    assert not cast.focal_point.saved_filters.exists()
