"""Does every cell take a number or a reason, however many lines and columns a measure has?"""

import pytest
from django.utils.translation import override

from suivi.errors import Fault
from suivi.plans.models import Dimension
from suivi.reporting.answers import Question, from_request, question
from suivi.reporting.forms import ContributionForm
from tests import factories
from tests.cast import Cast

SEXES = ("women", "men", "unknown")
STATUSES = ("refugee", "subsidiary")


def _categories(*codes: str) -> list[dict[str, object]]:
    return [{"code": code, "name": {"en": code, "fr": f"{code} (fr)"}} for code in codes]


def asked_for(cast: Cast, *dimensions: str, kind: str = "count", **facts: object) -> Question:
    """Line 1.b with one measure broken down by these dimensions."""
    lists = {"sex": SEXES, "status": STATUSES, "mission": (), "country": ()}
    lists["age"] = tuple(str(age) for age in range(60))
    for code in dimensions:
        Dimension.objects.create(
            plan=cast.plan, code=code, name_en=code, categories=_categories(*lists[code])
        )
    instrument = factories.make_instrument(cast.shared_line)
    factories.make_measure(instrument, kind, dimensions=list(dimensions), **facts)
    return question(cast.shared_line)


def cell(category: str, part: str = "number") -> str:
    return f"value:1.1:{category}:{part}"


def read(asked: Question, sent: dict[str, str], language: str = "en") -> dict[str, object]:
    """What the figures of a request are, by category: number or reason."""
    reading = asked.figures(from_request(asked, sent, language))
    assert reading.faults == []
    return {value.category_key: value.absence or value.number for value in reading.values}


def faults(asked: Question, sent: dict[str, str]) -> list[Fault]:
    return asked.figures(from_request(asked, sent, "en")).faults


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("not available", "not_available"),
        ("Non disponible", "not_available"),
        ("niet van toepassing", "not_applicable"),
        ("nicht offenlegbar", "confidential"),
        ("  Nothing to report. ", "nothing_to_report"),
    ],
)
def test_a_reason_is_written_in_the_cell_in_any_of_the_languages(
    cast: Cast, written: str, code: str
) -> None:
    asked = asked_for(cast, "sex")
    assert read(asked, {cell("sex=women"): written, cell("sex=men"): "0"}) == {
        "sex=women": code,
        "sex=men": 0,
    }


@pytest.mark.parametrize("sign", ["n/a", "N.A.", "-", "–", "?"])
def test_a_sign_that_means_several_things_is_asked_about(cast: Cast, sign: str) -> None:
    (fault,) = faults(asked_for(cast, "sex"), {cell("sex=women"): sign})
    assert fault.place == cell("sex=women")
    assert fault.sentence.startswith(f"“{sign}” can mean several things; choose one: not available")


def test_a_zero_a_blank_and_a_reason_stay_three(cast: Cast) -> None:
    asked = asked_for(cast, "sex")
    sent = {cell("sex=women"): "0", cell("sex=men"): "", cell("sex=unknown"): "not available"}
    assert read(asked, sent) == {"sex=women": 0, "sex=unknown": "not_available"}


def test_a_cell_cannot_hold_half_a_share_and_a_reason(cast: Cast) -> None:
    sent = {
        cell("sex=women"): "not available",
        cell("sex=women", "denominator"): "50",
    }
    (fault,) = faults(asked_for(cast, "sex", kind="share"), sent)
    assert fault.sentence == "Give the figure or the reason for its absence, not both."


def test_a_reason_makes_the_parts_incomplete_and_no_part_does_not(cast: Cast) -> None:
    asked = asked_for(cast, "sex")
    sent = {cell(""): "10", cell("sex=women"): "4", cell("sex=men"): "5"}
    hidden = {**sent, cell("sex=unknown"): "cannot be disclosed"}
    none = {**sent, cell("sex=unknown"): "not applicable"}
    assert faults(asked, hidden) == []
    assert [fault.sentence for fault in faults(asked, none)] == [
        "The parts add up to 9; the total says 10."
    ]


def test_parts_that_overlap_are_never_added_up(cast: Cast) -> None:
    asked = asked_for(cast, "sex", total="none")
    sent = {cell(""): "10", **{cell(f"sex={sex}"): "9" for sex in SEXES}}
    assert faults(asked, sent) == []


