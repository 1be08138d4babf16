"""The pages of instruments: over the years, and one year down to its rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from suivi.plans.models import Dimension, Measure, Plan
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, columns
from tests.site import html, page, query_count, words

ONE = "/plans/small-plan/1.a/instruments/1/"


def year(cast: Cast, number: int) -> str:
    """The page of a year of the instrument of line 1.a."""
    return f"{ONE}{number}/"


@pytest.fixture
def figures(cast: Cast) -> Cast:
    """Defence: a baseline, 2013 published, 2014 a draft."""
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True, closed_at=NOON)
    factories.make_contribution(cast.line, cast.body, baseline, status=Status.PUBLISHED)
    factories.make_value(cast.measure, cast.body, baseline, number=3000)
    factories.make_value(cast.measure, cast.body, cast.last_year, number=4711)
    factories.make_value(cast.measure, cast.body, cast.period, number=8150)
    return cast


def by_sex(cast: Cast) -> None:
    """Categories of sex for the plan."""
    Dimension.objects.create(
        plan=cast.plan,
        code="sex",
        categories=[
            {"code": code, "name": {"en": code, "fr": f"{code} (fr)"}}
            for code in ("women", "men", "unknown")
        ],
        **columns("name", "Sex"),
    )


def test_an_instrument_is_shown_against_its_baseline(figures: Cast, client: Client) -> None:
    text = page(client, ONE)
    assert "People trained" in text
    assert "4,711 in 2013, 1,711 more than in the baseline 2012." in text
    assert "+1,711" in text
    assert "Figures are added up over bodies and categories." in text


def test_every_figure_leads_to_its_rows(figures: Cast, client: Client) -> None:
    markup = html(client, ONE)
    assert '<a href="./2013/">4,711</a>' in markup
    rows = words(html(client, year(figures, 2013)))
    assert "Defence 4,711" in rows
    assert "Defence, 2013" in rows


@pytest.mark.parametrize("reader", ["anonymous", "stranger", "reader", "other_focal_point"])
def test_what_is_not_published_does_not_exist_for_others(
    figures: Cast, signed_in: Callable[[Any], Client], reader: str
) -> None:
    browser = signed_in(figures.member(reader))
    assert "8,150" not in html(browser, ONE)
    assert browser.get(year(figures, 2014)).status_code == 404
    assert "8,150" not in html(browser, "/plans/small-plan/instruments/")
    table = browser.get("/plans/small-plan/instruments/table.csv").content.decode()
    assert "8,150" not in table
    assert "4,711" in table


@pytest.mark.parametrize("reader", ["focal_point", "contributor", "coordinator"])
def test_who_sees_a_draft_sees_its_figures_marked(
    figures: Cast, signed_in: Callable[[Any], Client], reader: str
) -> None:
    browser = signed_in(figures.member(reader))
    assert "8,150" in html(browser, ONE)
    assert '<span class="tag">draft</span>' in html(browser, year(figures, 2014))


def test_an_instrument_of_a_private_plan_exists_for_members_only(
    figures: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Plan.objects.update(is_public=False)
    places = (ONE, year(figures, 2013), "/plans/small-plan/instruments/")
    assert [signed_in(figures.reader).get(place).status_code for place in places] == [200] * 3
    assert [signed_in(figures.stranger).get(place).status_code for place in places] == [404] * 3


def test_an_instrument_or_year_that_is_not_there_is_not_found(
    figures: Cast, client: Client
) -> None:
    for place in (
        "/plans/small-plan/1.a/instruments/2/",
        "/plans/small-plan/9.z/instruments/1/",
        year(figures, 1999),
        "/plans/small-plan/instruments/table.ods",
    ):
        assert client.get(place).status_code == 404, place


def test_a_percentage_opens_to_its_two_counts(cast: Cast, client: Client) -> None:
    share = factories.make_measure(
        factories.make_instrument(cast.line, text="Women posted"),
        Measure.Kind.SHARE,
        **columns("numerator", "women"),
        **columns("denominator", "staff"),
    )
    factories.make_value(share, cast.body, cast.last_year, number=79, denominator=952)
    text = page(client, "/plans/small-plan/1.a/instruments/2/2013/")
    assert "women staff Figure Defence 79 952 8.3%" in text
    assert "Women were 8.3% of staff in 2013 (79 of 952)." in page(
        client, "/plans/small-plan/1.a/instruments/2/"
    )


def test_a_total_opens_to_its_parts_and_says_what_is_missing(cast: Cast, client: Client) -> None:
    measure = factories.make_measure(factories.make_instrument(cast.shared_line))
    Contribution.objects.filter(provision=cast.shared_line).delete()
    third = factories.make_body("police", name="Police")
    factories.make_responsibility(cast.shared_line, third)
    for body, number in ((cast.body, 5), (cast.other_body, 7)):
        told = {"status": Status.PUBLISHED}
        factories.make_contribution(cast.shared_line, body, cast.last_year, **told)
        factories.make_value(measure, body, cast.last_year, number=number)
    text = page(client, "/plans/small-plan/1.b/instruments/1/2013/")
    assert "Incomplete: 1 of 3 bodies has not reported." in text
    assert "Defence 5" in text
    assert "Justice 7" in text
    assert "Police not yet reported" in text
    assert "All bodies 12" in text


def test_zero_reasons_and_blanks_differ_on_the_page(cast: Cast, client: Client) -> None:
    by_sex(cast)
    cast.measure.dimensions = ["sex"]
    cast.measure.save()
    for code, facts in (
        ("women", {"number": 0}),
        ("men", {"number": 12}),
        ("unknown", {"absence": "confidential"}),
    ):
        category = {"sex": code}
        factories.make_value(cast.measure, cast.body, cast.last_year, category=category, **facts)
    text = page(client, year(cast, 2013))
    assert "women 0" in text
    assert "unknown cannot be disclosed" in text
    assert "Total 12" in text
    assert "Incomplete: 1 of 3 parts has no figure." in text
    assert "unknown cannot be disclosed" in page(client, ONE)


def test_a_body_that_gave_a_reason_is_missing_from_the_total_of_all(
    cast: Cast, client: Client
) -> None:
    measure = factories.make_measure(factories.make_instrument(cast.shared_line))
    Contribution.objects.filter(provision=cast.shared_line).delete()
    for body, facts in (
        (cast.body, {"number": 5}),
        (cast.other_body, {"absence": "not_available"}),
    ):
        told = {"status": Status.PUBLISHED}
        factories.make_contribution(cast.shared_line, body, cast.last_year, **told)
        factories.make_value(measure, body, cast.last_year, **facts)
    text = page(client, "/plans/small-plan/1.b/instruments/1/2013/")
    assert "All bodies 5" in text
    assert "Incomplete: 1 of 2 parts has no figure." in text


def test_a_mission_that_is_not_named_in_a_year_leaves_its_total_complete(
    cast: Cast, client: Client
) -> None:
    Dimension.objects.create(plan=cast.plan, code="mission", **columns("name", "Mission"))
    cast.measure.dimensions = ["mission"]
    cast.measure.save()
    before = factories.make_period(cast.plan, 2012, closed_at=NOON)
    factories.make_contribution(cast.line, cast.body, before, status=Status.PUBLISHED)
    for period, mission, number in (
        (before, "Kabul", 5),
        (cast.last_year, "Kabul", 6),
        (cast.last_year, "Kinshasa", 2),
    ):
        category = {"mission": mission}
        factories.make_value(cast.measure, cast.body, period, category=category, number=number)
    assert "Incomplete" not in page(client, year(cast, 2012))
    assert "5*" not in page(client, ONE)
    assert "* One part or more is missing" not in page(client, ONE)


def test_a_log_counts_activities_once_and_lists_them_with_their_evidence(
    cast: Cast, client: Client
) -> None:
    log = factories.make_measure(
        factories.make_instrument(cast.line), Measure.Kind.LOG, activity_kinds=["training"]
    )
    assert log.kind == "log"
    course = factories.make_activity(
        cast.body, title="Course in Kinshasa", started_on=date(2013, 5, 6), countries=["CD"]
    )
    factories.make_link(course)
    hidden = factories.make_activity(cast.body, title="Closed meeting", is_public=False)
    other = factories.make_activity(cast.body, title="A treaty", kind="agreement")
    cast.published.activities.set([course, hidden, other])
    for place in (
        "/plans/small-plan/1.a/instruments/2/",
        "/plans/small-plan/1.a/instruments/2/2013/",
    ):
        markup = html(client, place)
        assert f'href="/activities/{course.uid}/"' in markup
        assert 'href="https://example.org/report"' in markup
        assert 'href="/countries/cd/"' in markup
        assert "Closed meeting" not in markup
        assert "A treaty" not in markup
    assert "1 activity counts for this year." in page(
        client, "/plans/small-plan/1.a/instruments/2/2013/"
    )


def test_a_year_of_a_log_without_activities_gives_its_reason_never_zero(
    cast: Cast, client: Client
) -> None:
    log = factories.make_measure(factories.make_instrument(cast.line), Measure.Kind.LOG)
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True, closed_at=NOON)
    factories.make_contribution(cast.line, cast.body, baseline, status=Status.PUBLISHED)
    factories.make_value(log, cast.body, baseline, absence="not_available")
    cast.published.activities.add(factories.make_activity(cast.body))
    text = page(client, "/plans/small-plan/1.a/instruments/2/")
    assert "Total not available 1" in text
    line = page(client, "/plans/small-plan/1.a/")
    assert "Number not available 1" in line


def test_a_log_says_when_a_body_that_answers_was_not_heard(cast: Cast, client: Client) -> None:
    factories.make_measure(factories.make_instrument(cast.shared_line), Measure.Kind.LOG)
    Contribution.objects.filter(provision=cast.shared_line).delete()
    told = factories.make_contribution(
        cast.shared_line, cast.body, cast.last_year, status=Status.PUBLISHED
    )
    told.activities.add(factories.make_activity(cast.body))
    assert "Incomplete: 1 of 2 parts has no figure." in page(
        client, "/plans/small-plan/1.b/instruments/1/2013/"
    )
    line = page(client, "/plans/small-plan/1.b/")
    assert "Number 1*" in line
    assert "* One part or more is missing from this total." in line


def test_milestones_and_accounts_are_shown_by_body_and_year(cast: Cast, client: Client) -> None:
    instrument = factories.make_instrument(cast.line, text="A plan")
    milestone = factories.make_measure(instrument, Measure.Kind.MILESTONE)
    account = factories.make_measure(instrument, Measure.Kind.NARRATIVE)
    factories.make_value(
        milestone, cast.body, cast.last_year, state="adopted", reached_on=date(2013, 9, 15)
    )
    factories.make_value(account, cast.body, cast.last_year, text="It reads well.", language="en")
    for place in (
        "/plans/small-plan/1.a/instruments/2/",
        "/plans/small-plan/1.a/instruments/2/2013/",
    ):
        text = page(client, place)
        assert "adopted, 15 September 2013" in text
        assert "It reads well." in text


def test_the_indicators_of_others_are_named(figures: Cast, client: Client) -> None:
    indicator = factories.make_indicator(factories.make_edition("eu"), "8")
    factories.make_pair(figures.measure.instrument, indicator)
    assert "EU 8" in page(client, ONE)


def test_the_line_leads_to_its_instruments(figures: Cast, client: Client) -> None:
    assert f'href="{ONE}"' in html(client, "/plans/small-plan/1.a/")


@pytest.mark.parametrize("place", [ONE, f"{ONE}2013/"])
def test_the_number_of_queries_does_not_grow(figures: Cast, client: Client, place: str) -> None:
    first = factories.make_activity(figures.body, provisions=[figures.line])
    factories.make_link(first)
    figures.published.activities.add(first)
    few = query_count(client, place)
    for number in range(6):
        body = factories.make_body(f"another-{number}")
        factories.make_responsibility(figures.line, body)
        told = factories.make_contribution(
            figures.line, body, figures.last_year, status=Status.PUBLISHED
        )
        factories.make_value(figures.measure, body, figures.last_year, number=number)
        activity = factories.make_activity(body, provisions=[figures.line])
        factories.make_link(activity)
        told.activities.add(activity)
    assert query_count(client, place) == few
