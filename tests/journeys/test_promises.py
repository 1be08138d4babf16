"""A promise comes back in its year. Can it be answered, another be marked, all be followed?"""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor, faults, overflows

pytestmark = pytest.mark.journey
PLAN = "be-wps-2013-2016"
LINE = f"/board/{PLAN}/2015/1.c/development/"
SAID = "De modeltekst zal op 30 juni 2016 in alle landen worden gebruikt."


def test_a_promise_is_answered_and_another_marked_without_script(visit: Visitor) -> None:
    page = visit(LINE, as_="development", scripts=False)
    expect(page.get_by_text("1 promise made before awaits an answer")).to_be_visible()
    page.get_by_label("Next steps").fill(SAID)
    page.get_by_label("Late: it comes on another day").check()
    page.get_by_label("The day on which it was kept, or the new day or year").fill("2016")
    page.get_by_role("button", name="Save and go on").last.click()
    page.get_by_role("button", name="Mark as a promise").click()

    expect(page.get_by_label("Promise 1: what will be done")).to_have_value(SAID)
    expect(page.get_by_label("Promise 1: by when")).to_have_value("2016-06-30")
    expect(page.get_by_label("Late: it comes on another day")).to_be_checked()
    expect(page.get_by_text("awaits an answer")).to_have_count(0)


def test_the_answer_and_the_promise_fit_320_pixels(visit: Visitor) -> None:
    page = visit(LINE, as_="development", width=320)
    expect(page.get_by_label("Promise 1: what will be done")).to_be_visible()
    assert faults(page) == []
    assert not overflows(page)


def test_everyone_follows_a_promise_to_what_shows_it(visit: Visitor) -> None:
    page = visit(f"/plans/{PLAN}/promises/")
    page.locator("#ledger-state").select_option("kept")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("La version consolidée du rapport").first).to_be_visible()
    page.get_by_role("link", name="Version de vulgarisation du rapport périodique").click()

    expect(page.get_by_role("heading", name="Version de vulgarisation")).to_be_visible()
    assert faults(page) == []
