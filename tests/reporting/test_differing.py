"""Is what changed between two texts shown by paragraph and by words, and nothing lost?"""

import time

from suivi.reporting.differing import differences, where_now, word_pieces


def _kinds(before: str, now: str) -> list[str]:
    return [change.kind for change in differences(before, now)]


def test_words_that_changed_are_told_from_those_that_stayed() -> None:
    pieces = word_pieces("We trained 24 officers in June.", "We trained 26 officers in June.")

    assert [(each.kind, each.text.strip()) for each in pieces] == [
        ("same", "We trained"),
        ("removed", "24"),
        ("added", "26"),
        ("same", "officers in June."),
    ]


def test_both_texts_can_be_put_together_again_from_the_pieces() -> None:
    before, now = "One, two; three (four).", "One, zwei; three – vier!"
    pieces = word_pieces(before, now)

    assert "".join(p.text for p in pieces if p.kind != "removed") == now
    old = "".join(p.text for p in pieces if p.kind != "added")
    assert old.split() == before.split()


def test_a_new_paragraph_leaves_its_neighbours_as_they_are() -> None:
    assert _kinds("A first one.\n\nA last one.", "A first one.\n\nNews!\n\nA last one.") == [
        "same",
        "added",
        "same",
    ]


def test_a_paragraph_that_is_rewritten_is_removed_and_added() -> None:
    assert _kinds("Nothing happened this year.", "Twenty magistrates met twice.") == [
        "added",
        "removed",
    ]


def test_a_paragraph_that_was_changed_is_found_again() -> None:
    before = "First.\n\nWe trained 24 officers in June.\n\nLast."
    now = "Last.\n\nWe trained 26 officers in June."

    found = where_now("We trained 24 officers in June.", before, now)
    assert (found.kind, found.now) == ("changed", "We trained 26 officers in June.")
    assert where_now("First.", before, now).kind == "removed"
    assert where_now("Last.", before, now).kind == "same"


def test_the_longest_text_is_compared_within_seconds() -> None:
    before = " ".join(f"word{number % 7}" for number in range(3000))
    now = " ".join(f"word{number % 5}" for number in range(3000))
    began = time.monotonic()

    differences(before, now)
    differences("\n".join(before.split()), "\n".join(now.split()))
    assert time.monotonic() - began < 10
