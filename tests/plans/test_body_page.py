"""The page of a body: its names, its relatives, and what it promised."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from suivi.plans.models import Plan
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count


def test_a_body_shows_its_names_and_relatives(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/bodies/interior/")
    for name in ("FPS Interior", "SPF Intérieur", "FOD Binnenlandse Zaken", "FÖD Inneres"):
        assert name in text
    assert "Its own bodies Federal Police 7 lines" in text
    assert "Belongs to Interior" in page(client, "/bodies/federal-police/")


def test_a_name_that_is_not_official_is_marked(belgian_plan: Plan, client: Client) -> None:
    assert 'SPF Intérieur</span><span class="translation-mark"' in html(client, "/bodies/interior/")


def test_its_lines_stand_below_their_objective(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/bodies/interior/")
    assert "13 lines of action." in text
    assert text.index("1. International normative framework") < text.index("Apply in Belgium")


def test_the_cells_are_those_of_the_body_itself(cast: Cast, client: Client) -> None:
    for body, step in ((cast.body, "done"), (cast.other_body, "delayed")):
        factories.make_contribution(
            cast.shared_line, body, cast.last_year, status=Status.PUBLISHED, progress=step
        )
    assert "2013: Done" in html(client, "/bodies/defence/")
    assert "2013: Delayed" not in html(client, "/bodies/defence/")
    assert "2013: Delayed" in html(client, "/bodies/justice/")


def test_lines_of_private_plans_are_for_members(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Plan.objects.update(is_public=False)
    assert "Train staff." not in page(signed_in(cast.anonymous), "/bodies/defence/")
    assert "stands on no line" in page(signed_in(cast.stranger), "/bodies/defence/")
    assert "Train staff." in page(signed_in(cast.reader), "/bodies/defence/")


def test_older_plans_are_linked(cast: Cast, client: Client) -> None:
    for number in range(4):
        plan = factories.make_plan(f"later-{number}", starts_on="2014-01-01")
        line = factories.make_provision(plan, "1", parent=factories.make_provision(plan, "1"))
        factories.make_responsibility(line, cast.body)
    markup = html(client, "/bodies/defence/")
    assert "In other plans" in markup
    assert 'href="/plans/small-plan/?body=defence"' in markup
    assert "Train staff." not in markup


def test_an_unknown_body_is_not_there(db: None, client: Client) -> None:
    assert client.get("/bodies/nobody/").status_code == 404


def test_more_lines_and_plans_take_no_more_queries(cast: Cast, client: Client) -> None:
    factories.make_body(parent=cast.body)
    few = query_count(client, "/bodies/defence/")
    for _number in range(6):
        plan = factories.make_plan()
        goal = factories.make_provision(plan, "1")
        for line in ("1.a", "1.b"):
            provision = factories.make_provision(plan, line, parent=goal)
            factories.make_responsibility(provision, cast.body)
        factories.make_body(parent=cast.body)
    assert query_count(client, "/bodies/defence/") == few
