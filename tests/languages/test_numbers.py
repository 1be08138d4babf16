"""Is a number understood as the person's language writes it, and never otherwise?"""

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as some

from suivi.languages.numbers import NotANumber, cents, count

LOCALES = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,234", "en", 1234),
        ("1.234", "nl", 1234),
        ("1.234", "de", 1234),
        ("1.234", "fr", 1234),
        ("1 234", "fr", 1234),
        ("1\u00a0234", "fr", 1234),
        ("1\u202f234", "fr", 1234),
        (" 1\u2009234 ", "nl", 1234),
        ("1'234", "de", 1234),
        ("1’234’567", "de", 1_234_567),
        ("1 234 567", "en", 1_234_567),
        ("1234", "en", 1234),
        ("12.0", "en", 12),
        ("0", "en", 0),
    ],
)
def test_groups_are_written_as_in_the_language(text: str, language: str, number: int) -> None:
    assert count(text, language) == number


@given(some.integers(0, 10**15), some.sampled_from(sorted(LOCALES)))
def test_every_number_that_a_page_shows_can_be_typed_as_it_is_shown(
    number: int, language: str
) -> None:
    assert count(format_decimal(number, locale=LOCALES[language]), language) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.234", "en"),
        ("1,234", "de"),
        ("1.234.5", "en"),
        ("1,5", "nl"),
        ("n/a", "fr"),
        ("about 20", "en"),
        ("-3", "de"),
        ("−3", "de"),
        ("1e5", "en"),
        ("1'234?", "de"),
        ("1 2 3", "fr"),
        ("12 34", "fr"),
        ("1.234 567", "fr"),
        ("٣", "en"),
        ("", "en"),
    ],
)
def test_what_is_no_count_is_refused_with_a_sentence(text: str, language: str) -> None:
    with pytest.raises(NotANumber, match=r"“.*”.*\."):
        count(text, language)


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        ("1.234", "en", "“1.234” has decimals after the “.”; if you mean 1234, write so."),
        ("1,234", "fr", "“1,234” has decimals after the “,”; if you mean 1234, write so."),
        (
            "1.234,5",
            "en",
            "“1.234,5” is written as in another language; here write it as 1,234.5.",
        ),
        ("12 %", "nl", "“12 %” is a percentage; give the two counts, it is computed from them."),
        ("12.34.56", "de", "“12.34.56” is not parted in groups of three; write it as 1.234."),
        ("2,5", "fr", "“2,5” is not a whole number."),
    ],
)
def test_each_fault_has_its_own_sentence(text: str, language: str, sentence: str) -> None:
    with pytest.raises(NotANumber) as wrong:
        count(text, language)
    assert str(wrong.value) == sentence


@pytest.mark.parametrize(
    ("text", "language"),
    [("1.234,5", "fr"), ("1 234,50", "fr"), ("1.234,50", "nl"), ("1,234.5", "en")],
)
def test_an_amount_is_written_as_in_the_language(text: str, language: str) -> None:
    assert cents(text, language) == 123_450


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_one_or_two_decimals_are_read_alike_in_every_language(language: str) -> None:
    assert cents("12.5", language) == cents("12,50", language) == 1250


def test_an_amount_has_cents_and_no_more() -> None:
    with pytest.raises(NotANumber, match="two decimals"):
        cents("1,234.567", "en")
    with pytest.raises(NotANumber, match="if you mean 1234"):
        cents("1.234", "en")


def test_a_number_no_budget_reaches_is_refused() -> None:
    with pytest.raises(NotANumber, match="too large"):
        count("9" * 30, "en")
