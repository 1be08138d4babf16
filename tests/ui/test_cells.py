"""Is a status always a sign, a class and words, in the language of the page?"""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from suivi.ui.cells import SIGNS, WORDS, Cell, rendered


def test_a_cell_has_sign_class_hidden_words_and_the_same_words_as_tooltip() -> None:
    html = rendered(Cell("on_track", "↗", "On track", "2014: On track"))
    assert html == (
        '<span class="cell on-track" title="2014: On track">'
        '<span aria-hidden="true">↗</span>'
        '<span class="govuk-visually-hidden">2014: On track</span></span>'
    )


def test_a_cell_without_caption_says_its_word() -> None:
    assert 'title="Done"' in rendered(Cell("done", "✓", "Done"))


def test_a_cell_that_leads_somewhere_is_a_link() -> None:
    html = rendered(Cell("due", "·", "Due", href="/board/x/2014/?a=1&b=2"))
    assert html.startswith('<a class="cell due"')
    assert 'href="/board/x/2014/?a=1&amp;b=2"' in html


def test_what_people_typed_cannot_become_markup() -> None:
    html = rendered(Cell("done", "<", '"><script>', "'", "javascript\"'"))
    assert "<script" not in html
    assert html.count("<") == 6  # three elements, opened and closed


def test_the_same_cell_is_said_in_the_language_of_each_page() -> None:
    cell = Cell.known("done")
    assert str(cell.word) == "Done"
    words = set()
    for language in ("en", "fr", "nl", "de"):
        with override(language):
            assert str(WORDS["done"]) in rendered(cell)
            words.add(str(WORDS["done"]))
    assert "Done" in words


def test_every_sign_has_a_word() -> None:
    assert set(SIGNS) == set(WORDS)


def test_an_unknown_code_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Cell.known("splendid")


def test_templates_write_a_cell_a_row_or_one_status() -> None:
    cells = [Cell.known("done"), Cell.known("delayed")]
    page = Template("{{ cells.0 }}|{% status_cells cells %}|{% status 'done' '✓' 'Done' %}")
    one, row, status = page.render(Context({"cells": cells})).split("|")
    assert one == status == rendered(cells[0])
    assert row == f"{rendered(cells[0])} {rendered(cells[1])}"
