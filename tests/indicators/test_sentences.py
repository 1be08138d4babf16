"""Does the sentence above a chart say what the figures say, in four languages?"""

from dataclasses import replace

import pytest
from django.utils import translation

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair, total
from suivi.indicators.sentences import Subject, sentence
from suivi.indicators.tables import Series, Years

YEARS = Years([2012, 2013, 2014], 2014, 2012)
WOMEN: dict[int, Figure] = {2012: Pair(68, 1000), 2013: Pair(71, 1164), 2014: Pair(79, 952)}
OF_STAFF = Subject("s", "Women among staff", "share", "people", "women", "staff")
PEOPLE = Subject("p", "people trained", "count", "people")
MONEY = Subject("m", "Grants", "amount", "EUR")


def said(subject: Subject, figures: dict[int, Figure], years: Years = YEARS) -> str:
    """The sentence, with plain blanks."""
    text = sentence(subject, Series("", "", figures), years)
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "Women were 8.3% of staff in 2014 (79 of 952), 1.5 points more than in the baseline"
            " 2012.",
        ),
        (
            "fr",
            "Women : 8,3 % du total « staff » en 2014 (79 sur 952), 1,5 point de plus que dans la"
            " situation de référence de 2012.",
        ),
        (
            "nl",
            "Women: 8,3% van het totaal ‘staff’ in 2014 (79 van 952), 1,5 procentpunt meer dan in"
            " de nulmeting van 2012.",
        ),
        (
            "de",
            "Women: 8,3 % im Jahr 2014 (79 von 952, gemessen an: staff), 1,5 Prozentpunkte mehr"
            " als in der Ausgangslage 2012.",
        ),
    ],
)
def test_a_share_is_said_with_its_counts_and_its_change(language: str, expected: str) -> None:
    with translation.override(language):
        assert said(OF_STAFF, WOMEN) == expected


def test_a_count_is_said_with_its_change() -> None:
    figures: dict[int, Figure] = {2012: Count(1500), 2014: Count(1234)}
    assert said(PEOPLE, figures) == (
        "People trained: 1,234 in 2014, 266 less than in the baseline 2012."
    )


def test_without_a_baseline_the_first_year_is_compared_with() -> None:
    figures: dict[int, Figure] = {2013: Count(5), 2014: Count(5)}
    assert said(PEOPLE, figures, Years([2013, 2014], 2014)) == (
        "People trained: 5 in 2014, as in 2013."
    )


def test_an_amount_is_said_in_its_currency() -> None:
    figures: dict[int, Figure] = {2012: Count(2_500_000), 2014: Count(4_000_050)}
    assert said(MONEY, figures) == (
        "Grants: EUR 40,000.5 in 2014, EUR 15,000.5 more than in the baseline 2012."
    )


def test_one_figure_alone_is_compared_with_nothing() -> None:
    assert said(PEOPLE, {2014: Count(0)}) == "People trained: 0 in 2014."


def test_a_reason_is_said_and_no_older_figure_in_its_place() -> None:
    figures: dict[int, Figure] = {2013: Count(7), 2014: Absent("confidential")}
    assert said(PEOPLE, figures) == "People trained: no figure for 2014 (cannot be disclosed)."
    assert said(PEOPLE, {}) == "People trained: no figures yet."


def test_what_is_not_defined_is_not_a_percentage() -> None:
    figures: dict[int, Figure] = {2014: Pair(0, 0)}
    assert said(OF_STAFF, figures) == "Women among staff: not defined in 2014 (0 of 0)."


def test_across_a_new_definition_nothing_is_compared() -> None:
    years = replace(YEARS, breaks=frozenset({2014}))
    row = Series("", "", {2012: Count(5), 2014: Count(9)})
    assert sentence(PEOPLE, row, years) == "People trained: 9 in 2014."


def test_an_incomplete_total_says_so_and_is_not_compared() -> None:
    parts = [Count(3), None, Count(4)]
    figures: dict[int, Figure] = {2012: Count(5), 2014: Count(7)}
    row = Series("", "", figures, totals={2014: total(parts, "sum")})
    assert sentence(PEOPLE, row, YEARS) == (
        "People trained: 7 in 2014. The total is incomplete: 1 of 3 parts is missing."
    )
