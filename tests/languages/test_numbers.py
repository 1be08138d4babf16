"""Is a number understood as the person's language writes it, and never otherwise?"""

import pytest

from suivi.languages.numbers import NotANumber, cents, count


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,234", "en", 1234),
        ("1.234", "nl", 1234),
        ("1.234", "de", 1234),
        ("1 234", "fr", 1234),
        ("1\u202f234", "fr", 1234),
        ("0", "en", 0),
    ],
)
def test_groups_are_written_as_in_the_language(text: str, language: str, number: int) -> None:
    assert count(text, language) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.234", "en"),
        ("1,5", "nl"),
        ("n/a", "fr"),
        ("about 20", "en"),
        ("-3", "de"),
        ("1e5", "en"),
    ],
)
def test_what_is_no_count_is_refused_with_a_sentence(text: str, language: str) -> None:
    with pytest.raises(NotANumber, match=r"“.*”.*\."):
        count(text, language)


def test_an_amount_has_cents_and_no_more() -> None:
    assert cents("1.234,50", "nl") == 123_450
    with pytest.raises(NotANumber, match="two decimals"):
        cents("1,234.567", "en")


def test_a_number_no_budget_reaches_is_refused() -> None:
    with pytest.raises(NotANumber, match="too large"):
        count("9" * 30, "en")
