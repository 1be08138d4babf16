"""Can a coordinator lead a round with the keyboard, from the board to the closing page?"""

from typing import Final

import pytest

from tests.journeys.conftest import Visitor, faults

pytestmark = pytest.mark.journey
BOARD: Final = "/board/be-wps-2013-2016/2015/"
FOCUSED: Final = "document.activeElement.href"


def test_the_arrows_lead_from_cell_to_cell_and_enter_opens(visit: Visitor) -> None:
    page = visit(BOARD, as_="coordinator")
    cells = page.locator(".board tbody tr").first.locator("a.cell")
    cells.first.focus()
    for key, place in (("ArrowRight", 1), ("End", -1), ("Home", 0)):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == cells.nth(place).evaluate("each => each.href")
    page.keyboard.press("ArrowDown")
    assert "/1.b/foreign-affairs/" in page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/1.b/foreign-affairs/")


def test_the_tab_key_leads_past_the_grid(visit: Visitor) -> None:
    page = visit(BOARD, as_="coordinator")
    page.locator(".board tbody a.cell").first.focus()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.board') === null")


def test_a_view_is_found_narrowed_kept_and_shared(visit: Visitor) -> None:
    page = visit(BOARD, as_="coordinator")
    page.get_by_label("State").select_option("promised")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "state=promised" in page.url
    assert page.locator(".board tbody a.cell").count() == 8
    page.get_by_label("Save this view as").fill("Promised")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Promised", exact=True).wait_for()
    assert faults(page) == []


def test_more_time_is_asked_and_granted(visit: Visitor) -> None:
    desk = visit("/my-work/", as_="interior")
    desk.get_by_role("link", name="Say when you deliver, or ask for more time").click()
    desk.get_by_text("Ask for more time", exact=True).click()
    desk.get_by_label("We need until").fill("2030-02-01")
    desk.get_by_role("group").get_by_label("Why").fill("The figures come late.")
    desk.get_by_role("button", name="Ask the coordinators").click()
    assert "waiting for an answer" in desk.content()

    period = visit(f"{BOARD}period/", as_="coordinator")
    asked = period.locator(".entry", has_text="The figures come late.")
    asked.get_by_role("button", name="Grant").click()
    desk.goto("/my-work/")
    assert "granted: 1 February 2030" in desk.content()


def test_a_small_screen_shows_departments_that_lead_to_their_lines(visit: Visitor) -> None:
    page = visit(BOARD, as_="coordinator", width=320)
    assert not page.locator(".board").is_visible()
    page.locator("#departments ~ * >> text=Interior").first.click()

    page.locator(".board").wait_for(state="visible")
    assert page.locator(".board tbody a.cell").count() == 13
