"""Does the sample content answer the real plan, and does it show every case?"""

import json
from collections import Counter
from typing import Any, Final

from suivi.demo import content
from suivi.demo.content import SampleCell, SampleContribution
from suivi.indicators.models import Absence, MilestoneState
from suivi.plans.models import Measure, Role
from suivi.reporting.states import Status
from suivi.settings import PACKAGE_DIR

PLAN: Final = json.loads(
    (PACKAGE_DIR / "plans" / "data" / f"{content.PLAN}.json").read_text(encoding="utf-8")
)
LINES: Final[dict[str, Any]] = {
    line["code"]: line
    for objective in PLAN["objectives"]
    for goal in objective["goals"]
    for line in goal["lines"]
}
MEASURES: Final[dict[tuple[str, str], Any]] = {
    (code, f"{place}.{order}"): measure
    for code, line in LINES.items()
    for place, instrument in enumerate(line["instruments"], start=1)
    for order, measure in enumerate(instrument["measures"], start=1)
}
PAIRS: Final = {
    (code, body)
    for code, line in LINES.items()
    for responsibility in line["responsibilities"]
    for body in responsibility["bodies"]
}
DIMENSIONS: Final = {
    dimension["code"]: {each["code"] for each in dimension.get("categories", [])}
    for dimension in PLAN["dimensions"]
}
LANGUAGES_OF: Final = {
    "foreign-affairs": {"fr", "en"},
    "development": {"nl", "fr"},
    "defence": {"nl"},
    "interior": {"fr"},
    "federal-police": {"nl"},
    "immigration-office": {"fr"},
    "cgrs": {"fr"},
    "fedasil": {"nl"},
    "justice": {"nl", "fr"},
    "equality": {"fr", "en"},
}


def _places(year: int) -> list[tuple[str, str]]:
    return [(told.line, told.body) for told in content.contributions_of(year)]


def _cells() -> list[tuple[SampleContribution, str, SampleCell]]:
    return [
        (told, key, cell)
        for told in content.contributions()
        for key, cells in told.cells.items()
        for cell in cells
    ]


def _given(cell: SampleCell) -> set[str]:
    parts = ("number", "numerator", "denominator", "absence", "text", "state")
    return {part for part in parts if getattr(cell, part) not in (None, "")}


def test_every_body_tells_of_the_baseline_and_of_2013_on_each_of_its_lines() -> None:
    for year in (2012, 2013):
        assert Counter(_places(year)) == Counter(PAIRS)


def test_six_answers_are_missing_in_2014_and_about_a_quarter_in_2015() -> None:
    assert len(PAIRS) - len(_places(2014)) == 6
    assert set(_places(2014)) < PAIRS
    assert set(_places(2015)) < PAIRS
    assert 0.2 < 1 - len(_places(2015)) / len(PAIRS) < 0.3


def test_bodies_write_in_their_own_languages() -> None:
    for told in content.contributions():
        assert told.language in LANGUAGES_OF[told.body], (told.line, told.body)


def test_three_languages_are_well_represented() -> None:
    languages = Counter(told.language for told in content.contributions())
    assert set(languages) == {"en", "fr", "nl"}
    assert min(languages.values()) > 100


def test_one_account_repeats_the_year_before_so_that_the_board_shows_it() -> None:
    accounts = Counter(told.account for told in content.contributions())
    (repeated,) = [text for text, count in accounts.items() if count > 1]
    said = [told for told in content.contributions() if told.account == repeated]
    assert [(told.line, told.body, told.year) for told in said] == [
        ("33", "justice", 2014),
        ("33", "justice", 2015),
    ]


def test_each_figure_has_the_form_of_its_measure() -> None:
    forms: dict[str, set[str]] = {
        Measure.Kind.LOG: set(),
        Measure.Kind.COUNT: {"number"},
        Measure.Kind.AMOUNT: {"number"},
        Measure.Kind.SHARE: {"numerator", "denominator"},
        Measure.Kind.RATIO: {"numerator", "denominator"},
        Measure.Kind.MILESTONE: {"state"},
        Measure.Kind.NARRATIVE: {"text"},
    }
    for told, key, cell in _cells():
        kind = MEASURES[told.line, key]["kind"]
        assert _given(cell) in ({"absence"}, forms[kind]), (told.line, told.body, told.year, key)


def test_each_category_is_one_of_the_plan() -> None:
    for told, key, cell in _cells():
        wanted = MEASURES[told.line, key].get("dimensions", [])
        if not cell.absence:
            assert sorted(cell.category) == sorted(wanted), (told.line, told.year, key)
        for dimension, category in cell.category.items():
            fixed = DIMENSIONS[dimension]
            assert not fixed or category in fixed, (told.line, told.year, key)


