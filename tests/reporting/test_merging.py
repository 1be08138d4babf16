"""When two people write in one form, is every word of both still there?"""

from hypothesis import given
from hypothesis import strategies as st

from suivi.reporting.merging import merge, merge_paragraphs, pieces

PROSE = frozenset({"account"})
PARAGRAPHS = st.lists(st.text(alphabet="abc ", max_size=6), max_size=6).map("\n".join)


def test_a_field_that_one_person_changed_takes_that_change() -> None:
    merged = merge({"account": "A"}, {"account": "A", "obstacles": "none"}, {"account": "B"}, PROSE)

    assert merged.answers == {"account": "B", "obstacles": "none"}
    assert merged.quarrels == ()


def test_the_same_change_by_both_is_no_quarrel() -> None:
    assert merge({}, {"progress": "done"}, {"progress": "done"}, PROSE).quarrels == ()


def test_a_choice_that_both_changed_is_for_a_person_to_decide() -> None:
    merged = merge({"progress": "done"}, {"progress": "delayed"}, {"progress": "dropped"}, PROSE)

    (quarrel,) = merged.quarrels
    assert (quarrel.mine, quarrel.theirs) == ("delayed", "dropped")


def test_changes_in_different_paragraphs_are_joined() -> None:
    base = "one\n\ntwo\n\nthree"
    text, clean = merge_paragraphs(base, "ONE\n\ntwo\n\nthree", "one\n\ntwo\n\nTHREE")

    assert clean
    assert text == "ONE\n\ntwo\n\nTHREE"


def test_changes_of_the_same_paragraph_keep_both() -> None:
    text, clean = merge_paragraphs("one", "one, mine", "one, theirs")

    assert not clean
    assert text == "one, theirs\none, mine"


def test_clearing_a_field_stands_when_the_other_left_it_alone() -> None:
    assert merge({"obstacles": "x"}, {}, {"obstacles": "x"}, PROSE).answers == {}


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_no_paragraph_that_somebody_added_is_ever_lost(base: str, mine: str, theirs: str) -> None:
    text, _clean = merge_paragraphs(base, mine, theirs)
    kept = text.split("\n")

    for added in set(mine.split("\n")) | set(theirs.split("\n")):
        if added not in base.split("\n"):
            assert added in kept


@given(PARAGRAPHS, PARAGRAPHS)
def test_with_nobody_else_writing_my_text_stands_as_it_is(base: str, mine: str) -> None:
    assert merge_paragraphs(base, mine, base) == (mine, True)


def test_a_text_is_cut_where_both_changed_the_same_paragraph() -> None:
    base = "One.\nTwo.\nThree."
    found = pieces(base, "One.\nTwo of mine.\nThree.", "One.\nTwo of theirs.\nThree, more.")

    assert [(each.mine, each.theirs) for each in found] == [
        ("One.", "One."),
        ("Two of mine.\nThree.", "Two of theirs.\nThree, more."),
    ]


def test_what_one_side_alone_changed_is_agreed() -> None:
    found = pieces("One.\n\nTwo.\n\nEnd.", "Mine.\n\nTwo.\n\nEnd.", "One.\n\nTwo.\n\nTheirs.")

    assert all(each.is_agreed for each in found)
    text = "\n".join(line for each in found for line in each.chosen("both"))
    assert text == "Mine.\n\nTwo.\n\nTheirs."


def test_a_paragraph_that_one_side_took_out_can_stay_out() -> None:
    found = pieces("One.\nTwo.", "One.", "One.\nTwo, rewritten.")

    assert found[-1].mine is None
    assert found[-1].chosen("mine") == []
    assert found[-1].chosen("both") == ["Two, rewritten."]
