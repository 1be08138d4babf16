"""Do the published figures of a plan leave as IATI results, exactly and with their breakdowns?"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from suivi.activities.iati.recorded import Publisher
from suivi.activities.iati.records import ACTUAL, BASELINE
from suivi.publications.iati_results import results_of
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.activities.iati.files import TODAY
from tests.cast import Cast
from tests.publications.year import full_year

SCHEMA_FILE = Path(__file__).parents[1] / "activities/iati/schema/iati-activities-schema.xsd"
HERE = "/plans/small-plan/results.xml"
US = Publisher("XM-DAC-2-10", "Belgium")


@pytest.fixture
def told(cast: Cast, settings: Any) -> Cast:
    """A year with every kind of measure, published; this installation has a publisher."""
    settings.IATI_PUBLISHER, settings.IATI_PUBLISHER_NAME = "XM-DAC-2-10", "Belgium"
    full_year(cast)
    Contribution.objects.filter(status=Status.ACCEPTED).update(status=Status.PUBLISHED)
    return cast


def values(cast: Cast, label: str) -> list[tuple[str, str, str, dict[str, str], str]]:
    """Kind, first day, value, breakdown and comment of every value of an indicator."""
    found = results_of(cast.plan, publisher=US, on=TODAY)
    return [
        (
            each.kind,
            each.starts_on,
            each.value,
            dict(each.dimensions),
            each.comments[0][1] if each.comments else "",
        )
        for indicator in found.indicators
        if any(label in text for _language, text in indicator.titles)
        for each in indicator.values
    ]


def test_the_file_is_valid_and_each_line_is_a_result(told: Cast, client: Client) -> None:
    answer = client.get(HERE)
    tree = etree.fromstring(answer.content)
    etree.XMLSchema(etree.parse(SCHEMA_FILE)).assertValid(tree)

    assert tree.findtext("iati-activity/iati-identifier") == "XM-DAC-2-10-small-plan"
    titles = tree.findall("iati-activity/result/title/narrative")
    assert next(each.text for each in titles) == "1.a Train staff."
    assert len(tree.findall("iati-activity/result")) == 1
    assert len(tree.findall("iati-activity/result/indicator")) == 8


def test_a_count_keeps_zero_reasons_bodies_and_categories_apart(told: Cast) -> None:
    assert values(told, "People trained") == [
        (BASELINE, "2012-01-01", "", {"body": "justice", "sex": "women"}, "cannot be disclosed"),
        (ACTUAL, "2014-01-01", "0", {"body": "justice", "sex": "women"}, ""),
        (ACTUAL, "2014-01-01", "1234", {"body": "justice", "sex": "men"}, ""),
        (ACTUAL, "2014-01-01", "1234", {"body": "justice"}, ""),
    ]


def test_a_share_is_a_percentage_that_says_its_two_counts(told: Cast) -> None:
    assert values(told, "Label of share") == [
        (BASELINE, "2012-01-01", "", {"body": "justice"}, "0 / 0"),
        (ACTUAL, "2013-01-01", "6.8", {"body": "justice"}, "68 / 1000"),
        (ACTUAL, "2014-01-01", "8.3", {"body": "justice"}, "79 / 952"),
    ]


def test_a_ratio_is_two_indicators_and_an_amount_has_units(told: Cast) -> None:
    assert [value for _kind, _day, value, *_more in values(told, "Label of ratio")] == ["12", "4"]
    assert values(told, "Label of amount") == [
        (BASELINE, "2012-01-01", "", {"body": "justice"}, "not available"),
        (ACTUAL, "2014-01-01", "12500.50", {"body": "justice"}, ""),
    ]


def test_a_milestone_and_an_account_are_qualitative(told: Cast) -> None:
    assert values(told, "Label of milestone") == [
        (ACTUAL, "2014-01-01", "", {"body": "justice"}, "adopted, 2014-09-15")
    ]
    assert values(told, "Label of narrative")[0][-1] == "The evaluation reads well."


def test_a_log_counts_public_activities_of_its_kinds(told: Cast) -> None:
    instrument = factories.make_instrument(told.line, text="Courses")
    factories.make_measure(instrument, "log", activity_kinds=["training"])

    assert values(told, "Courses") == [
        (BASELINE, "2012-01-01", "0", {}, ""),
        (ACTUAL, "2013-01-01", "0", {}, ""),
        (ACTUAL, "2014-01-01", "2", {}, ""),
    ]


def test_what_is_not_published_does_not_leave(told: Cast) -> None:
    Contribution.objects.filter(period=told.period).update(status=Status.ACCEPTED)

    assert {day for _kind, day, *_more in values(told, "Label of share")} == {
        "2012-01-01",
        "2013-01-01",
    }


def test_without_a_publisher_a_sentence_says_what_to_set(cast: Cast, client: Client) -> None:
    answer = client.get(HERE)

    assert answer.status_code == 403
    assert "SUIVI_IATI_PUBLISHER" in answer.content.decode()


def test_the_plan_leads_to_its_results(told: Cast, client: Client) -> None:
    assert HERE in client.get("/plans/small-plan/").content.decode()


def test_results_take_the_same_queries_for_few_lines_as_for_many(told: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            results_of(told.plan, publisher=US, on=TODAY)
        return len(found)

    before = queries()
    for number in range(20):
        line = factories.make_provision(told.plan, f"1.x{number}", parent=told.goal)
        measure = factories.make_measure(factories.make_instrument(line))
        factories.make_contribution(line, told.body, told.period, status=Status.PUBLISHED)
        factories.make_value(measure, told.body, told.period)
    assert queries() == before
