"""Do the cells of a measure say what was typed, and refuse what cannot be?"""

from datetime import date

import pytest

from suivi.plans.models import Dimension, Measure
from suivi.reporting.answers import Question, from_request, missing, question
from suivi.reporting.grids import rows_of
from tests import factories
from tests.cast import Cast

SEX = [
    {"code": "women", "name": {"en": "women", "fr": "femmes"}},
    {"code": "men", "name": {"en": "men", "fr": "hommes"}},
]


def _asked(cast: Cast, kind: str, *dimensions: str, unit: str = "people") -> Question:
    """The line 1.b with one measure of this kind."""
    Dimension.objects.create(plan=cast.plan, code="sex", name_en="Sex", categories=SEX)
    Dimension.objects.create(plan=cast.plan, code="mission", name_en="Mission")
    instrument = factories.make_instrument(cast.shared_line)
    factories.make_measure(instrument, kind, dimensions=list(dimensions), unit=unit)
    return question(cast.shared_line)


def test_a_count_by_sex_has_a_total_and_a_row_for_each(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT, "sex")

    assert [row.key for row in rows_of(asked.measures[0], asked.dimensions)] == [
        "",
        "sex=women",
        "sex=men",
    ]


def test_a_zero_is_a_figure_and_a_blank_is_none(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT, "sex")
    reading = asked.figures({"value:1.1:sex=women:number": "0"})

    (value,) = reading.values
    assert (value.number, value.category_key) == (0, "sex=women")


def test_a_share_keeps_both_counts(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.SHARE)
    reading = asked.figures({"value:1.1::number": "5", "value:1.1::denominator": "50"})

    (value,) = reading.values
    assert (value.number, value.denominator) == (5, 50)


def test_half_a_share_is_not_taken(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.SHARE)
    reading = asked.figures({"value:1.1::number": "5"})

    assert reading.values == []
    assert reading.faults[0].place == "value:1.1::denominator"


def test_a_part_cannot_exceed_its_whole(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.SHARE, "sex")
    reading = asked.figures(
        {"value:1.1:sex=women:number": "52", "value:1.1:sex=women:denominator": "48"}
    )

    assert [fault.sentence for fault in reading.faults] == [
        "Women cannot exceed the total: 52 of 48."
    ]


@pytest.mark.parametrize(
    ("women", "men", "sentence"),
    [
        ("52", "1", "Women cannot exceed the total: 52 of 48."),
        ("20", "20", "The parts add up to 40; the total says 48."),
    ],
)
def test_parts_and_total_must_agree(cast: Cast, women: str, men: str, sentence: str) -> None:
    asked = _asked(cast, Measure.Kind.COUNT, "sex")
    answers = {
        "value:1.1::number": "48",
        "value:1.1:sex=women:number": women,
        "value:1.1:sex=men:number": men,
    }

    assert [fault.sentence for fault in asked.figures(answers).faults] == [sentence]


def test_an_open_row_is_named_by_whoever_fills_it_in(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT, "mission")
    reading = asked.figures(
        {"value:1.1:mission=#2:name": "Mission in Mali", "value:1.1:mission=#2:number": "7"}
    )

    assert reading.values[0].category == {"mission": "Mission in Mali"}


def test_an_open_row_without_a_name_is_asked_for_it(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT, "mission")
    reading = asked.figures({"value:1.1:mission=#2:number": "7"})

    assert reading.faults[0].place == "value:1.1:mission=#2:name"


def test_a_figure_and_a_reason_for_its_absence_exclude_each_other(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT)
    reading = asked.figures({"value:1.1::number": "7", "value:1.1::absence": "confidential"})

    assert reading.faults[0].place == "value:1.1::absence"


def test_a_reason_alone_is_an_answer(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT)
    reading = asked.figures({"value:1.1::absence": "confidential"})

    assert reading.values[0].absence == "confidential"
    assert reading.values[0].number is None


def test_a_milestone_has_a_state_and_a_date(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.MILESTONE)
    answers = {"value:1.1::state": "adopted", "value:1.1::reached_on": "2014-03-01"}

    assert asked.figures(answers).values[0].reached_on == date(2014, 3, 1)


def test_numbers_are_kept_as_plain_digits_once_understood(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.AMOUNT, unit="EUR")

    assert from_request(asked, {"value:1.1::number": "1.234,5"}, "nl") == {
        "value:1.1::number": "1234.50"
    }
    assert asked.figures({"value:1.1::number": "1234.50"}).values[0].number == 123_450


def test_what_is_not_understood_is_kept_as_typed_and_said(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT)
    answers = from_request(asked, {"value:1.1::number": "about 7"}, "en")

    assert answers == {"value:1.1::number": "about 7"}
    assert asked.figures(answers).faults[0].sentence == (
        "“about 7” is not a number; write it as 1,234, or choose a reason."
    )


def test_fields_that_the_form_does_not_have_are_not_read(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT)

    assert from_request(asked, {"status": "published", "body": "3"}, "en") == {}
    assert "status" not in asked.field_names()


def test_before_submission_every_measure_needs_an_answer(cast: Cast) -> None:
    asked = _asked(cast, Measure.Kind.COUNT)

    assert [fault.place for fault in missing(asked, {"account": "x", "progress": "done"})] == [
        "value:1.1::number"
    ]


def test_a_step_that_needs_a_reason_asks_for_it(cast: Cast) -> None:
    asked = question(cast.shared_line)

    assert [fault.place for fault in missing(asked, {"account": "x", "progress": "dropped"})] == [
        "progress_reason"
    ]
