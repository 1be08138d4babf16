"""A focal point leaves in mid-round: does the successor begin without asking anybody?"""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, faults, overflows

pytestmark = pytest.mark.journey
PLAN = "be-wps-2013-2016"
PEOPLE = f"/plans/{PLAN}/people/"


def manage(page: Page, words: str) -> None:
    """Opens what can be done with the one person that is found."""
    page.goto(f"{PEOPLE}?words={words}&role=focal_point")
    page.get_by_text(re.compile("^Manage")).first.click()


def test_a_role_passes_on_and_the_successor_finds_everything(visit: Visitor) -> None:
    page = visit(PEOPLE, as_="coordinator", scripts=False)
    manage(page, "Fedasil")
    page.get_by_role("link", name=re.compile("^Hand over")).click()
    page.get_by_label("Or the e-mail address of somebody else").fill("justice@example.org")
    page.get_by_role("button", name="Hand over").click()
    page.get_by_text("The role went to Joris Voorbeeld").wait_for()

    desk = visit("/my-work/", as_="justice")
    desk.get_by_role("link", name="Handover page of Fedasil").click()
    assert desk.get_by_text("Femke Proefman").count()
    assert faults(desk) == []


def test_a_coordinator_sees_what_a_member_sees_and_stops(visit: Visitor) -> None:
    page = visit(PEOPLE, as_="coordinator")
    manage(page, "Defence")
    page.get_by_role("button", name=re.compile("^See the plan as they do")).click()
    assert page.get_by_text("as Dries Voorbeeld sees it").count() == 1
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert not overflows(page)

    page.get_by_role("link", name=re.compile("^10.c")).first.click()
    assert page.get_by_text("as Dries Voorbeeld sees it").count() == 1
    page.get_by_role("button", name="Stop looking").click()
    page.wait_for_url(f"**{PEOPLE}")
    assert page.get_by_text("sees it. Nothing can be changed").count() == 0
