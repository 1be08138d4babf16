"""Does a target come in with the plan, go out with it, and stand where the figure stands?"""

import copy
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.plans.actions.load_plan import load_plan
from suivi.plans.exports.workbook import workbook_bytes
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.documents import DATA_DIR, Document
from suivi.plans.formats.stored import document_of, plan_bytes
from suivi.plans.imports.workbook import read_workbook
from suivi.plans.models import Measure, Plan
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.plans.files import told

SAMPLE = DATA_DIR / "example-four-levels.json"


def measures(part: Any) -> list[Document]:
    """Every measure of a document, in order."""
    if isinstance(part, list):
        return [measure for each in part for measure in measures(each)]
    if not isinstance(part, dict):
        return []
    below = [each for key, each in part.items() if key != "measures"]
    return [*part.get("measures", []), *(found for each in below for found in measures(each))]


@pytest.fixture
def aimed() -> Document:
    """The sample plan, with a target on each measure that takes one."""
    document: Document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for measure in measures(document):
        if measure["kind"] in {"share", "ratio"}:
            measure["target"] = {"number": 25, "of": 100, "year": 2028}
        elif measure["kind"] in {"count", "amount", "log"}:
            measure["target"] = {"number": 500, "year": 2028}
    return document


def test_a_plan_with_targets_loads_and_comes_back_byte_for_byte(db: None, aimed: Document) -> None:
    plan = load_plan(document=aimed, by=None, at=NOON).plan
    assert plan_bytes(plan) == canonical(aimed)
    assert Measure.objects.filter(target__isnull=False).count() > 1


def test_the_target_of_an_amount_is_kept_in_hundredths(belgian_plan: Plan) -> None:
    document = document_of(belgian_plan)
    amount = next(each for each in measures(document) if each["kind"] == "amount")
    amount["target"] = {"number": 500, "year": 2016}
    load_plan(document=document, by=None, at=NOON, apply_changes=True)
    assert Measure.objects.get(target__isnull=False).target == 50_000
    assert document_of(belgian_plan) == document


def test_targets_go_through_the_spreadsheet_and_back(db: None, aimed: Document) -> None:
    plan = load_plan(document=aimed, by=None, at=NOON).plan
    reading = read_workbook(workbook_bytes(document_of(plan)))
    assert reading.faults == ()
    assert canonical(reading.document) == canonical(aimed)


def test_the_belgian_plan_has_no_target_and_stays_as_it_is(belgian_plan: Plan) -> None:
    file = (DATA_DIR / "be-wps-2013-2016.json").read_bytes()
    assert plan_bytes(belgian_plan) == file
    assert b'"target"' not in file


@pytest.mark.parametrize(
    ("kind", "target", "sentence"),
    [
        ("share", {"number": 25, "year": 2028}, "target.of: is missing: say out of how many"),
        ("count", {"number": 25, "of": 100, "year": 2028}, "target.of: a measure “count” has none"),
        ("count", {"number": 25}, "target.year: is missing"),
        ("count", {"number": -1, "year": 2028}, "target.number: must be at least 0"),
        ("count", {"number": "many", "year": 2028}, "target.number: must be a whole number"),
        ("milestone", {"number": 1, "year": 2028}, "target: a measure “milestone” has none"),
    ],
)
def test_a_target_that_cannot_be_is_told_with_its_place(
    aimed: Document, kind: str, target: Document, sentence: str
) -> None:
    document = copy.deepcopy(aimed)
    next(each for each in measures(document) if each["kind"] == kind)["target"] = target
    assert [fault.endswith(sentence) for fault in told(document)] == [True], told(document)


def test_too_many_categories_are_told_before_anybody_must_fill_them_in(aimed: Document) -> None:
    document = copy.deepcopy(aimed)
    many = [{"code": f"c{number}", "name": f"Category {number}"} for number in range(401)]
    dimensions = document.setdefault("dimensions", [])
    dimensions.append({"code": "many", "name": "Many", "categories": many})
    next(each for each in measures(document) if each["kind"] == "count")["dimensions"] = ["many"]
    (fault,) = told(document)
    assert fault.endswith("makes 401 combinations of categories; at most 400 are possible")


def test_a_target_stands_beside_the_figure(cast: Cast, client: Client) -> None:
    Measure.objects.filter(pk=cast.measure.pk).update(target=60, target_year=2016)
    factories.make_value(cast.measure, cast.body, cast.last_year, number=52)
    page = client.get(reverse("line", args=[cast.plan.slug, "1.a"])).content.decode()
    assert page.count("Target for 2016: 60") == 2
    client.force_login(cast.focal_point)
    desk = reverse("contribution", args=[cast.plan.slug, 2014, "1.a", "defence"])
    assert "Target for 2016: 60" in client.get(desk).content.decode()
