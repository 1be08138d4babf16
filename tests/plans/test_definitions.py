"""Does a measure keep every version of what it meant, and every figure its own?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.errors import Faults, Refused
from suivi.indicators.models import Value
from suivi.languages.wording import Wording
from suivi.people.models import Person
from suivi.plans.actions.definitions import define_measure, keep_definitions
from suivi.plans.actions.load_plan import load_plan
from suivi.plans.formats.stored import document_of
from suivi.plans.models import Definition, Measure, Plan
from suivi.plans.queries.definitions import breaks_of, defined
from suivi.reporting import actions
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]


def define(
    cast: Cast, text: str, year: int, *, by: Person | None = None, **facts: Any
) -> Definition:
    return define_measure(
        by=by or cast.coordinator,
        at=NOON,
        measure=cast.measure,
        text=Wording({"en": text}),
        source=facts.get("source", ""),
        reason=facts.get("reason", "It was unclear."),
        from_year=year,
        is_break=facts.get("is_break", False),
    )


def test_every_measure_of_a_plan_begins_with_version_one(belgian_plan: Plan) -> None:
    measures = Measure.objects.filter(instrument__provision__plan=belgian_plan)
    definitions = Definition.objects.filter(measure__in=measures)
    assert measures.count() == definitions.count() > 125
    assert set(definitions.values_list("number", "from_year", "is_break")) == {(1, None, False)}


def test_the_same_file_again_makes_no_version(belgian_plan: Plan) -> None:
    assert keep_definitions(belgian_plan, by=None, at=NOON) == 0


def test_a_changed_file_makes_a_version_with_its_reason_and_breaks_the_series(
    belgian_plan: Plan,
) -> None:
    document = document_of(belgian_plan)
    share = next(
        measure
        for objective in document["objectives"]
        for goal in objective["goals"]
        for line in goal["lines"]
        for instrument in line["instruments"]
        for measure in instrument["measures"]
        if measure["kind"] == "share"
    )
    share["denominator"]["en"] = "all people, those of unknown sex among them"
    load_plan(
        document=document, by=None, at=NOON, apply_changes=True, reason="The base was unclear."
    )
    (made,) = Definition.objects.filter(number=2)
    assert (made.reason, made.is_break) == ("The base was unclear.", True)
    assert made.from_year == belgian_plan.periods.filter(is_baseline=False).in_order()[0].year
    assert breaks_of(made.measure) == [made.from_year]
    assert made.measure.definitions.get(number=1).facts["denominator"]["en"].startswith("people")


def test_another_name_is_another_version_and_no_break(belgian_plan: Plan) -> None:
    measure = Measure.objects.filter(kind="amount").order_by("pk")[0]
    measure.label = Wording({**measure.label.texts, "en": "Money given"})
    measure.save()
    assert keep_definitions(belgian_plan, by=None, at=NOON) == 1
    made = measure.definitions.get(number=2)
    assert not made.is_break
    assert made.reason.startswith("The plan was loaded again")
    known = defined(measure, list(measure.definitions.in_order()), {})
    assert [(each.what, each.after) for each in known.versions[0].changes] == [
        ("name", "Money given")
    ]


def test_a_coordinator_writes_the_definition_anew_with_a_reason(cast: Cast) -> None:
    factories.make_definition(cast.measure)
    made = define(cast, "Officers posted for a month or more.", 2014, is_break=True)
    assert (made.number, made.from_year, made.by) == (2, 2014, cast.coordinator)
    assert breaks_of(cast.measure) == [2014]


@pytest.mark.parametrize(
    ("text", "facts", "place"),
    [
        ("", {}, "text"),
        ("x" * 5000, {}, "text"),
        ("Officers.", {"reason": " "}, "reason"),
        ("Officers.", {"source": "x" * 301}, "source"),
        ("Officers.", {"year": 2013}, "from_year"),
    ],
)
def test_what_a_definition_lacks_is_said(
    cast: Cast, text: str, facts: dict[str, Any], place: str
) -> None:
    factories.make_definition(cast.measure, from_year=2014)
    with pytest.raises(Faults) as wrong:
        define(cast, text, facts.pop("year", 2014), **facts)
    assert [fault.place for fault in wrong.value.faults] == [place]


@pytest.mark.parametrize("who", ["focal_point", "reader", "administrator"])
def test_others_do_not_say_what_a_measure_means(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="coordinators"):
        define(cast, "Officers.", 2014, by=getattr(cast, who))


def test_a_figure_keeps_the_definition_under_which_it_was_given(cast: Cast) -> None:
    factories.make_definition(cast.measure)
    second = define(cast, "Officers.", 2014)
    define(cast, "Officers and guards.", 2015)
    typed = actions.Typed({"account": "x", "progress": "done", "value:1.1::number": "5"}, 1)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    assert Value.objects.get(period=cast.period).definition == second


def test_the_contribution_and_the_line_show_the_version_that_holds(
    cast: Cast, signed_in: Browser
) -> None:
    factories.make_definition(cast.measure)
    define(cast, "Officers posted for a month or more.", 2014, is_break=True)
    contribution = reverse("contribution", args=[cast.plan.slug, 2014, "1.a", "defence"])
    line = reverse("line", args=[cast.plan.slug, "1.a"])
    for address in (contribution, line):
        page = signed_in(cast.focal_point).get(address).content.decode()
        assert "Definition, version 2, since 2014:" in page
        assert "Officers posted for a month or more." in page
        assert "It was unclear." in page


def test_a_series_is_cut_where_another_definition_begins(cast: Cast, client: Client) -> None:
    factories.make_definition(cast.measure)
    define(cast, "Officers posted for a month or more.", 2014, is_break=True)
    factories.make_contribution(
        cast.line, cast.other_body, cast.period, status="published", progress="done"
    )
    for period, number in ((cast.last_year, 10), (cast.period, 20)):
        factories.make_value(cast.measure, cast.body, period, number=number)
    cast.draft.status = "published"
    cast.draft.save()
    page = client.get(reverse("line", args=[cast.plan.slug, "1.a"])).content.decode()
    assert "From 2014 on another definition holds" in page
    assert "+10" not in page


def test_the_page_of_a_definition_keeps_what_was_typed(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("measure-definition", args=[cast.plan.slug, "1.a", "1.1"])
    facts = {"text_en": "Officers.", "from_year": "2014", "reason": ""}
    unsaid = client.post(address, facts)
    assert unsaid.status_code == 422
    assert "Officers." in unsaid.content.decode()
    assert client.post(address, {**facts, "reason": "It was unclear."}).status_code == 302
    assert cast.measure.definitions.get().text.texts == {"en": "Officers."}


def test_a_measure_of_another_key_has_no_page(cast: Cast, signed_in: Browser) -> None:
    address = reverse("measure-definition", args=[cast.plan.slug, "1.a", "9.9"])
    assert signed_in(cast.coordinator).get(address).status_code == 404
