"""What is said of a workbook that is odd, damaged, foreign or dangerous?"""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from suivi.errors import Faults, Refused
from suivi.files.models import StoredFile
from suivi.reporting.models import WorkbookImport
from tests.cast import Cast
from tests.files.samples import archive, docx, xlsx
from tests.reporting.sheets import (
    ANSWERS,
    Sheets,
    compared,
    downloaded,
    opened,
    received,
    states,
    with_every_kind,
    written,
)

LINE = "line|1.a"
COUNT = "figure|1.a|1.1|"
WOMEN = "figure|1.a|2.1|sex=women"


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


def _refusal(cast: Cast, data: bytes, name: str = "2014-defence.xlsx") -> str:
    with pytest.raises(Faults) as refused:
        received(cast, data, name=name)
    assert not WorkbookImport.objects.exists()
    assert not StoredFile.objects.exists()
    return str(refused.value)


def test_a_text_where_a_number_belongs_is_named_by_sheet_row_and_cell(
    full: Cast, sheets: Sheets
) -> None:
    cell = sheets.write(WOMEN, "number", "about 7")
    (fault,) = compared(full, sheets.data()).faults

    assert str(fault) == (
        f"Figures, row {cell.row}, Women, Officers ({cell.coordinate}): "
        "“about 7” is not a number; write it as 1,234, or choose a reason."
    )


def test_figures_that_contradict_each_other_are_named_by_cell(full: Cast, sheets: Sheets) -> None:
    sheets.write(WOMEN, "number", 52)
    (fault,) = compared(full, sheets.data()).faults

    assert fault.sentence == "Women cannot exceed the total: 52 of 50."


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        (COUNT, "number", 12.5, "“12.5” is not a whole number."),
        (COUNT, "number", True, "“TRUE” is not a number; write it as 1,234, or choose a reason."),
        (COUNT, "absence", "because", "Choose a reason from the list."),
        (LINE, "progress", "Splendid", "Choose a step of the plan's scale."),
        (LINE, "language", "Latin", "Choose one of the languages."),
        ("figure|1.a|4.1|", "reached_on", "in spring", "“in spring” is not a date."),
        ("figure|1.a|4.1|", "reached_on", "31.02.2014", "“31.02.2014” is not a date."),
        (WOMEN, "denominator", None, "Give this figure too; a blank is not a zero."),
    ],
)
def test_a_cell_that_cannot_be_taken_has_its_sentence(
    full: Cast, sheets: Sheets, row: str, column: str, value: object, sentence: str
) -> None:
    cell = sheets.write(row, column, value)
    found = compared(full, sheets.data())

    assert sentence in [fault.sentence for fault in found.faults]
    assert any(cell.coordinate in fault.place for fault in found.faults)


def test_a_fault_that_stands_online_already_does_not_hold_the_workbook_up(full: Cast) -> None:
    written(full, {**ANSWERS, "value:1.1::number": "about 20"})
    sheets = opened(downloaded(full))
    sheets.write(LINE, "obstacles", "No trainers")
    found = compared(full, sheets.data())

    assert (states(found), found.faults) == ({"obstacles": "new"}, [])


def test_a_number_means_what_it_means_in_the_language_of_the_workbook(
    full: Cast, sheets: Sheets
) -> None:
    sheets.write(COUNT, "number", "1.234")
    with override("nl"):
        (fault,) = compared(full, sheets.data()).faults

    assert fault.sentence == "“1.234” has decimals after the “.”; if you mean 1234, write so."


def test_a_formula_without_a_result_is_refused_by_cell(full: Cast, sheets: Sheets) -> None:
    cell = sheets.write(COUNT, "number", "=20+5")
    found = compared(full, sheets.data())

    assert [str(fault) for fault in found.faults] == [
        f"Figures, {cell.coordinate}: holds a formula without a result; write the result instead."
    ]


