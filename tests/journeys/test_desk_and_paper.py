"""Are words typed at the report's desk kept, and is nothing folded away on paper?"""

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor, faults

pytestmark = pytest.mark.journey
DESK: Final = "/reports/be-wps-2013-2016/2015/desk/"
FIRST: Final = "coordinator"
SECOND: Final = "coordinator.foreign-affairs"


def test_what_two_coordinators_type_is_there_after_a_reload(visit: Visitor) -> None:
    mine, theirs = visit(DESK, as_=FIRST), visit(DESK, as_=SECOND)
    mine.locator("#id_introduction_fr").fill("Tapé par l’une.")
    expect(mine.get_by_text("Saved at")).to_be_visible()

    theirs.locator("#id_introduction_fr").fill("Tapé par l’autre.")
    expect(theirs.get_by_text("Your text is kept beside theirs.")).to_be_visible()
    assert faults(theirs) == []

    mine.reload()
    expect(mine.locator("#id_introduction_fr")).to_have_value("Tapé par l’une.")
    theirs.reload()
    expect(theirs.locator("#id_introduction_fr")).to_have_value("Tapé par l’autre.")
    expect(theirs.get_by_text("Tapé par l’une.")).to_be_visible()


def test_earlier_years_and_every_name_are_printed(visit: Visitor) -> None:
    page = visit("/plans/be-wps-2013-2016/23.a/")
    folded = page.locator("details.entry .entry p").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()

    page = visit("/plans/be-wps-2013-2016/")
    page.emulate_media(media="print")
    assert page.get_by_text("and 3 more").count()
    assert not any(one.is_visible() for one in page.get_by_text("and 3 more").all())


def test_a_table_wider_than_its_place_keeps_its_first_column_in_sight(visit: Visitor) -> None:
    page = visit("/plans/be-wps-2013-2016/23.a/", width=320)
    frame = page.locator(".scroll:has(table.figures)").first
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth; }")
    row = frame.locator("tbody th").first.bounding_box()
    edge = frame.bounding_box()
    assert row and edge
    assert abs(row["x"] - edge["x"]) < 2
