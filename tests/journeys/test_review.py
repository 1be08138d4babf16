"""Can reviewers and a department take a turn: comment, answer, compare, accept twenty, undo?"""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PLAN = "be-wps-2013-2016"
QUEUE = f"/review/{PLAN}/2015/?body=development"


def test_a_comment_goes_back_to_its_paragraph_and_what_changed_is_shown(visit: Visitor) -> None:
    coordinator = visit(QUEUE, as_="coordinator")
    coordinator.locator(".review-queue tbody th a").first.click()
    expect(coordinator.locator("h1")).to_contain_text("Development")
    here = coordinator.url
    assert "queue=" in here
    coordinator.locator(".comment-here summary").first.click()
    coordinator.locator(".comment-here textarea").first.fill("Which ones, and where?")
    coordinator.locator(".comment-here button").first.click()
    expect(coordinator.locator(".comment").first).to_contain_text("Which ones, and where?")
    assert faults(coordinator) == []
    coordinator.get_by_text("Send back with a note").click()
    coordinator.get_by_role("button", name="Send back", exact=True).click()
    expect(coordinator.locator("main")).to_contain_text("Sent back")

    department = visit("/my-work/", as_="development", width=320)
    department.get_by_role("link", name="1 thing to look at").click()
    note = department.locator(".comment").first
    expect(note).to_contain_text("Which ones, and where?")
    assert "#comment-" in department.url
    assert faults(department) == []
    assert not overflows(department)
    note.locator("textarea").fill("Those of Kivu.")
    note.get_by_role("button", name="Done").click()
    expect(department.locator("main")).to_contain_text("Noted as done.")
    account = department.locator("[name=account]")
    account.fill(f"{account.input_value()} They met twice in Goma.")
    department.click("button[name=submit]")
    expect(department.locator("main")).to_contain_text("Submitted.")

    coordinator.goto(here)
    difference = coordinator.locator("#difference")
    expect(difference.locator("ins").last).to_contain_text("They met twice in Goma.")
    expect(coordinator.locator(".comment").first).to_contain_text("Those of Kivu.")
    assert faults(coordinator) == []
    picture(coordinator, "review-difference")


def test_twenty_are_accepted_by_keyboard_and_given_back(visit: Visitor) -> None:
    page = visit(f"/review/{PLAN}/2015/", as_="coordinator")
    before = page.locator("[name=chosen]").count()
    assert before > 20
    page.locator("[name=chosen]").first.focus()
    for _each in range(20):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    expect(page.locator("[name=chosen]:checked")).to_have_count(20)
    page.get_by_role("button", name="Accept what is chosen").click()
    expect(page.locator("main")).to_contain_text("20 accepted.")
    expect(page.locator("[name=chosen]")).to_have_count(before - 20)

    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("20 are in the queue again.")
    expect(page.locator("[name=chosen]")).to_have_count(before)


def test_a_common_text_is_written_beside_its_parts_without_scripts(visit: Visitor) -> None:
    page = visit(f"/review/{PLAN}/2015/common/1.a/", as_="coordinator", scripts=False)
    page.locator("button[name=take]").first.click()
    expect(page.locator("main")).to_contain_text("stands in the common text")
    page.get_by_role("button", name="Save and mark as ready").click()
    expect(page.locator("main")).to_contain_text("The common text is ready")

    reader = visit(f"/board/{PLAN}/2015/1.a/development/", as_="development")
    reader.get_by_role("link", name="The common text of this line is ready").click()
    expect(reader.locator("h1")).to_contain_text("Common text")
    assert faults(reader) == []