def test_an_error_of_the_spreadsheet_is_refused_by_cell(full: Cast, sheets: Sheets) -> None:
    cell = sheets.write(COUNT, "number", "#DIV/0!")
    (fault,) = compared(full, sheets.data()).faults

    assert fault.place == f"Figures, {cell.coordinate}"
    assert "#DIV/0!" in fault.sentence


def test_merged_cells_are_refused(full: Cast, sheets: Sheets) -> None:
    sheets.lines.merge_cells("H3:H4")
    found = compared(full, sheets.data())

    assert found.faults[0].place == "Lines, H3:H4"
    assert "merged" in found.faults[0].sentence


def test_rows_may_be_re_ordered_sheets_renamed_and_columns_hidden_or_moved(
    full: Cast, sheets: Sheets
) -> None:
    sheets.write(COUNT, "number", 30)
    figures = sheets.figures
    rows = [[cell.value for cell in row] for row in figures.iter_rows(min_row=3)]
    for number, row in enumerate(reversed(rows), start=3):
        for at, value in enumerate(row, start=1):
            figures.cell(number, at).value = value
    for letter in "CDEFGH":
        figures.column_dimensions[letter].hidden = True
    figures.insert_cols(9)
    figures.title = "Our figures"
    found = compared(full, sheets.data())

    assert (states(found), found.faults, found.notes) == ({"value:1.1::number": "changed"}, [], [])


def test_rows_that_are_missing_stay_as_they_are_and_are_named(full: Cast, sheets: Sheets) -> None:
    sheets.lines.delete_rows(sheets.cell("line|1.b", "code").row)
    sheets.figures.delete_rows(sheets.cell(COUNT, "number").row)
    found = compared(full, sheets.data())

    assert found.to_apply == []
    assert found.notes == [
        "Rows of these lines are not in the workbook and stay as they are: 1.a, 1.b."
    ]


def test_a_column_that_is_gone_empties_nothing(full: Cast, sheets: Sheets) -> None:
    sheets.lines.delete_cols(sheets.cell(LINE, "account").column)
    found = compared(full, sheets.data())

    assert found.to_apply == []
    assert found.notes == [
        "Lines: the column “What was done” is gone; its answers stay as they are."
    ]


def test_a_row_that_stands_twice_is_refused(full: Cast, sheets: Sheets) -> None:
    last = sheets.figures.max_row + 1
    row = sheets.cell(COUNT, "number").row
    for at in range(1, sheets.figures.max_column + 1):
        sheets.figures.cell(last, at).value = sheets.figures.cell(row, at).value
    (fault,) = compared(full, sheets.data()).faults

    assert fault.place == f"Figures, row {last}"


def test_rows_and_cells_that_nobody_asked_for_are_named_and_not_read(
    full: Cast, sheets: Sheets
) -> None:
    last = sheets.lines.max_row + 1
    sheets.lines.cell(last, sheets.cell(LINE, "account").column).value = "A row of my own"
    grey = sheets.write(COUNT, "denominator", 100)
    found = compared(full, sheets.data())

    assert found.to_apply == []
    assert found.notes == [
        f"Lines, row {last} is not one of the rows asked for; it was not read.",
        f"Nothing is asked in these cells; they were not read: Figures, {grey.coordinate}.",
    ]


def test_a_version_that_never_was_is_refused(full: Cast, sheets: Sheets) -> None:
    for row in sheets.lines.iter_rows(min_row=3), sheets.figures.iter_rows(min_row=3):
        for cells in row:
            if str(cells[0].value).split("|")[1] == "1.a":
                cells[1].value = 99
    (fault,) = compared(full, sheets.data()).faults

    assert fault.place == "Line 1.a"


def test_versions_that_were_mixed_are_refused(full: Cast, sheets: Sheets) -> None:
    sheets.write(COUNT, "base", 1)
    (fault,) = compared(full, sheets.data()).faults

    assert "download the workbook again" in fault.sentence


def _other_year(sheets: Sheets) -> None:
    sheets.book["suivi"]["B4"] = "2013"


