"""Does a plan survive the way through a spreadsheet, and are faults told by sheet and cell?"""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from suivi.errors import Faults
from suivi.plans.exports.workbook import workbook_bytes
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.checking import all_faults, checked
from suivi.plans.formats.documents import Document
from suivi.plans.formats.reading import read_json
from suivi.plans.formats.sheets import SHEETS
from suivi.plans.imports.plan_files import plan_from_file, read_plan_file
from suivi.plans.models import Plan
from tests.plans.files import BELGIAN, OUTLINE, SAMPLE, activity, loaded_sample, sample


def _book(document: Document) -> Any:
    return load_workbook(io.BytesIO(workbook_bytes(document)))


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _told(change: Callable[[Any], object]) -> list[str]:
    """The faults of the sample's workbook, changed."""
    book = _book(sample())
    change(book)
    try:
        return [str(fault) for fault in all_faults(read_plan_file(_bytes(book), "plan.xlsx"))]
    except Faults as faults:
        return [str(fault) for fault in faults.faults]


@pytest.mark.parametrize("path", [BELGIAN, OUTLINE, SAMPLE], ids=lambda path: path.stem)
def test_a_workbook_holds_the_whole_plan(path: Path) -> None:
    document = checked(read_json(path.read_bytes()))
    again = plan_from_file(workbook_bytes(document), "plan.xlsx")
    assert canonical(again) == path.read_bytes()


def test_a_workbook_saved_by_a_spreadsheet_program_holds_the_whole_plan() -> None:
    assert canonical(plan_from_file(_bytes(_book(sample())), "p.xlsx")) == SAMPLE.read_bytes()


def test_the_main_sheet_has_one_row_for_each_of_the_125_instruments() -> None:
    book = _book(checked(read_json(BELGIAN.read_bytes())))
    assert tuple(book.sheetnames) == SHEETS
    rows = list(book["Plan"].iter_rows(values_only=True))
    assert rows[0][:3] == ("objectives code", "objectives title", "objectives text")
    assert len(rows) == 1 + 125
    assert book["Responsibilities"].max_row == 1 + 194


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+32 2 501 81 11", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "1.10", "007"),
        *("2013-01-01", "TRUE", "_x0041_", "line one\nline two", "é ü ß ∑ 平和", "'quoted'"),
    ],
)
def test_any_text_goes_through_a_cell_as_text(text: str) -> None:
    document = sample(lambda plan: activity(plan).update(text=text))
    data = workbook_bytes(document)
    cells = [cell for row in load_workbook(io.BytesIO(data))["Plan"].iter_rows() for cell in row]
    assert all(cell.data_type in "sn" for cell in cells)
    assert plan_from_file(data, "plan.xlsx") == document


def test_text_that_looks_like_a_formula_is_marked_as_text_for_spreadsheet_programs() -> None:
    book = _book(sample(lambda plan: activity(plan).update(text="=1+1")))
    (cell,) = [c for row in book["Plan"].iter_rows() for c in row if c.value == "=1+1"]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)


def test_wording_in_other_languages_goes_through_with_its_state() -> None:
    wording = {
        "en": {"text": "Draft", "state": "unofficial"},
        "fr": "Officiel",
        "nl": {"text": "Verouderd", "state": "stale"},
    }

    def translate(plan: Any) -> None:
        activity(plan)["text"] = wording
        activity(plan)["instruments"][1]["measures"][0]["label"] = wording
        plan["dimensions"][0]["categories"][0]["name"] = {"en": "minors", "de": "Kinder"}
        plan["footnotes"][0]["text"] = wording

    document = sample(translate)
    assert plan_from_file(workbook_bytes(document), "plan.xlsx") == document


def test_cells_typed_as_numbers_dates_and_yes_are_understood() -> None:
    book = _book(sample())
    book["Footnotes"]["A2"] = 1.0
    book["Focus countries"]["B2"] = date(2025, 7, 1)
    book["Periods"]["B2"] = True
    book["Responsibilities"]["B2"] = "1"
    assert canonical(plan_from_file(_bytes(book), "plan.xlsx")) == SAMPLE.read_bytes()


def test_what_stands_above_may_be_repeated_on_every_row() -> None:
    book = _book(sample())
    sheet = book["Plan"]
    for row in (3, 4):
        for column in range(1, sheet.max_column + 1):
            if sheet.cell(row, column).value is None and column < 8:
                sheet.cell(row, column).value = sheet.cell(2, column).value
    assert canonical(plan_from_file(_bytes(book), "plan.xlsx")) == SAMPLE.read_bytes()


