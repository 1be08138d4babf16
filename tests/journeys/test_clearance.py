"""Does a department clear in steps: a silent cabinet, an alternate while the holder is away, and a
contributor who submits for a focal point who is ill?"""

from datetime import date, timedelta
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor, faults, overflows
from tests.journeys.test_year import _fill_in

pytestmark = pytest.mark.journey
PLAN: Final = "be-wps-2013-2016"
STEPS: Final = f"/plans/{PLAN}/clearance/foreign-affairs/"
TASK: Final = "ul.task-list a[href*='/foreign-affairs/']"


def test_a_silent_cabinet_is_seen_coming_and_on_record(visit: Visitor) -> None:
    cabinet = visit("/my-work/", as_="cabinet.foreign-affairs")
    expect(cabinet.locator("main")).to_contain_text("cabinet (sample)")
    cabinet.locator(TASK).first.click()
    expect(cabinet.locator("#clearance + ol")).to_contain_text("Agnes Sample")
    assert faults(cabinet) == []
    assert not overflows(cabinet)

    coordinator = visit(f"/review/{PLAN}/2015/?body=foreign-affairs", as_="coordinator")
    entries = coordinator.locator(".review-queue tbody th a")
    addresses = [each.get_attribute("href") or "" for each in entries.all()]
    silent = 0
    for address in addresses:
        coordinator.goto(address)
        silent += coordinator.locator(".chain .tag", has_text="silence").count()
    assert silent == 1


def test_an_alternate_clears_while_the_holder_is_away(visit: Visitor) -> None:
    deputy = visit("/my-work/", as_="deputy.foreign-affairs")
    expect(deputy.locator(TASK)).to_have_count(0)

    officer = visit("/my-work/", as_="clearing.foreign-affairs")
    officer.get_by_role("link", name="Say that you are away").click()
    today = date.today()  # noqa: DTZ011 (as a person at this machine reads it)
    officer.fill("[name=from_on]", f"{today - timedelta(days=1)}")
    officer.fill("[name=until_on]", f"{today + timedelta(days=7)}")
    assert faults(officer) == []
    officer.get_by_role("button", name="Save").click()
    expect(officer.locator("main")).to_contain_text("Alternates are asked meanwhile")
    expect(officer.locator(TASK)).to_have_count(0)

    deputy.reload()
    address = deputy.locator(TASK).first.get_attribute("href") or ""
    deputy.locator(TASK).first.click()
    deputy.locator("form[action$='/move/clear/'] button").click()
    expect(deputy.locator(".govuk-notification-banner").first).to_be_visible()
    reader = visit(address, as_="coordinator.foreign-affairs")
    expect(reader.locator(".chain")).to_contain_text("Denis Exemple for Agnes Sample")
    expect(reader.locator(".waits")).to_contain_text("cabinet (sample)")


def test_a_contributor_submits_for_a_focal_point_who_is_ill(visit: Visitor) -> None:
    page = visit("/my-work/", as_="contributor.defence")
    page.locator("ul.task-list a[href*='/defence/']").first.click()
    _fill_in(page, "What was done, in two sentences.")
    page.get_by_role("button", name="Save and go on").last.click()
    expect(page.locator("main")).to_contain_text("Saved.")
    page.get_by_role("link", name="Submit in the name of the focal point").click()
    assert faults(page) == []
    page.fill("[name=reason]", "The focal point is ill.")
    page.get_by_role("button", name="Submit in their name").click()
    expect(page.locator("main")).to_contain_text("The focal point is ill.")
    expect(page.locator("main")).to_contain_text("Kaat Proefman")


def test_an_administrator_sets_up_a_step(visit: Visitor) -> None:
    page = visit(STEPS, as_="coordinator.foreign-affairs")
    page.get_by_role("link", name="Add a step").click()
    page.fill("[name=name_en]", "secretary-general")
    page.locator("select[name^=seat_]").first.select_option("holder")
    page.get_by_role("button", name="Add the step").click()
    expect(page.locator("ol.chain")).to_contain_text("secretary-general")
    page.get_by_role("button", name="Move up secretary-general").click()
    expect(page.locator("ol.chain > li").nth(1)).to_contain_text("secretary-general")
    page.get_by_role("link", name="End this step secretary-general").click()
    assert faults(page) == []
    page.get_by_role("button", name="End this step").click()
    expect(page.locator("ol.chain > li")).to_have_count(2)
