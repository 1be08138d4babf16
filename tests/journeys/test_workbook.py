"""Can a department fill in its contributions in Excel, and see in a browser what would change?"""

import io
from typing import Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PAGE: Final = "/board/be-wps-2013-2016/2015/workbook/defence/"
SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filled_in(page: Page) -> bytes:
    """The workbook as downloaded, with something written on three lines that are open."""
    answer = page.request.get(f"{page.url}download/")
    assert answer.ok
    book = load_workbook(io.BytesIO(answer.body()))
    lines = book.worksheets[1]
    account = next(cell.column for cell in lines[1] if cell.value == "account")
    cells = [lines.cell(row, account) for row in range(3, lines.max_row + 1)]
    for cell in [cell for cell in cells if not cell.protection.locked][:3]:
        cell.value = "Written in Excel, on the train."
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _upload(page: Page) -> None:
    file = FilePayload(name="2015-defence.xlsx", mimeType=SHEETS, buffer=_filled_in(page))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload and compare").click()


def test_a_workbook_is_uploaded_and_every_difference_shown(visit: Visitor) -> None:
    page = visit(PAGE, as_="defence")
    _upload(page)

    expect(page.get_by_role("heading", name="What the workbook changes")).to_be_visible()
    expect(page.get_by_text("Written in Excel, on the train.").first).to_be_visible()
    assert faults(page) == []
    picture(page, "workbook-differences")


def test_the_differences_fit_320_pixels_and_need_no_script(visit: Visitor) -> None:
    page = visit(PAGE, as_="defence", width=320, scripts=False)
    _upload(page)

    expect(page.get_by_role("heading", name="What the workbook changes")).to_be_visible()
    assert not overflows(page)