def test_a_share_never_exceeds_its_base() -> None:
    for told, key, cell in _cells():
        if MEASURES[told.line, key]["kind"] == Measure.Kind.SHARE and cell.numerator is not None:
            assert cell.numerator <= (cell.denominator or 0), (told.line, told.year, key)


def test_every_case_of_a_figure_occurs() -> None:
    cells = [(MEASURES[told.line, key]["kind"], cell) for told, key, cell in _cells()]
    assert {cell.absence for _kind, cell in cells if cell.absence} == set(Absence.values)
    assert {cell.state for _kind, cell in cells if cell.state} == set(MilestoneState.values)
    for kind in (Measure.Kind.COUNT, Measure.Kind.AMOUNT):
        assert any(found == kind and cell.number == 0 for found, cell in cells)
    assert any(
        kind == Measure.Kind.SHARE and cell.numerator == 0 and cell.denominator
        for kind, cell in cells
    )


def test_every_step_of_progress_occurs_and_what_is_dropped_has_its_reason() -> None:
    told = content.contributions()
    assert {each.progress for each in told} == {step["code"] for step in PLAN["scale"]}
    for each in told:
        assert bool(each.progress_reason) == (each.progress == "dropped"), (each.line, each.body)


def test_2015_shows_every_state_of_a_contribution_that_is_not_published() -> None:
    states = Counter(told.state for told in content.contributions_of(2015))
    assert set(states) == set(Status.values) - {Status.PUBLISHED}
    for told in content.contributions():
        assert bool(told.note) == (told.state == Status.SENT_BACK), (told.line, told.body)
        assert told.year == 2015 or told.state == Status.PUBLISHED


def test_about_a_third_name_obstacles_and_many_say_what_will_come() -> None:
    told = [each for each in content.contributions() if each.year > 2012]
    assert 0.25 < sum(bool(each.obstacles) for each in told) / len(told) < 0.4
    assert sum(bool(each.next_steps) for each in told) / len(told) > 0.35


def test_one_account_reaches_five_thousand_characters_and_none_passes_them() -> None:
    lengths = sorted(len(told.account) for told in content.contributions())
    assert 4900 < lengths[-1] <= 5000
    assert lengths[-2] < 500


def test_the_texts_hold_characters_that_careless_programs_break() -> None:
    text = "".join(told.account + told.obstacles for told in content.contributions())
    assert set("œïß<>&’«»“”\u00a0\u202f") <= set(text)
    assert max(ord(character) for character in text) < 0x2FFF  # none outside the usual plane


def test_activities_lie_in_their_year_and_their_evidence_leads_nowhere_real() -> None:
    kinds = set()
    for told in content.contributions():
        for activity in told.activities:
            kinds.add(activity.kind)
            assert activity.on.year == (activity.until or activity.on).year == told.year
            assert activity.until is None or activity.until >= activity.on
            for _title, link in activity.evidence:
                assert link.startswith("https://example.org/sample/")
    assert len(kinds) == 10


def test_the_people_cover_every_role_and_every_body_has_its_focal_point() -> None:
    people = content.people().people
    assert {person.role for person in people} == {*Role.values, "administrator"}
    focal_points = {person.body for person in people if person.role == Role.FOCAL_POINT}
    assert focal_points == {body for _line, body in PAIRS}
    assert all(person.email.endswith("@example.org") for person in people)
    assert {person.language for person in people} == {"de", "en", "fr", "nl"}


def test_the_report_says_in_each_language_that_it_is_sample_content() -> None:
    sentences = {"en": "sample content", "fr": "contenu d’exemple", "nl": "voorbeeldinhoud"}
    assert set(content.report_languages()) == set(sentences)
    for language, sentence in sentences.items():
        told = content.report(language)
        assert sentence in told.introduction.split(".")[0]
        assert 300 <= len(f"{told.introduction} {told.achievements}".split()) <= 500


def test_the_numbers_in_the_report_are_those_of_the_contributions() -> None:
    told = content.contributions_of(2014)
    steps = Counter(each.progress for each in told)
    assert (steps["delayed"], steps["dropped"]) == (12, 1)  # words, in the three texts
    numbers = [len(told), len(PAIRS), steps["on_track"] + steps["done"]]
    for language in content.report_languages():
        achievements = content.report(language).achievements
        for number in numbers:
            assert str(number) in achievements
