"""What is said of a table that is odd, damaged, foreign, dangerous, or saved by another program?"""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from suivi.activities.models import Activity, ActivityImport
from suivi.activities.tables import layout, writing
from suivi.errors import Faults
from suivi.files.models import StoredFile
from tests import factories
from tests.activities.tables import (
    Sheet,
    applied,
    changes,
    compared,
    exported,
    in_csv,
    received,
    sheet_of,
)
from tests.cast import Cast
from tests.files.samples import archive, docx, xlsx
from tests.reporting.sheets import downloaded

COURSE = {"title": "Course", "kind": "training", "started_on": date(2014, 6, 7)}
HEAD = ("Title [title]", "Kind [kind]", "Date [started_on]")


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    """The register of Defence, one activity, as downloaded."""
    factories.make_activity(cast.body, title="Mission", women=2)
    return sheet_of(exported(cast.focal_point))


def _refusal(cast: Cast, data: bytes, name: str = "activities.xlsx") -> str:
    with pytest.raises(Faults) as refused:
        received(cast.focal_point, data, name)
    assert not ActivityImport.objects.exists()
    assert not StoredFile.objects.exists()
    return str(refused.value)


def _new(cast: Cast, data: bytes) -> dict[str, Any]:
    """The facts of the one new activity of a table."""
    found = compared(cast.focal_point, data)
    assert found.faults == []
    (new,) = found.differences
    return new.result("table")


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("women", "n.a.", "“n.a.” is not a number; write it as 1,234, or leave it empty."),
        ("women", -1, "“-1” is below zero; a count is not."),
        ("women", 1.5, "“1.5” is not a whole number."),
        ("women", True, "“TRUE” is not a number; write it as 1,234, or leave it empty."),
        ("kind", "party", "“party” is not in the list; write one of: intervention; project"),
        ("gender_marker", 3, "“3” is not in the list; write one of: 0: screened"),
        ("gender_marker", "n/a", "“n/a” is not in the list"),
        ("started_on", "in spring", "“in spring” is not a date; write day, month and year"),
        ("started_on", "12/31/2014", "“12/31/2014” is not a date"),
        ("started_on", date(1204, 1, 1), "This year cannot be meant: 1204."),
        ("ended_on", date(2013, 1, 1), "An activity cannot end before it begins."),
        ("countries", "Mali, Atlantis", "“Atlantis” is no country we know"),
        ("partners", "Justice; Nobody", "No body is called “Nobody” here."),
        ("lines", "1.a, 9.z", "There is no line “9.z” here; write codes as printed: 1.a, 23.c."),
        ("links", "Report (ftp://x)", "“Report (ftp://x)” is no evidence; write each as: title"),
        ("title", None, "This field cannot be blank."),
        ("title", "x" * 301, "Ensure this value has at most 300 characters"),
        ("amount", 12, "Give the currency of the amount as three letters."),
        ("currency", "euro", "Give the currency of the amount as three letters."),
        ("uid", "my own number", "is no identifier of this register; leave it empty for a new"),
        ("body", "Justice", "An activity stays with its body; enter another one there."),
    ],
)
def test_what_cannot_be_taken_is_said_by_sheet_row_column_and_cell(
    cast: Cast, sheet: Sheet, key: str, value: Any, sentence: str
) -> None:
    cell = sheet.write(key, value)
    (fault,) = compared(cast.focal_point, sheet.data()).faults

    assert fault.sentence.startswith(sentence)
    where = {"amount": "currency"}.get(key, key)
    assert fault.place.startswith(f"Activities, row {cell.row}, ")
    assert fault.place.endswith(f"({sheet.cell(where).coordinate})")


def test_a_row_in_csv_is_named_by_its_number_and_column(cast: Cast) -> None:
    rows = [[*HEAD, "Women"], ["Course", "training", "2014-06-07", "n.a."]]
    (fault,) = compared(cast.focal_point, in_csv(rows)).faults

    assert str(fault) == (
        "Row 2, Women: “n.a.” is not a number; write it as 1,234, or leave it empty."
    )


