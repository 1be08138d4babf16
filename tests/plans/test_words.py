"""Words are compared without accents and capitals, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suivi.plans.words import answers, folded, parted, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Égalité", "egalite"),
        ("Straße", "strasse"),
        ("œuvre", "oeuvre"),
        ("l’accueil", "l'accueil"),
        ("coördinatie", "coordinatie"),
        ("Überwachung", "uberwachung"),
        ("Plain", "plain"),
    ],
)
def test_accents_and_capitals_make_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_marks_around_words_and_repetitions_are_left_out() -> None:
    assert words_of(' "Women, peace" women ?! 1.a ') == ("women", "peace", "1.a")


def test_a_very_long_query_asks_for_twelve_words() -> None:
    assert len(words_of(" ".join(f"word{number}" for number in range(500)))) == 12


def test_all_words_must_be_there() -> None:
    assert answers(folded("Vrouwen en vrede"), words_of("vrede vrouw"))
    assert not answers(folded("Vrouwen en vrede"), words_of("vrede oorlog"))


def test_what_was_found_is_parted_from_the_rest() -> None:
    pieces = list(parted("L’égalité, ici", words_of("egalite")))
    assert pieces == [("L’", False), ("égalité", True), (", ici", False)]


def test_a_letter_that_folds_to_two_is_found_whole() -> None:
    assert ("œuvre", True) in list(parted("mise en œuvre", words_of("oeuvre")))


@given(st.text(max_size=60), st.text(max_size=10))
def test_parting_loses_no_letter(text: str, query: str) -> None:
    assert "".join(piece for piece, _found in parted(text, words_of(query))) == text
