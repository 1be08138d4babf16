"""Does a published figure that is corrected keep both numbers, with the reason?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Faults, Refused
from suivi.indicators.models import Restatement, Value
from suivi.people.models import Person
from suivi.plans.models import Dimension
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.reporting.actions import Correction, restate_value
from suivi.reporting.queries.restating import answers_from, find_question
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
FIGURE = "value:1.1::number"


@pytest.fixture
def value(cast: Cast) -> Value:
    """Defence published 52 for 2013."""
    return factories.make_value(cast.measure, cast.body, cast.last_year, number=52)


def correct(
    cast: Cast, number: str, *, by: Person | None = None, reason: str = "Counted twice."
) -> list[Restatement]:
    asked = find_question(cast.published, "1.1")
    return restate_value(
        by=by or cast.focal_point,
        at=NOON,
        contribution=cast.published,
        correction=Correction(asked, {FIGURE: number}, reason),
    )


def test_both_figures_stay_with_reason_person_and_moment(cast: Cast, value: Value) -> None:
    (restated,) = correct(cast, "48")
    value.refresh_from_db()
    assert (value.number, restated.number_before, restated.number) == (48, 52, 48)
    assert (restated.reason, restated.by, restated.at) == ("Counted twice.", cast.focal_point, NOON)


def test_a_correction_is_one_event(cast: Cast, value: Value) -> None:
    before = Event.objects.count()
    correct(cast, "48")
    event = Event.objects.order_by("-number").first()
    assert Event.objects.count() == before + 1
    assert event is not None
    assert event.verb == "restate_value"


def test_a_figure_may_be_restated_again(cast: Cast, value: Value) -> None:
    correct(cast, "48")
    correct(cast, "47", reason="One was a guest.", by=cast.coordinator)
    told = Restatement.objects.filter(value=value).in_order()
    assert [(each.number_before, each.number) for each in told] == [(52, 48), (48, 47)]


@pytest.mark.parametrize(
    ("number", "reason", "sentence"),
    [
        ("48", "  ", "Say why the figure is corrected."),
        ("52", "Nothing.", "No figure has changed."),
        ("", "Gone.", "A published figure is not taken away: correct it, or give the reason."),
        (
            "about 48",
            "Guess.",
            "“about 48” is not a number; write it as 1,234, or choose a reason.",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(
    cast: Cast, value: Value, number: str, reason: str, sentence: str
) -> None:
    with pytest.raises(Faults) as wrong:
        correct(cast, number, reason=reason)
    assert [fault.sentence for fault in wrong.value.faults] == [sentence]
    value.refresh_from_db()
    assert value.number == 52
    assert not Restatement.objects.exists()


def test_figures_must_still_stand_together(cast: Cast) -> None:
    sexes = [{"code": code, "name": {"en": code}} for code in ("women", "men")]
    Dimension.objects.create(plan=cast.plan, code="sex", name_en="Sex", categories=sexes)
    cast.measure.dimensions = ["sex"]
    cast.measure.save()
    for key, number in (("", 50), ("women", 5), ("men", 45)):
        category = {"sex": key} if key else {}
        factories.make_value(
            cast.measure, cast.body, cast.last_year, number=number, category=category
        )
    asked = find_question(cast.published, "1.1")
    stored = list(Value.objects.filter(period=cast.last_year).in_order())
    answers = answers_from(cast.measure, stored)
    assert asked.figures(answers).faults == []
    with pytest.raises(Faults, match="The parts add up to 52"):
        restate_value(
            by=cast.focal_point,
            at=NOON,
            contribution=cast.published,
            correction=Correction(asked, {**answers, "value:1.1:sex=women:number": "7"}, "More."),
        )


def test_an_open_list_comes_back_line_by_line(cast: Cast) -> None:
    Dimension.objects.create(plan=cast.plan, code="mission", name_en="Mission")
    cast.measure.dimensions = ["mission"]
    cast.measure.save()
    for position, name in enumerate(("Mali", "Congo")):
        factories.make_value(
            cast.measure,
            cast.body,
            cast.last_year,
            number=position,
            category={"mission": name},
            position=position + 1,
        )
    asked = find_question(cast.published, "1.1")
    answers = answers_from(cast.measure, list(Value.objects.order_by("position")))
    read = {value.category_key: value.number for value in asked.figures(answers).values}
    assert read == {"mission=Mali": 0, "mission=Congo": 1}


def test_only_what_is_published_is_restated(cast: Cast) -> None:
    asked = find_question(cast.draft, "1.1")
    with pytest.raises(Refused, match="not published yet"):
        restate_value(
            by=cast.focal_point,
            at=NOON,
            contribution=cast.draft,
            correction=Correction(asked, {FIGURE: "1"}, "Why."),
        )


@pytest.mark.parametrize("who", ["contributor", "clearing_officer", "other_focal_point", "reader"])
def test_others_do_not_correct_what_is_published(cast: Cast, value: Value, who: str) -> None:
    with pytest.raises(Refused, match="focal point of this body or a coordinator"):
        correct(cast, "48", by=getattr(cast, who))


def test_a_published_report_stays_and_the_next_tells_both(cast: Cast, value: Value) -> None:
    first = factories.make_report(cast.last_year)
    frozen = canonical(build_snapshot(first))
    first.snapshot, first.published_at = frozen, NOON
    first.save()
    correct(cast, "48")
    first.refresh_from_db()
    assert first.snapshot == frozen
    told = canonical(build_snapshot(factories.make_report(cast.period)))
    assert '"number":48' in told
    assert '"reason":"Counted twice."' in told
    assert '"number":52' in told


def test_the_line_shows_both_figures_and_the_reason(
    cast: Cast, value: Value, client: Client
) -> None:
    correct(cast, "48")
    page = client.get(reverse("line", args=[cast.plan.slug, "1.a"])).content.decode()
    assert "48</a><sup>1</sup>" in page
    assert "Restated on 2 February 2015: 48, before 52." in page
    assert "Counted twice." in page


def test_the_focal_point_corrects_on_a_page_with_a_reason(
    cast: Cast, value: Value, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    address = reverse("value-restate", args=[cast.plan.slug, 2013, "1.a", "defence", "1.1"])
    assert 'value="52"' in client.get(address).content.decode()
    unsaid = client.post(address, {FIGURE: "48", "reason": ""})
    assert unsaid.status_code == 422
    assert 'value="48"' in unsaid.content.decode()
    assert client.post(address, {FIGURE: "48", "reason": "Counted twice."}).status_code == 302
    value.refresh_from_db()
    assert value.number == 48


def test_a_figure_of_which_nothing_was_given_is_restated_from_nothing(cast: Cast) -> None:
    (restated,) = correct(cast, "48")
    assert (restated.number_before, restated.absence_before) == (None, "")
    assert Value.objects.get(period=cast.last_year).number == 48