def test_what_a_new_activity_needs_is_said(cast: Cast, sheet: Sheet) -> None:
    sheet.add(source="Press")
    faults = compared(cast.focal_point, sheet.data()).faults

    assert [fault.place for fault in faults] == [
        f"Activities, row 4, {name}" for name in ("Title (C4)", "Kind (D4)", "Date (E4)")
    ]


def test_the_same_row_twice_is_refused(cast: Cast, sheet: Sheet) -> None:
    sheet.add(**COURSE, uid=sheet.cell("uid").value)
    (fault,) = compared(cast.focal_point, sheet.data()).faults

    assert "stands in the table twice (row 3)" in fault.sentence


def test_a_row_without_its_version_asks_for_another_export(cast: Cast, sheet: Sheet) -> None:
    sheet.write("version", None)
    sheet.write("women", 3)
    (fault,) = compared(cast.focal_point, sheet.data()).faults

    assert "does not say from which version it began" in fault.sentence


def test_one_iati_identifier_names_one_activity(cast: Cast, sheet: Sheet) -> None:
    factories.make_activity(cast.other_body, iati_identifier="BE-1")
    sheet.add(**COURSE, iati_identifier="BE-1")
    sheet.add(**{**COURSE, "title": "Seminar"}, iati_identifier="BE-2")
    sheet.add(**{**COURSE, "title": "Hearing"}, iati_identifier="BE-2")
    faults = compared(cast.focal_point, sheet.data()).faults

    assert [fault.place.split(",")[1] for fault in faults] == [" row 4", " row 6"]


def test_rows_may_be_re_ordered_and_columns_moved_hidden_or_left_away(
    cast: Cast, sheet: Sheet
) -> None:
    factories.make_activity(cast.body, title="Seminar", started_on=date(2014, 1, 1))
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 7, 4)
    rows = [[cell.value for cell in row] for row in sheet.sheet.iter_rows(min_row=3)]
    for number, row in enumerate(reversed(rows), start=3):
        for at, value in enumerate(row, start=1):
            sheet.sheet.cell(number, at).value = value
    sheet.sheet.column_dimensions["A"].hidden = True
    sheet.sheet.delete_cols(sheet.column("account"))
    sheet.sheet.insert_cols(4)
    sheet.sheet.title = "Our activities"
    found = compared(cast.focal_point, sheet.data())

    assert (changes(found), found.faults) == ({"women": 7}, [])
    assert found.notes == ["These columns are not in the table; what they tell stays: Account."]


def test_unknown_columns_are_said_and_not_read(cast: Cast, sheet: Sheet) -> None:
    at = sheet.sheet.max_column + 1
    sheet.sheet.cell(1, at).value = "our remark"
    found = compared(cast.focal_point, sheet.data())

    assert found.notes == ["These columns are not known and were not read: our remark."]


def test_a_formula_without_a_result_and_an_error_are_refused_by_cell(
    cast: Cast, sheet: Sheet
) -> None:
    formula, error = sheet.write("women", "=1+1"), sheet.write("men", "#DIV/0!")
    faults = compared(cast.focal_point, sheet.data()).faults

    assert [fault.place for fault in faults[:2]] == [
        f"Activities, row 3, Women ({formula.coordinate})",
        f"Activities, row 3, Men ({error.coordinate})",
    ]
    assert "holds a formula without a result" in faults[0].sentence
    assert "holds an error (#DIV/0!)" in faults[1].sentence


def test_merged_cells_are_refused(cast: Cast, sheet: Sheet) -> None:
    sheet.sheet.merge_cells("C3:D3")
    faults = compared(cast.focal_point, sheet.data()).faults

    assert "Activities, C3:D3: These cells are merged." in [
        str(fault).split(" Undo")[0] for fault in faults
    ]


