"""Can a department take its activities as a table, and see in a browser what one would change?"""

import io
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PAGE: Final = "/activities/table/"
SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filled_in(page: Page) -> bytes:
    """The register of Defence as downloaded, with two facts changed and an activity added."""
    answer = page.request.get("/activities/export/xlsx/?body=defence")
    assert answer.ok
    book = load_workbook(io.BytesIO(answer.body()))
    sheet = book.worksheets[0]
    columns = {cell.value: int(cell.column or 0) for cell in sheet[1]}
    sheet.cell(3, columns["women"]).value = 41
    sheet.cell(4, columns["source"]).value = "Annual report of the department"
    facts: dict[str, Any] = {"title": "Seminar on the train", "kind": "training"}
    facts |= {"started_on": "31/12/2014", "lines": "23.a", "women": 12}
    new = sheet.max_row + 1
    for key, value in facts.items():
        sheet.cell(new, columns[key]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _upload(page: Page) -> None:
    file = FilePayload(name="activities.xlsx", mimeType=SHEETS, buffer=_filled_in(page))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload and compare").click()


def test_a_table_is_uploaded_applied_and_undone(visit: Visitor) -> None:
    page = visit(PAGE, as_="defence")
    _upload(page)

    expect(page.get_by_role("heading", name="What the table changes")).to_be_visible()
    expect(page.get_by_text("Seminar on the train").first).to_be_visible()
    assert faults(page) == []
    picture(page, "table-differences")
    page.get_by_role("button", name="Apply 3 rows").click()
    expect(page.get_by_text("It can be undone as a whole.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Undo all that this table changed").click()
    expect(page.get_by_text("Undone: 3.")).to_be_visible()


def test_the_differences_fit_320_pixels_and_need_no_script(visit: Visitor) -> None:
    page = visit(PAGE, as_="defence", width=320, scripts=False)
    _upload(page)

    expect(page.get_by_role("heading", name="What the table changes")).to_be_visible()
    assert not overflows(page)
