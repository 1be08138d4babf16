"""Can a focal point write calmly: without a connection, beside last year, knowing what lacks?"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PLAN = "be-wps-2013-2016"


def _drafts(page: Page) -> int:
    """How many drafts this browser keeps."""
    found: int = page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('suivi-draft:')).length"
    )
    return found


def _accept(dialog: Dialog) -> None:
    dialog.accept()


def _open(visit: Visitor, as_: str, *, number: int = 0, scripts: bool = True) -> Page:
    """A contribution that waits for this department."""
    page = visit("/my-work/", as_=as_, scripts=scripts)
    page.locator(f".task-list a[href*='/board/{PLAN}/2015/'][href$='/{as_}/']").nth(number).click()
    expect(page.locator("#contribution-form")).to_be_visible()
    return page


def test_offline_for_a_moment_loses_nothing(visit: Visitor) -> None:
    page = _open(visit, "defence", number=1)
    page.context.set_offline(True)
    page.fill("[name=account]", "Typed in a tunnel.")
    expect(page.get_by_text("No connection. Your words are kept in this browser")).to_be_visible()
    assert _drafts(page) == 1
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=15_000)
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('suivi-draft:'))")
    page.reload()
    expect(page.locator("[name=account]")).to_have_value("Typed in a tunnel.")
    expect(page.get_by_text("Words from this browser that were not saved")).to_have_count(0)


def test_what_was_typed_before_a_crash_is_offered_again(visit: Visitor) -> None:
    page = _open(visit, "defence", number=5)
    page.on("dialog", _accept)
    page.context.set_offline(True)
    page.fill("[name=account]", "Typed before the crash.")
    expect(page.locator("[data-offline]")).to_be_visible()
    # The tab closes as in a crash, before anything was sent again.
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    other = context.new_page()
    other.goto(address)
    offer = other.get_by_role("region", name="Words from this browser that were not saved")
    expect(offer).to_contain_text("Typed before the crash.")
    assert faults(other) == []
    offer.get_by_role("button", name="Put back").click()
    expect(other.locator("[name=account]")).to_have_value("Typed before the crash.")
    expect(other.locator("#save-state")).to_contain_text("Saved at", timeout=15_000)


def test_signing_out_leaves_no_words_in_the_browser(visit: Visitor) -> None:
    page = _open(visit, "interior")
    page.on("dialog", _accept)
    page.context.set_offline(True)
    page.fill("[name=account]", "On a shared machine.")
    expect(page.locator("[data-offline]")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/accounts/logout/")
    page.locator("main form[data-forgets] button").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert _drafts(page) == 0


def test_the_keys_that_save_everywhere_save_here(visit: Visitor) -> None:
    page = _open(visit, "defence", number=3)
    page.fill("[name=account]", "Saved by the keys.")
    page.keyboard.press("Control+s")
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=900)


def test_the_list_of_what_is_missing_follows_what_is_typed(visit: Visitor) -> None:
    page = _open(visit, "defence", number=4)
    picture(page, "contribution-missing")
    missing = page.locator("#checklist")
    expect(missing).to_contain_text("Judge the progress of the line.")
    missing.get_by_role("link", name="Judge the progress of the line.").click()
    expect(page.locator("#id_progress_0")).to_be_focused()
    page.check("[name=progress][value=on_track]")
    expect(missing).not_to_contain_text("Judge the progress of the line.", timeout=10_000)


def test_last_year_stands_beside_this_year_with_what_differs(visit: Visitor) -> None:
    page = _open(visit, "defence")
    page.get_by_role("button", name=re.compile("Show what differs from")).click()
    difference = page.locator("#compare")
    expect(difference.get_by_role("heading", name=re.compile("What differs from"))).to_be_visible()
    page.fill("[name=account]", "Words that were never said before.")
    expect(difference.locator("ins")).to_contain_text(["new words", "Words"], timeout=10_000)
    picture(page, "contribution-compared")
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert not overflows(page)


def test_the_activities_of_the_year_are_added_in_one_go_and_taken_back(visit: Visitor) -> None:
    page = _open(visit, "defence", scripts=False)
    adding = page.get_by_role("button", name=re.compile("^Add (it|all)"))
    expect(adding).to_be_visible()
    page.fill("[name=account]", "Typed without a script.")
    adding.click()
    expect(page.locator("#offered")).to_contain_text(re.compile("activit(y was|ies were) added"))
    expect(page.locator("[name=account]")).to_have_value("Typed without a script.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#offered")).to_contain_text("not yet reported: add")


def test_one_contribution_with_a_figure_and_evidence_takes_few_clicks(
    visit: Visitor, tmp_path: Path
) -> None:
    """Counted: what a person clicks, from My work to the evidence that was handed over."""
    clicks = 0

    def click(page: Page, selector: str) -> None:
        nonlocal clicks
        clicks += 1
        page.locator(selector).first.click()

    page = visit("/my-work/", as_="justice")
    click(page, f".task-list a[href*='/board/{PLAN}/2015/'][href$='/justice/']")
    click(page, "[name=account]")
    page.keyboard.type("Two seminars were held.")
    click(page, "[name=progress][value=on_track]")
    click(page, "button[name=add_activity]")
    page.fill("[name=title]", "Seminar")
    page.select_option("[name=kind]", "training")
    page.fill("[name=started_on]", "2015-03-12")
    page.locator("main form").evaluate(
        "form => form.querySelectorAll('details').forEach(each => { each.open = true; })"
    )
    paper = tmp_path / "programme.txt"
    paper.write_text("Programme", encoding="utf-8")
    page.fill("[name=evidence_1_title]", "Programme")
    page.set_input_files("[name=evidence_1_file]", paper)
    click(page, "main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Seminar")
    assert clicks <= 5