def test_texts_that_look_like_formulas_leave_as_texts(cast: Cast) -> None:
    for title in ("=1+1", "+32 2", "-1", "@name", "'=2", "\tx"):
        factories.make_activity(cast.body, title=title)
    made = exported(cast.focal_point, order="entered")
    cells = [sheet_of(made).cell("title", row) for row in range(3, 9)]
    rows = writing.as_csv(made).decode("utf-8-sig").splitlines()[1:]

    assert {(cell.data_type, cell.quotePrefix) for cell in cells[1:2]} == {("s", False)}
    assert [cell.value for cell in cells[2:]] == ["@name", "-1", "+32 2", "=1+1"]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells[2:])
    assert [row.split(",")[2] for row in rows[1:]] == ["''=2", "'@name", "'-1", "'+32 2", "'=1+1"]
    assert compared(cast.focal_point, writing.as_csv(made)).unchanged == 6


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_every_separator_and_encoding_is_read(
    cast: Cast, delimiter: str, encoding: str
) -> None:
    head = ["Intitulé", "Titre", "Type", "Date", "Compte rendu"]
    with override("fr"):
        keys = ("title", "kind", "started_on", "account")
        head = [str(layout.BY_KEY[key].heading) for key in keys]
    row = ["Égalité à Zürich – première", "training", "2014-06-07", "Un; deux, trois\nquatre"]
    told = _new(cast, in_csv([head, row], delimiter, encoding))

    assert (told["title"], told["account"], told["language"]) == (row[0], row[3], "fr")


def test_the_line_that_excel_puts_before_the_headings_is_passed_over(cast: Cast) -> None:
    data = b"sep=;\r\n" + in_csv([HEAD, ["Course", "training", "07.06.2014"]])

    assert _new(cast, data)["started_on"] == date(2014, 6, 7)


@pytest.mark.parametrize(
    "text", ["31/12/2014", "31.12.2014", "31-12-2014", "2014-12-31", "42004", "31/12/2014 00:00"]
)
def test_a_day_is_read_however_it_was_written(cast: Cast, text: str) -> None:
    assert _new(cast, in_csv([HEAD, ["Course", "training", text]]))["started_on"] == date(
        2014, 12, 31
    )


def test_a_day_that_could_be_meant_otherwise_is_read_day_first_and_said(cast: Cast) -> None:
    data = in_csv([HEAD, ["Course", "training", "03/04/2014"]])
    found = compared(cast.focal_point, data)

    assert _new(cast, data)["started_on"] == date(2014, 4, 3)
    assert "Dates were read day first, then month: Row 2, Date: 03/04/2014 = 3 April 2014." in (
        found.notes
    )


@pytest.mark.parametrize(
    ("language", "text", "hundredths"),
    [
        ("fr", "1234,5", 123450),
        ("fr", "1 234,50", 123450),
        ("nl", "1.234,50", 123450),
        ("de", "1.234", 123400),
        ("en", "1,234.5", 123450),
        ("en", "1234,5", 123450),
        ("de", "1234.5", 123450),
        ("nl", "0", 0),
    ],
)
def test_an_amount_is_read_as_the_language_of_the_table_writes_it(
    cast: Cast, language: str, text: str, hundredths: int
) -> None:
    with override(language):
        made = writing.empty_table({cast.body.pk})
        head = writing.as_csv(made).decode("utf-8-sig").splitlines()[0]
    names = head.split("," if language == "en" else ";")
    told = dict.fromkeys(names, "")
    for name in names:
        key = layout.key_of(name)
        facts = {"title": "C", "kind": "training", "started_on": "2014-06-07", "currency": "EUR"}
        told[name] = {**facts, "amount": text}.get(key, "")

    assert _new(cast, in_csv([names, list(told.values())]))["amount"] == hundredths


