"""Are letters that nobody sees left out, and those that somebody writes kept?"""

import pytest

from suivi.languages.letters import has_turns, without_turns


@pytest.mark.parametrize(
    "turn", [chr(one) for one in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
def test_what_turns_the_direction_of_writing_is_left_out(turn: str) -> None:
    assert has_turns(f"a{turn}b")
    assert without_turns(f"a{turn}b") == "ab"


@pytest.mark.parametrize("text", ["العربية", "עברית", "a\u200fb", "l’été\u202f: oui"])
def test_what_is_written_stays(text: str) -> None:
    assert not has_turns(text)
    assert without_turns(text) == text
