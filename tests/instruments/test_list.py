"""The list of all instruments of a plan."""

import csv
import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from suivi.plans.models import Measure, Plan
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, columns
from tests.site import html, page, query_count

LIST = "/plans/small-plan/instruments/"


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """A count with a baseline, a log on the other line, a milestone without anything."""
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True, closed_at=NOON)
    factories.make_contribution(cast.line, cast.body, baseline, status=Status.PUBLISHED)
    factories.make_value(cast.measure, cast.body, baseline, number=3000)
    factories.make_value(cast.measure, cast.body, cast.last_year, number=4711)
    log = factories.make_instrument(cast.shared_line, text="Lessons exchanged")
    factories.make_measure(log, Measure.Kind.LOG, unit="activities")
    milestone = factories.make_instrument(cast.shared_line, text="A strategy")
    factories.make_measure(milestone, Measure.Kind.MILESTONE, **columns("label", "=Strategy"))
    told = factories.make_contribution(
        cast.shared_line, cast.other_body, cast.last_year, status=Status.PUBLISHED
    )
    told.activities.add(factories.make_activity(cast.other_body))
    return cast


def test_all_instruments_stand_in_the_order_of_the_plan(filled: Cast, client: Client) -> None:
    text = page(client, LIST)
    assert "3 measures out of 3, of 3 instruments." in text
    places = [text.index(each) for each in ("People trained", "Lessons exchanged", "A strategy")]
    assert places == sorted(places)
    assert "4,711 2013 +1,711 since the baseline" in text
    assert "nothing yet" in text


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("body=justice", {"Lessons exchanged", "A strategy"}),
        ("kind=count", {"People trained"}),
        ("figures=with", {"People trained", "Lessons exchanged"}),
        ("figures=without", {"A strategy"}),
        ("words=strategy", {"A strategy"}),
        ("top=1&kind=log", {"Lessons exchanged"}),
        ("top=1&kind=log&words=nothing", set()),
    ],
)
def test_a_question_has_an_address(
    filled: Cast, client: Client, question: str, found: set[str]
) -> None:
    text = page(client, f"{LIST}?{question}")
    every = {"People trained", "Lessons exchanged", "A strategy"}
    assert {each for each in every if each in text} == found


def test_a_faulty_question_gets_a_sentence(filled: Cast, client: Client) -> None:
    text = page(client, f"{LIST}?kind=nonsense")
    assert "“nonsense” is not one of the choices" in text
    assert "3 measures out of 3" in text


def test_the_list_leaves_as_it_is_seen(filled: Cast, client: Client) -> None:
    answer = client.get(f"{LIST}table.csv?figures=with")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Monitoring instrument"] for row in rows] == ["People trained", "Lessons exchanged"]
    assert rows[0]["2012"] == "3,000"
    assert rows[0]["Newest figure"] == "4,711"
    assert rows[0]["Since the baseline"] == "'+1,711"  # a text, no formula
    assert rows[0]["Address"].endswith("/plans/small-plan/1.a/instruments/1/")
    every = client.get(f"{LIST}table.csv").content.decode("utf-8-sig")
    assert "'=Strategy" in every


def test_the_workbook_holds_texts_never_formulas(filled: Cast, client: Client) -> None:
    answer = client.get(f"{LIST}table.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows())
    assert len(rows) == 4
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_bars_beside_numbers_carry_no_ids_and_are_not_read_out(
    filled: Cast, client: Client
) -> None:
    markup = html(client, LIST)
    assert '<span class="spark" aria-hidden="true"><svg' in markup
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))


def test_the_number_of_queries_does_not_grow(filled: Cast, client: Client) -> None:
    few = query_count(client, LIST)
    for number in range(12):
        line = factories.make_provision(filled.plan, f"2.{number}", parent=filled.goal)
        measure = factories.make_measure(factories.make_instrument(line))
        factories.make_responsibility(line, filled.body)
        told = factories.make_contribution(
            line, filled.body, filled.last_year, status=Status.PUBLISHED
        )
        told.activities.add(factories.make_activity(filled.body))
        factories.make_value(measure, filled.body, filled.last_year, number=number)
    assert query_count(client, LIST) == few


def test_the_belgian_plan_has_all_its_instruments(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/plans/be-wps-2013-2016/instruments/")
    assert "132 measures out of 132, of 125 instruments." in text


def test_the_plan_leads_to_the_list(belgian_plan: Plan, client: Client) -> None:
    assert 'href="/plans/be-wps-2013-2016/instruments/"' in html(client, "/plans/be-wps-2013-2016/")
