"""Can people take a plan through a year: write, clear, review, publish, read?

One story, told by those who live it, on the Belgian plan. Each step stands on the one before, and
the last closes the year: it comes after the pages were looked at as they are (test_every_page).
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Visitor, faults, picture

pytestmark = pytest.mark.journey
PLAN = "be-wps-2013-2016"


def _task(page: Page, body: str) -> Locator:
    """The first contribution that waits for a body under "My work"."""
    return page.locator(f".task-list a[href*='/board/{PLAN}/2015/'][href$='/{body}/']").first


def _fill_in(page: Page, text: str) -> None:
    """What a focal point types on any line: account, progress, a reason for every figure."""
    page.fill("[name=account]", text)
    page.check("[name=progress][value=on_track]")
    for absence in page.locator("select[name$=':absence']").all():
        name = (absence.get_attribute("name") or "").rsplit(":", 1)[0].rsplit("::", 1)[0]
        cells = page.locator(f"[name^='{name}:']:not([name$=':absence'])")
        if cells.count() and not any(cell.input_value() for cell in cells.all()):
            absence.select_option("not_available")


def test_a_focal_point_writes_adds_evidence_and_submits(visit: Visitor, tmp_path: Path) -> None:
    page = visit("/my-work/", as_="justice")
    picture(page, "my-work")
    link = _task(page, "justice")
    address = link.get_attribute("href")
    assert address
    link.click()
    _fill_in(page, "Two seminars were held for magistrates. A third will be held in 2016.")
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=10_000)
    picture(page, "contribution")
    assert faults(page) == []

    page.click("button[name=add_activity]")
    assert faults(page) == []
    page.fill("[name=title]", "Seminar for magistrates")
    page.select_option("[name=kind]", "training")
    page.fill("[name=started_on]", "2015-03-12")
    page.locator("main form").evaluate(
        "form => form.querySelectorAll('details').forEach(each => { each.open = true; })"
    )
    page.fill("[name=countries]", "Mali")
    programme = tmp_path / "programme.txt"
    programme.write_text("Programme of the seminar", encoding="utf-8")
    page.fill("[name=evidence_1_title]", "Programme")
    page.set_input_files("[name=evidence_1_file]", programme)
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Seminar for magistrates")

    page.click("button[name=submit]")
    expect(page.locator("main")).to_contain_text("Submitted.")


def test_a_clearing_officer_clears_and_the_coordinator_accepts(visit: Visitor) -> None:
    officer = visit("/my-work/", as_="clearing.defence")
    waiting = _task(officer, "defence")
    address = waiting.get_attribute("href") or ""
    waiting.click()
    officer.get_by_role("button", name="Clear", exact=True).click()
    expect(officer.locator("main")).to_contain_text("Cleared")

    coordinator = visit(address, as_="coordinator")
    assert faults(coordinator) == []
    coordinator.get_by_role("button", name="Accept", exact=True).click()
    expect(coordinator.locator("main")).to_contain_text("Accepted.")


def test_what_is_sent_back_returns_with_its_note_and_is_submitted_again(visit: Visitor) -> None:
    coordinator = visit(f"/review/{PLAN}/2015/", as_="coordinator")
    picture(coordinator, "review")
    entry = coordinator.locator("a[href$='/interior/'], a[href$='/justice/']").first
    address = entry.get_attribute("href") or ""
    entry.click()
    coordinator.get_by_text("Send back with a note").click()
    coordinator.fill("[name=note]", "Which course was it, and how many took part?")
    coordinator.get_by_role("button", name="Send back", exact=True).click()
    expect(coordinator.locator("main")).to_contain_text("Sent back")

    body = address.rstrip("/").rsplit("/", 1)[-1]
    focal_point = visit(address, as_=body)
    expect(focal_point.locator(".note-back")).to_contain_text("Which course was it")
    _fill_in(focal_point, "The course of June; 24 took part.")
    focal_point.click("button[name=submit]")
    expect(focal_point.locator("main")).to_contain_text("Submitted.")


def test_two_people_in_one_contribution_lose_no_word(visit: Visitor) -> None:
    one = visit("/my-work/", as_="defence")
    address = _task(one, "defence").get_attribute("href") or ""
    one.goto(address)
    other = visit(address, as_="contributor.defence")
    one.fill("[name=account]", "What the focal point wrote.")
    expect(one.locator("#save-state")).to_contain_text("Saved at", timeout=10_000)
    other.fill("[name=account]", "What the contributor wrote.")
    expect(other.locator("#save-state")).to_contain_text("kept beside", timeout=10_000)

    other.get_by_role("link", name="Compare and join").first.click()
    expect(other.locator("main")).to_contain_text("What the focal point wrote.")
    expect(other.locator("main")).to_contain_text("What the contributor wrote.")
    picture(other, "join")
    assert faults(other) == []
    other.get_by_role("button", name="Save the joined text").click()
    text = other.input_value("[name=account]")
    assert "What the focal point wrote." in text
    assert "What the contributor wrote." in text


def test_a_contribution_is_written_without_scripts(visit: Visitor) -> None:
    page = visit("/my-work/", as_="foreign-affairs", scripts=False)
    _task(page, "foreign-affairs").click()
    page.fill("[name=account]", "Written without scripts.")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("main")).to_contain_text("Saved.")
    assert page.input_value("[name=account]") == "Written without scripts."


def test_the_coordinator_publishes_and_everybody_reads(visit: Visitor, tmp_path: Path) -> None:
    board = visit(f"/board/{PLAN}/2015/", as_="coordinator")
    picture(board, "board")
    desk = visit(f"/reports/{PLAN}/2015/desk/", as_="coordinator")
    for area in desk.locator("textarea").all():
        area.fill("This is a sample text of the second report.")
    desk.get_by_role("button", name="Save the texts").click()
    picture(desk, "report-desk")
    assert faults(desk) == []
    _publish(desk)

    reader = visit(f"/reports/{PLAN}/2015/")
    expect(reader.locator("h1")).to_contain_text("2015")
    assert faults(reader) == []
    picture(reader, "report")
    pdf = _pdf(reader, tmp_path)
    assert pdf.metadata is not None
    assert "2015" in str(pdf.metadata.title)
    line = visit(f"/plans/{PLAN}/1.a/")
    expect(line.locator("main")).to_contain_text("2015")


def _publish(desk: Page) -> None:
    """Goes through the publishing of a report: the desk leads to a page that asks once more."""
    desk.get_by_role("link", name="Publish the report").click()
    assert faults(desk) == []
    for box in desk.locator("main input[type=checkbox]").all():
        box.check()
    desk.get_by_role("button", name=re.compile("Publish")).click()


def _pdf(reader: Page, folder: Path) -> PdfReader:
    """The report in French as the reader gets it, once the worker has made it."""
    address = f"/fr/reports/{PLAN}/2015/report.pdf"
    for _attempt in range(60):
        answer = reader.request.get(address)
        if answer.ok and answer.headers["content-type"] == "application/pdf":
            (folder / "report.pdf").write_bytes(answer.body())
            return PdfReader(folder / "report.pdf")
        reader.wait_for_timeout(1000)
    raise AssertionError("The PDF was not made within a minute.")