def _other_body(sheets: Sheets) -> None:
    sheets.book["suivi"]["B5"] = "justice"


def _other_plan(sheets: Sheets) -> None:
    sheets.book["suivi"]["B3"] = "another-plan"


def _older_form(sheets: Sheets) -> None:
    sheets.book["suivi"]["B2"] = "0"


def _no_facts(sheets: Sheets) -> None:
    sheets.book.remove(sheets.book["suivi"])


def _no_figures(sheets: Sheets) -> None:
    sheets.book.remove(sheets.figures)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_other_year, "This workbook is of defence, 2013 (small-plan)"),
        (_other_body, "This workbook is of justice, 2014 (small-plan)"),
        (_other_plan, "This workbook is of defence, 2014 (another-plan)"),
        (_older_form, "has the form of another version"),
        (_no_facts, "not a workbook of this system"),
        (_no_figures, "The workbook has no sheet “Figures”."),
    ],
)
def test_the_workbook_of_another_is_not_taken(
    full: Cast, sheets: Sheets, change: Callable[[Sheets], None], words: str
) -> None:
    change(sheets)

    assert words in _refusal(full, sheets.data())


def test_a_foreign_workbook_is_not_taken(full: Cast) -> None:
    assert "not a workbook of this system" in _refusal(full, xlsx())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2014.xlsm", "2014.xlsm may hold macros; save it as .xlsx"),
        ("2014.xls", "2014.xls is not an Excel workbook; save it as .xlsx"),
        ("2014.ods", "2014.ods is not an Excel workbook; save it as .xlsx"),
        ("2014.csv", "2014.csv is not an Excel workbook; save it as .xlsx"),
    ],
)
def test_what_is_no_xlsx_by_its_name_is_not_taken(full: Cast, name: str, words: str) -> None:
    assert words in _refusal(full, downloaded(full), name)


@pytest.mark.parametrize("data", [b"not a workbook", docx(), b"PK\x03\x04 broken"])
def test_what_is_no_xlsx_by_its_content_is_not_taken(full: Cast, data: bytes) -> None:
    assert "2014-defence.xlsx" in _refusal(full, data)


def test_macros_inside_are_found_whatever_the_name(full: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(downloaded(full))) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}

    assert "program" in _refusal(full, archive({**inside, "xl/vbaProject.bin": b"x"}))


def test_a_bomb_is_refused_before_it_is_unpacked(full: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(downloaded(full))) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    bomb = archive({**inside, "xl/media/zeros.bin": b"\0" * 200 * 1024 * 1024})

    assert len(bomb) < 300_000
    assert "unpacks to more than can be taken" in _refusal(full, bomb)


def test_entities_in_the_xml_are_refused(full: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(downloaded(full))) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
    inside["xl/workbook.xml"] = lol + inside["xl/workbook.xml"]

    assert "not a workbook that can be read" in _refusal(full, archive(inside))


def test_a_sheet_without_end_is_refused(full: Cast, sheets: Sheets) -> None:
    sheets.lines.cell(1_000_000, 3).value = "far away"

    assert "far too large" in _refusal(full, sheets.data())


def test_an_empty_workbook_and_an_empty_file_are_refused(full: Cast) -> None:
    stream = io.BytesIO()
    Workbook().save(stream)

    assert "not a workbook of this system" in _refusal(full, stream.getvalue())
    assert "is empty" in _refusal(full, b"")


@pytest.mark.parametrize("name", ["coordinator", "clearing_officer", "reader", "other_focal_point"])
def test_only_those_who_write_hand_a_workbook_over(full: Cast, name: str) -> None:
    with pytest.raises(Refused):
        received(full, downloaded(full), by=getattr(full, name))


def test_the_original_file_is_kept_as_it_was(full: Cast) -> None:
    data = downloaded(full)
    imported = received(full, data)

    assert imported.file.path.read_bytes() == data
    assert (imported.file.name, imported.received_by) == ("2014-defence.xlsx", full.focal_point)