def test_two_dimensions_make_a_table_with_sums_of_lines_and_columns(cast: Cast) -> None:
    asked = asked_for(cast, "sex", "status")
    sent = {
        cell("sex=women;status=refugee"): "1",
        cell("sex=women;status=subsidiary"): "2",
        cell("sex=men;status=refugee"): "10",
        cell("sex=unknown;status=refugee"): "not applicable",
    }
    answers = from_request(asked, sent, "en")
    grid = ContributionForm(asked, answers, "en").grids()[0]
    assert [str(head.label) for head in grid.columns] == ["refugee", "subsidiary", "Added up"]
    assert {line.label: [each.sum for each in line.cells if each.sum] for line in grid.lines} == {
        "women": ["3"],
        "men": ["10*"],
        "unknown": ["–"],
        "Added up": ["11", "2*", "13*"],
        "Total, as you give it": [],
    }


def test_sums_of_shares_add_both_counts(cast: Cast) -> None:
    asked = asked_for(cast, "sex", kind="share")
    sent = {
        cell(f"sex={sex}", part): number
        for sex in SEXES
        for part, number in (("number", "5"), ("denominator", "20"))
    }
    answers = from_request(asked, sent, "en")
    line = ContributionForm(asked, answers, "en").grids()[0].lines[-1]
    assert [each.sum for each in line.cells] == ["15", "60"]


def test_no_combination_is_ever_dropped(cast: Cast) -> None:
    asked = asked_for(cast, "age", "sex")
    names = {name for name in asked.field_names() if name.endswith(":number")}
    assert len(names) == 1 + 60 * len(SEXES)
    sent = dict.fromkeys(names, "1") | {cell(""): "180"}
    assert len(read(asked, sent)) == 181


def test_there_are_always_blank_lines_left_to_name(cast: Cast) -> None:
    asked = asked_for(cast, "mission")
    sent = {
        name: text
        for number in range(1, 31)
        for name, text in (
            (cell(f"mission=#{number}", "name"), f"Mission {number}"),
            (cell(f"mission=#{number}"), str(number)),
        )
    }
    answers = from_request(asked, sent, "en")
    assert len(asked.figures(answers).values) == 30
    assert len(asked.rows(asked.measures[0], answers)) == 1 + 33
    more = ContributionForm(asked, answers, "en", more="1.1").grids()[0]
    assert sum(bool(line.names) for line in more.lines) == 43


def test_an_open_list_may_stand_beside_fixed_categories(cast: Cast) -> None:
    asked = asked_for(cast, "mission", "sex")
    sent = {
        cell("mission=#1", "name"): "Mali",
        cell("mission=#1;sex=women"): "3",
        cell("mission=#1;sex=men"): "not available",
    }
    assert read(asked, sent) == {
        "mission=Mali;sex=women": 3,
        "mission=Mali;sex=men": "not_available",
    }


def test_two_open_lists_are_both_named(cast: Cast) -> None:
    asked = asked_for(cast, "mission", "country")
    sent = {
        cell("mission=#1", "name"): "EUTM",
        cell("country=#1", "name"): "Mali",
        cell("country=#1;mission=#1"): "3",
    }
    assert read(asked, sent) == {"country=Mali;mission=EUTM": 3}
    del sent[cell("country=#1", "name")]
    assert [fault.place for fault in faults(asked, sent)] == [cell("country=#1", "name")]


def test_a_name_stands_once(cast: Cast) -> None:
    sent = {
        name: text
        for number in (1, 2)
        for name, text in (
            (cell(f"mission=#{number}", "name"), "Mali"),
            (cell(f"mission=#{number}"), "3"),
        )
    }
    (fault,) = faults(asked_for(cast, "mission"), sent)
    assert fault.sentence == "“Mali” stands here twice; make one row of the two."


def test_the_form_shows_numbers_and_reasons_as_its_language_writes_them(cast: Cast) -> None:
    asked = asked_for(cast, "sex", kind="amount", unit="EUR")
    sent = {cell("sex=women"): "1 234,5", cell("sex=men"): "non disponible"}
    answers = from_request(asked, sent, "fr")
    with override("fr"):
        form = ContributionForm(asked, answers, "fr")
    assert form.initial[cell("sex=women")] == "1234,50"
    assert form.initial[cell("sex=men")] == "non disponible"


def test_amounts_that_do_not_add_up_are_said_in_their_units(cast: Cast) -> None:
    asked = asked_for(cast, "sex", kind="amount", unit="EUR")
    sent = {cell(""): "10,000", **{cell(f"sex={sex}"): "2,000.5" for sex in SEXES}}
    assert [fault.sentence for fault in faults(asked, sent)] == [
        "The parts add up to 6,001.5; the total says 10,000."
    ]