def test_a_table_in_one_language_is_read_on_a_page_in_another(cast: Cast) -> None:
    with override("de"):
        made = sheet_of(writing.empty_table({cast.body.pk}))
        kind = str(Activity.Kind.TRAINING.label)
    made.add(title="Kurs", kind=kind, started_on="7.6.2014", amount="1.234,5", currency="EUR")

    assert _new(cast, made.data())["amount"] == 123450
    assert _new(cast, made.data())["language"] == "de"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.xlsm", "a.xlsm may hold macros; save it as .xlsx"),
        ("a.xls", "a.xls is not a table that can be read here; save it as .xlsx or .csv."),
        ("a.ods", "a.ods is not a table that can be read here; save it as .xlsx or .csv."),
        ("a.pdf", "a.pdf is not a table that can be read here"),
    ],
)
def test_what_is_no_table_by_its_name_is_not_taken(
    cast: Cast, sheet: Sheet, name: str, words: str
) -> None:
    assert words in _refusal(cast, sheet.data(), name)


def test_macros_a_bomb_and_entities_are_refused_before_anything_is_read(
    cast: Cast, sheet: Sheet
) -> None:
    with zipfile.ZipFile(io.BytesIO(sheet.data())) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    bomb = archive({**inside, "xl/media/zeros.bin": b"\0" * 200 * 1024 * 1024})
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
    entities = archive({**inside, "xl/workbook.xml": lol + inside["xl/workbook.xml"]})

    assert len(bomb) < 300_000
    assert "unpacks to more than can be taken" in _refusal(cast, bomb)
    assert "program" in _refusal(cast, archive({**inside, "xl/vbaProject.bin": b"x"}))
    assert "not a workbook that can be read" in _refusal(cast, entities)


@pytest.mark.parametrize("data", [docx(), b"PK\x03\x04 broken", b"\x00\x01\x02"])
def test_what_is_no_table_by_its_content_is_not_taken(cast: Cast, data: bytes) -> None:
    assert "activities.xlsx" in _refusal(cast, data)


def test_a_table_of_something_else_says_what_is_missing(cast: Cast) -> None:
    foreign = in_csv([["Name", "Town"], ["A", "B"]])

    assert "a row with the headings “Title”, “Kind” and “Date” is missing" in _refusal(cast, xlsx())
    assert "Take the empty table" in _refusal(cast, foreign, "a.csv")
    assert "not of activities" in _refusal(cast, downloaded(cast))


def test_an_older_form_is_refused_with_the_way_out(cast: Cast, sheet: Sheet) -> None:
    sheet.book["suivi"]["B2"] = "0"

    assert "Export it again and copy over." in _refusal(cast, sheet.data())


def test_a_table_without_rows_or_with_too_many_is_refused(cast: Cast) -> None:
    assert "The table has no rows." in _refusal(
        cast, writing.as_workbook(writing.empty_table({cast.body.pk}))
    )
    many = in_csv([HEAD, *([f"Course {n}", "training", "2014-06-07"] for n in range(10_001))])
    assert "more than 10000 rows" in _refusal(cast, many, "a.csv")


def test_a_sheet_without_end_is_refused(cast: Cast, sheet: Sheet) -> None:
    sheet.sheet.cell(1_000_000, 3).value = "far away"

    assert "far too large" in _refusal(cast, sheet.data())


def test_a_year_as_a_title_and_blanks_around_are_texts(cast: Cast) -> None:
    made = sheet_of(writing.empty_table({cast.body.pk}))
    made.add(**{**COURSE, "title": 2014, "source": "  Press \n"})

    told = _new(cast, made.data())
    assert (told["title"], told["source"]) == ("2014", "Press")


def test_every_part_of_a_sentence_is_kept_when_a_table_of_texts_is_applied(cast: Cast) -> None:
    rows = [HEAD, ["'=1+1", "Schulung", "2014-06-07"]]
    applied(cast.focal_point, in_csv(rows), "a.csv")

    assert Activity.objects.get().title == "=1+1"