def _set(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


CELLS: list[tuple[Callable[[Any], object], str]] = [
    (
        _set("Measures", "D2", "guess"),
        "sheet Measures, cell D2: “guess” is none of: log, count, share, ratio, amount, milestone,"
        " narrative",
    ),
    (_set("Measures", "A2", "Z.9"), "sheet Measures, cell A2: no line has this code"),
    (
        _set("Measures", "B2", 3),
        "sheet Measures, cell B2: the line has no instrument with this number",
    ),
    (
        _set("Measures", "H2", "sex"),
        "sheet Measures, cell H2: no dimension has the code “sex”",
    ),
    (_set("Scale", "D2", "two"), "sheet Scale, cell D2: must be a whole number"),
    (_set("Scale", "E2", "maybe"), "sheet Scale, cell E2: write “yes” or leave it empty"),
    (
        _set("Scale", "D2", "=1+1"),
        "sheet Scale, cell D2: holds a formula; write its result instead",
    ),
    (
        _set("Bodies", "A2", date(2025, 1, 1)),
        "sheet Bodies, cell A2: holds a date; format the cell as text and write it again",
    ),
    (
        _set("Plan", "A3", 1.5),
        "sheet Plan, cell A3: holds a number; format the cell as text and write it again",
    ),
    (
        _set("Plan", "B3", "Prevention"),
        "sheet Plan, cell B3: differs from what sheet Plan, cell B2 says; leave it empty or say"
        " the same",
    ),
    (_set("Facts", "A2", "colour"), "sheet Facts, cell A2: is not a fact of a plan"),
    (
        _set("Periods", "C3", "soon"),
        "sheet Periods, cell C3: “soon” is not a date written as 2013-12-31",
    ),
    (
        _set("Translations", "B2", "B"),
        "sheet Translations, cell B2: the plan has no such part",
    ),
    (
        _set("Translations", "G2", "good"),
        "sheet Translations, cell G2: “good” is none of: official, unofficial, stale",
    ),
    (
        _set("Translations", "F2", "es"),
        "sheet Translations, cell H2: is not a key of the format here",
    ),
    (
        _set("Responsibilities", "D2", "nobody"),
        "sheet Responsibilities, cell D2: no body has the code “nobody”",
    ),
    (
        _set("Plan", "Z1", "remarks"),
        "sheet Plan, cell Z1: “remarks” is not a column of this sheet",
    ),
    (
        _set("Measures", "D1", "type"),
        "sheet Measures: the column “kind” is missing",
    ),
    (
        lambda book: book.create_sheet("Notes"),
        "sheet Notes: is not a sheet of the format; take it out",
    ),
    (lambda book: book.remove(book["Facts"]), "The workbook has no sheet “Facts”."),
]


@pytest.mark.parametrize(("change", "sentence"), CELLS, ids=[s for _c, s in CELLS])
def test_a_fault_in_a_cell_is_told_by_sheet_and_cell(
    change: Callable[[Any], object], sentence: str
) -> None:
    assert sentence in _told(change)


def test_a_part_that_is_missing_is_told_by_the_row_it_is_missing_from() -> None:
    def no_responsibilities(book: Any) -> None:
        book["Responsibilities"].delete_rows(3)

    assert _told(no_responsibilities) == [
        "sheet Plan, cell H4: responsibilities: at least one is required"
    ]


def test_a_column_too_many_hides_no_other_fault() -> None:
    def several(book: Any) -> None:
        book["Plan"]["Z1"] = "remarks"
        book["Scale"]["F1"] = "colour"
        book["Scale"]["D2"] = "two"
        book["Measures"]["D2"] = "guess"

    assert {sentence.partition(":")[0] for sentence in _told(several)} == {
        "sheet Plan, cell Z1",
        "sheet Scale, cell F1",
        "sheet Scale, cell D2",
        "sheet Measures, cell D2",
    }


@pytest.mark.parametrize("sheet", ["Plan", "Levels"])
def test_a_sheet_without_rows_is_told_by_its_name(sheet: str) -> None:
    sentences = _told(lambda book: book[sheet].delete_rows(2, 9))
    assert any(
        sentence.startswith(f"sheet {sheet}: at least one is required") for sentence in sentences
    )


@pytest.mark.parametrize("number", ["9" * 5000, 1e300, "²"])
def test_a_number_beyond_all_numbers_is_no_number(number: object) -> None:
    (sentence,) = _told(_set("Scale", "D2", number))
    assert sentence.startswith("sheet Scale, cell D2: must be")


def test_a_workbook_does_not_say_when_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(sample()))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml")
    assert b"created" not in about
    assert b"modified" not in about


def _compressed(size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * size)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (
            b"PK\x03\x04 and then nothing",
            "a.xlsx",
            "This is not a workbook that can be read. Save it as .xlsx and try again.",
        ),
        (
            _compressed(10),
            "a.xlsx",
            "This is not a workbook that can be read. Save it as .xlsx and try again.",
        ),
        (
            _compressed(101 * 1024 * 1024),
            "a.xlsx",
            "Unpacked, the workbook is far too big for a plan.",
        ),
        (
            b"\xd0\xcf\x11\xe0 old",
            "a.xls",
            "This is a workbook of old Excel (.xls); save it as .xlsx.",
        ),
        (b"a;b;c", "a.xlsx", "This file is called .xlsx but is not an XLSX workbook."),
    ],
    ids=["cut off", "not a workbook", "bomb", "old", "renamed"],
)
def test_a_file_that_is_no_workbook_gets_one_sentence(
    data: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(Faults) as refusal:
        plan_from_file(data, name)
    assert [str(fault) for fault in refusal.value.faults] == [sentence]


@pytest.mark.django_db
def test_loading_the_workbook_of_a_loaded_plan_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = loaded_sample()
    path = tmp_path / "plan.xlsx"
    call_command("plan_show", plan.slug, format="xlsx", output=str(path))
    call_command("plan_load", str(path), "--apply-changes")
    assert capsys.readouterr().out == "example-four-levels: nothing to change.\n"


@pytest.mark.django_db
def test_a_plan_can_be_loaded_from_a_workbook_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_bytes(sample()))
    call_command("plan_load", str(path), verbosity=0)
    assert Plan.objects.get().slug == "example-four-levels"


@pytest.mark.django_db
def test_a_workbook_is_not_poured_into_a_terminal() -> None:
    loaded_sample()
    with pytest.raises(CommandError, match="A spreadsheet needs a file"):
        call_command("plan_show", "example-four-levels", format="xlsx", stdout=io.StringIO())
