"""What do the pages of frameworks show, to whom, and what do they call a gap?"""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from suivi.indicators.models import Crosswalk, FrameworkIndicator
from suivi.plans.models import Measure
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count

ADDRESS = "/frameworks/eu/8/"


@pytest.fixture
def indicator(cast: Cast) -> FrameworkIndicator:
    """EU 8, paired with the people trained of line 1.a; EU 9 is paired with nothing."""
    edition = factories.make_edition("eu")
    found = factories.make_indicator(edition, "8", source="Document 8")
    factories.make_indicator(edition, "9")
    factories.make_pair(cast.measure.instrument, found, remark="High confidence.")
    return found


def test_the_library_lists_frameworks_with_their_editions(
    indicator: FrameworkIndicator, client: Client
) -> None:
    factories.make_edition("eu", year=2016, note_en="Text not at hand.")
    shown = page(client, "/frameworks/")
    assert "2016 : 0 indicators" in shown.replace("2016:", "2016 :")
    assert "2010 : 2 indicators" in shown


def test_a_framework_shows_lines_and_gaps(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    assert "Indicators: 2. Without any figure or activity here: 2." in page(
        client, "/frameworks/eu/"
    )
    factories.make_value(cast.measure, cast.body, cast.last_year, number=12)
    assert "here: 1." in page(client, "/frameworks/eu/")


def test_the_newest_edition_with_indicators_is_shown(
    indicator: FrameworkIndicator, client: Client
) -> None:
    factories.make_edition("eu", year=2016)
    assert "Indicators of eu, 2010" in page(client, "/frameworks/eu/")
    assert "No indicator of this edition" in page(client, "/frameworks/eu/", edition="2016")
    assert client.get("/frameworks/eu/", {"edition": "1999"}).status_code == 404


def test_an_indicator_shows_its_instruments_with_figures_and_what_was_done(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    factories.make_value(cast.measure, cast.body, cast.last_year, number=1234)
    activity = factories.make_activity(cast.body, provisions=[cast.line], title="Course in Goma")
    cast.published.activities.add(activity)
    shown = page(client, ADDRESS)
    assert "People trained" in shown
    assert "1,234" in shown
    assert "What was done on 1.a." in shown
    assert "Course in Goma" in shown
    assert "Instruments that answer it: 1. Without figure or activity: 0." in shown


def test_working_notes_are_shown_to_coordinators_alone(
    cast: Cast, indicator: FrameworkIndicator, signed_in: Callable[[Any], Client]
) -> None:
    FrameworkIndicator.objects.update(note="Excerpt cut.")
    for note in ("High confidence.", "Excerpt cut."):
        assert note in page(signed_in(cast.coordinator), ADDRESS)
        for reader in (cast.anonymous, cast.reader, cast.focal_point):
            assert note not in page(signed_in(reader), ADDRESS)
    for form in ("csv", "xlsx"):
        table = signed_in(cast.anonymous).get(f"{ADDRESS}table.{form}").content
        assert b"confidence" not in table


def test_an_instrument_without_figure_is_a_gap(
    indicator: FrameworkIndicator, client: Client
) -> None:
    shown = page(client, ADDRESS)
    assert "Without figure or activity: 1." in shown
    assert "No figure and no activity." in shown


def test_an_indicator_without_instrument_is_a_gap(
    indicator: FrameworkIndicator, client: Client
) -> None:
    assert "No instrument answers this indicator." in page(client, "/frameworks/eu/9/")


def test_a_year_in_which_the_line_is_silent_is_shown_as_such(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    later = factories.make_period(cast.plan, 2015)
    factories.make_contribution(cast.shared_line, cast.body, later, status="published")
    shown = page(client, ADDRESS)
    assert "2015 : nothing told" in shown.replace("2015:", "2015 :")


def test_figures_of_drafts_are_seen_by_the_department_and_the_coordinator_alone(
    cast: Cast, indicator: FrameworkIndicator, signed_in: Callable[[Any], Client]
) -> None:
    factories.make_value(cast.measure, cast.body, cast.period, number=4321)
    seen = {
        name: "4,321" in page(signed_in(cast.member(name)), ADDRESS)
        for name in ("anonymous", "reader", "other_focal_point", "focal_point", "coordinator")
    }
    assert seen == {
        "anonymous": False,
        "reader": False,
        "other_focal_point": False,
        "focal_point": True,
        "coordinator": True,
    }
    table = signed_in(cast.anonymous).get(f"{ADDRESS}table.csv").content.decode()
    assert "4,321" not in table


def test_a_private_plan_is_paired_for_its_members_alone(
    cast: Cast, indicator: FrameworkIndicator, signed_in: Callable[[Any], Client]
) -> None:
    cast.plan.is_public = False
    cast.plan.save()
    assert "People trained" not in page(signed_in(cast.stranger), ADDRESS)
    assert "People trained" in page(signed_in(cast.reader), ADDRESS)


def test_closed_activities_are_shown_to_nobody(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    closed = factories.make_activity(cast.body, title="Closed meeting", is_public=False)
    cast.published.activities.add(closed)
    assert "Closed meeting" not in page(client, ADDRESS)


def test_only_confirmed_wording_in_its_own_language_is_set_as_a_quotation(
    indicator: FrameworkIndicator, client: Client
) -> None:
    assert "<blockquote" not in html(client, ADDRESS)
    assert "do not quote it" in page(client, ADDRESS)
    indicator.standing = "confirmed"
    indicator.translation_states = {"text": {"fr": "unofficial"}}
    indicator.save()
    assert "<blockquote" in html(client, ADDRESS)
    assert "<blockquote" not in html(client, f"/fr{ADDRESS}")


def test_the_line_says_by_which_indicators_it_is_measured_too(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    shown = html(client, cast.line.get_absolute_url())
    assert "Measured also by" in shown
    assert 'href="/frameworks/eu/8/?edition=2010"' in shown
    assert "Measured also by" not in html(client, cast.shared_line.get_absolute_url())


def test_the_table_has_one_row_per_instrument(
    cast: Cast, indicator: FrameworkIndicator, client: Client
) -> None:
    other = factories.make_instrument(cast.line, text="=SUM(A1)")
    factories.make_measure(other, Measure.Kind.COUNT)
    factories.make_pair(other, indicator, remark="+1")
    factories.make_value(cast.measure, cast.body, cast.last_year, number=12)
    text = client.get(f"{ADDRESS}table.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Monitoring instrument"] for row in rows] == ["People trained", "'=SUM(A1)"]
    assert [row["2013"] for row in rows] == ["Total: 12", ""]
    assert [row["Missing"] for row in rows] == ["", "No figure and no activity."]
    book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}table.xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert "=SUM(A1)" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_the_table_of_an_indicator_without_instrument_says_so(
    indicator: FrameworkIndicator, client: Client
) -> None:
    text = client.get("/frameworks/eu/9/table.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Missing"] == "No instrument answers this indicator."


def _enlarge(cast: Cast, indicator: FrameworkIndicator) -> None:
    """Ten more lines and instruments, with figures, activities and accounts."""
    for number in range(10):
        line = factories.make_provision(cast.plan, f"1.x{number}", parent=cast.goal)
        instrument = factories.make_instrument(line)
        measure = factories.make_measure(instrument)
        factories.make_pair(instrument, indicator)
        told = factories.make_contribution(line, cast.body, cast.last_year, status="published")
        told.activities.add(factories.make_activity(cast.body, provisions=[line]))
        factories.make_value(measure, cast.body, cast.last_year)


@pytest.mark.parametrize("address", ["/frameworks/", "/frameworks/eu/", ADDRESS])
@pytest.mark.parametrize("who", ["anonymous", "coordinator"])
def test_pages_take_as_many_queries_for_eleven_lines_as_for_one(
    cast: Cast,
    indicator: FrameworkIndicator,
    signed_in: Callable[[Any], Client],
    address: str,
    who: str,
) -> None:
    factories.make_value(cast.measure, cast.body, cast.last_year)
    link = factories.make_activity(cast.body, provisions=[cast.line])
    cast.published.activities.add(link)
    client = signed_in(cast.member(who))
    few = query_count(client, address)
    _enlarge(cast, indicator)
    assert Crosswalk.objects.count() == 11
    assert query_count(client, address) == few
