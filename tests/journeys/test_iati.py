"""Can a department bring projects in from IATI, and find them counted on their line?"""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.activities.iati.files import file, money, numbered
from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PATIENCE = 60_000  # milliseconds: the worker may be making PDFs first


def _upload(page: Page, name: str, *projects: str) -> None:
    payload = FilePayload(name=name, mimeType="application/xml", buffer=file(*projects))
    page.locator("input[type=file]").set_input_files(payload)
    page.get_by_label("Lines that new activities serve").fill("10.c")
    page.get_by_role("button", name="Upload and compare").click()


def test_projects_come_in_and_are_counted_on_their_line(visit: Visitor) -> None:
    page = visit("/activities/iati/", as_="development")
    bad = numbered(9002, places='<recipient-country code="ML" percentage="60"/>')
    _upload(page, "projects.xml", numbered(9001, transactions=money(3, "2014-06-01", "100")), bad)

    confirm = page.get_by_role("button", name="Enter all of this")
    expect(confirm).to_be_visible(timeout=PATIENCE)  # without reloading
    expect(page.get_by_text("add up to 60, not to 100")).to_be_visible()
    assert faults(page) == []
    picture(page, "iati-preview")
    confirm.click()
    expect(page.get_by_text("Entered on")).to_be_visible(timeout=PATIENCE)

    public = visit("/plans/be-wps-2013-2016/10.c/projects/?year=2014")
    expect(public.get_by_role("link", name="Women mediators").first).to_be_visible()
    public.get_by_role("link", name="Women mediators").first.click()
    expect(public.get_by_role("heading", name="From IATI")).to_be_visible()
    assert faults(public) == []
    assert not overflows(visit(public.url, width=320))


def test_the_preview_needs_no_script_and_fits_320_pixels(visit: Visitor) -> None:
    page = visit("/activities/iati/", as_="development", width=320, scripts=False)
    _upload(page, "others.xml", numbered(9003), numbered(9004, title="<title/>"))
    for _ in range(60):
        again = page.get_by_role("link", name="Look again")
        if not again.is_visible():
            break
        again.click()
        page.wait_for_timeout(1000)

    expect(page.get_by_text("It has no title.")).to_be_visible()
    assert not overflows(page)
