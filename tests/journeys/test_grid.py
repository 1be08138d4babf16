"""Is a grid of figures filled in like a sheet: by keyboard, by a pasted block, with its sums?"""

from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PAGE: Final = "/board/be-wps-2013-2016/2014/13.a/cgrs/figures/1.1/restate/"
PASTE: Final = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const how = { clipboardData, bubbles: true, cancelable: true };
  cell.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def _cell(page: Page, sex: str, status: str) -> Locator:
    return page.locator(f'[name="value:1.1:sex={sex};status={status}:number"]')


def _sums(page: Page) -> list[str]:
    return page.locator(".entry-grid output").all_inner_texts()


def test_a_block_from_a_sheet_fills_the_cells_and_the_sums_follow(visit: Visitor) -> None:
    page = visit(PAGE, as_="cgrs")
    _cell(page, "women", "refugee").evaluate(PASTE, "1,000\t2\r\n30\tnot available\r\n0\t0\r\n0\t0")

    assert _cell(page, "women", "refugee").input_value() == "1,000"
    assert _cell(page, "men", "subsidiary").input_value() == "not available"
    assert _sums(page) == ["1,002", "30*", "0", "0", "1,030", "2*", "1,032*"]
    assert faults(page) == []
    picture(page, "grid")


def test_what_was_pasted_and_found_no_place_is_said(visit: Visitor) -> None:
    page = visit(PAGE, as_="cgrs")
    _cell(page, "women", "refugee").evaluate(PASTE, "1\t2\t3")

    expect(page.get_by_text("Pasted cells that found no place: 3")).to_be_visible()


def test_arrows_and_enter_go_from_cell_to_cell(visit: Visitor) -> None:
    page = visit(PAGE, as_="cgrs")
    _cell(page, "women", "refugee").focus()
    for key in ("Enter", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    _cell(page, "men", "refugee").evaluate("cell => cell.setSelectionRange(99, 99)")
    page.keyboard.press("ArrowRight")

    focused = page.evaluate("document.activeElement.name")
    assert focused == "value:1.1:sex=men;status=subsidiary:number"
    assert page.url.endswith(PAGE)


def test_without_a_script_the_sums_are_those_saved_and_the_page_fits(visit: Visitor) -> None:
    page = visit(PAGE, as_="cgrs", scripts=False, width=320)

    assert _sums(page)[-1] == "4,940"
    assert not overflows(page)
