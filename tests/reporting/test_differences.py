"""Is it said rightly what a text says that an earlier one did not?"""

from suivi.indicators.arithmetic import Count, Pair
from suivi.plans.models import Measure
from suivi.reporting.differences import Change, difference
from suivi.reporting.queries.comparison import change_of


def _told(before: str, now: str) -> list[list[tuple[str, str]]]:
    return [
        [(str(run.change), run.text.strip()) for run in paragraph.runs]
        for paragraph in difference(before, now)
    ]


def test_equal_texts_have_no_difference() -> None:
    found = difference("One.\n\nTwo.", "One.\nTwo.")

    assert [paragraph.change for paragraph in found] == [Change.KEPT, Change.KEPT]


def test_a_word_that_changed_stands_beside_the_one_it_replaces() -> None:
    assert _told("We trained 24 staff.", "We trained 30 staff.") == [
        [("kept", "We trained"), ("gone", "24"), ("new", "30"), ("kept", "staff.")]
    ]


def test_a_paragraph_that_was_added_is_new_as_a_whole() -> None:
    assert _told("One stays here.", "One stays here.\nAnother came.") == [
        [("kept", "One stays here.")],
        [("new", "Another came.")],
    ]


def test_a_paragraph_of_other_words_is_not_a_rewritten_one() -> None:
    assert _told("Seminars were held.", "A law passed in May.") == [
        [("new", "A law passed in May.")],
        [("gone", "Seminars were held.")],
    ]


def test_no_word_of_either_text_is_lost() -> None:
    before = "The first course was held in May.\nTwo people left.\nNothing else."
    now = "The second course was held in June.\nNothing else happened.\nThree came."
    runs = [run for paragraph in difference(before, now) for run in paragraph.runs]
    old = " ".join(run.text for run in runs if run.change != Change.NEW).split()
    new = " ".join(run.text for run in runs if run.change != Change.GONE).split()

    assert sorted(old) == sorted(before.split())
    assert new == now.split()


def test_a_count_changes_in_units_and_in_percent() -> None:
    measure = Measure(kind=Measure.Kind.COUNT)

    assert change_of(Count(20), Count(25), measure) == ("+5", "+25.0%")
    assert change_of(Count(25), Count(20), measure) == ("−5", "−20.0%")
    assert change_of(Count(5), Count(5), measure) == ("±0", "")


def test_after_a_zero_there_is_no_percentage() -> None:
    assert change_of(Count(0), Count(5), Measure(kind=Measure.Kind.COUNT)) == ("+5", "")


def test_a_share_changes_in_points() -> None:
    measure = Measure(kind=Measure.Kind.SHARE)

    assert change_of(Pair(1, 10), Pair(3, 20), measure) == ("+5 points", "")
