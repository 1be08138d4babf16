"""Does a department's workbook come back from LibreOffice itself as it left, and as filled in?"""

import pytest
from django.utils.translation import override

from tests.cast import Cast
from tests.libreoffice import saved
from tests.reporting.sheets import (
    ANSWERS,
    Sheets,
    compared,
    downloaded,
    opened,
    states,
    with_every_kind,
    written,
)

pytestmark = pytest.mark.office
LINE = "line|1.a"
COUNT = "figure|1.a|1.1|"
WOMEN = "figure|1.a|2.1|sex=women"
DATE = "figure|1.a|4.1|"


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Line 1.a asks for figures of every kind, and all are given."""
    with_every_kind(cast)
    written(cast, ANSWERS)
    return cast


@pytest.fixture
def sheets(full: Cast) -> Sheets:
    """The workbook of Defence, as downloaded."""
    return opened(downloaded(full))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_libreoffice_saved_changes_nothing(full: Cast, language: str) -> None:
    with override(language):
        data = downloaded(full)
    found = compared(full, saved(data))

    assert (found.to_apply, found.faults, found.notes) == ([], [], [])
    assert found.counts()["unchanged"] > 30


def test_formulas_dates_as_text_hidden_columns_and_new_order_are_read(
    full: Cast, sheets: Sheets
) -> None:
    cell = sheets.write(COUNT, "number", "=20+5")
    sheets.write(DATE, "reached_on", "7.6.2014")
    for letter in "CDEFGH":
        sheets.figures.column_dimensions[letter].hidden = True
    row = cell.row
    sheets.figures.move_range(f"A{row}:O{row}", rows=30)
    found = compared(full, saved(sheets.data()))

    assert found.faults == []
    assert states(found) == {"value:1.1::number": "changed", "value:4.1::reached_on": "changed"}
    assert [each.workbook for each in found.to_apply[0].differences] == ["25", "2014-06-07"]
    assert found.notes[0].startswith("Formulas were not read, their last results were: Figures, J")


def test_a_text_for_a_number_an_error_and_merged_cells_are_refused_by_cell(
    full: Cast, sheets: Sheets
) -> None:
    text, error = sheets.write(WOMEN, "number", "n.a."), sheets.write(COUNT, "number", "=1/0")
    sheets.lines.merge_cells("H3:H4")
    faults = [str(fault) for fault in compared(full, saved(sheets.data())).faults]

    assert any(f"({text.coordinate}): “n.a.”" in fault for fault in faults)
    assert any(fault.startswith(f"Figures, {error.coordinate}: holds an error") for fault in faults)
    assert any(fault.startswith("Lines, H3:H4: These cells are merged") for fault in faults)
