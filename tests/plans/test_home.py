"""The front page: every plan at a glance, the newest reports, a way to search."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.plans.models import Plan
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count


@pytest.mark.django_db
def test_without_a_plan_the_page_says_how_one_is_loaded(client: Client) -> None:
    assert "./suivi plan load" in page(client, "/")


def test_a_plan_shows_its_years_and_how_many_lines_and_bodies_it_has(
    cast: Cast, client: Client
) -> None:
    text = page(client, "/")
    assert "2013–2016" in text
    assert "2 lines" in text
    assert "2 bodies responsible" in text


def test_the_bar_counts_the_lines_of_the_newest_year_told(cast: Cast, client: Client) -> None:
    text = page(client, "/")
    assert "Progress in 2013, by number of lines" in text
    assert "1 On track" in text
    assert "1 No information" in text


def test_what_is_not_published_is_not_counted(cast: Cast, client: Client) -> None:
    assert "In progress" not in page(client, "/")


def test_a_plan_on_which_nothing_was_told_says_so(db: None, client: Client) -> None:
    plan = factories.make_plan()
    factories.make_provision(plan, "1", parent=factories.make_provision(plan, "1"))
    assert "Nothing has been reported on it yet." in page(client, "/")


def test_an_outline_says_that_its_lines_are_not_known(db: None, client: Client) -> None:
    factories.make_plan(levels=(), is_outline=True)
    assert "known in outline only" in page(client, "/")


def test_the_newest_reports_stand_first(cast: Cast, client: Client) -> None:
    factories.make_report(cast.last_year, published=True)
    factories.make_report(cast.period, published=True)
    text = page(client, "/")
    assert text.index("Report to parliament on 2014") < text.index("Report to parliament on 2013")


def test_a_report_that_is_being_written_is_not_named(cast: Cast, client: Client) -> None:
    factories.make_report(cast.last_year)
    assert "Report to parliament on 2013" not in page(client, "/")


def test_a_private_plan_is_listed_for_its_members_only(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Plan.objects.update(is_public=False)
    name = str(cast.plan.said_short_title)
    assert name not in page(signed_in(cast.anonymous), reverse("plans"))
    assert name not in page(signed_in(cast.stranger), reverse("plans"))
    assert name in page(signed_in(cast.reader), reverse("plans"))


def test_sample_content_is_marked(cast: Cast, client: Client) -> None:
    cast.published.is_sample = True
    cast.published.save()
    assert "Sample content" in page(client, "/")


def test_what_is_no_sample_is_not_marked(cast: Cast, client: Client) -> None:
    assert "Sample content" not in page(client, "/")


def test_the_newest_plans_stand_on_the_front_page_and_lead_to_all(
    cast: Cast, client: Client
) -> None:
    for year in range(1990, 2002):
        factories.make_plan(starts_on=f"{year}-01-01")
    markup = html(client, "/")
    assert markup.count("<article") == 10
    assert '<a href="/plans/">All 13 plans</a>' in markup
    assert html(client, "/plans/").count("<article") == 13


@pytest.mark.parametrize("address", ["/", "/plans/", "/reports/"])
def test_a_kept_list_shows_at_once_what_is_published(
    cast: Cast, client: Client, address: str
) -> None:
    before = page(client, address)
    cast.draft.status = Status.PUBLISHED
    cast.draft.version = 1
    cast.draft.save()
    factories.make_report(cast.period, published=True)
    assert page(client, address) != before


def test_a_signed_in_person_never_gets_what_was_kept(
    cast: Cast, client: Client, signed_in: Callable[[Any], Client]
) -> None:
    page(client, "/plans/")
    Plan.objects.update(short_title_en="Renamed without a load")
    assert "Renamed without a load" not in page(client, "/plans/")
    assert "Renamed without a load" in page(signed_in(cast.reader), "/plans/")


@pytest.mark.parametrize("address", ["/", "/plans/", "/reports/"])
def test_more_plans_and_years_take_no_more_queries(
    cast: Cast, client: Client, address: str
) -> None:
    factories.make_report(cast.last_year, published=True)
    few = query_count(client, address)
    for _plan in range(4):
        plan = factories.make_plan()
        line = factories.make_provision(plan, "1.a", parent=factories.make_provision(plan, "1"))
        factories.make_responsibility(line, cast.body)
        for year in (2013, 2014, 2015):
            period = factories.make_period(plan, year)
            factories.make_contribution(line, cast.body, period, status=Status.PUBLISHED)
            factories.make_report(period, published=True)
    assert query_count(client, address) == few


def test_the_bar_has_the_look_and_the_sign_of_its_legend(cast: Cast, client: Client) -> None:
    for number in range(8):
        line = factories.make_provision(cast.plan, f"1.y{number}", parent=cast.goal)
        step = "dropped" if number < 4 else "delayed"
        factories.make_contribution(
            line, cast.body, cast.last_year, status="published", progress=step
        )
    shown = html(client, "/")
    bar, legend = shown.split('<svg class="progress-bar"')[1].split("</svg>")
    for look, sign in (("dropped", "×"), ("delayed", "!")):
        assert f'<rect class="{look}"' in bar
        assert f'<text class="{look}"' in bar
        assert f'class="cell {look}"' in legend
        assert f">{sign}</text>" in bar
    assert 'fill="url(#stripes-' in bar
