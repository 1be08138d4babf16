"""How is the table of a framework read, and what is said when it has faults?"""

import io

import pytest
from openpyxl import Workbook

from suivi.errors import Faults
from suivi.indicators.frameworks.rows import read_table
from suivi.languages.wording import State

GOOD = (
    "code,theme en,text en,text fr,unofficial,kind,source,standing,note\n"
    "1,Peace,Number of talks,Nombre de pourparlers,fr,quantitative,Document 1,confirmed,\n"
    "2,,=Share of women,,,,,,\n"
)


def workbook(rows: list[list[object]]) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def faults(data: bytes, name: str = "table.csv") -> list[str]:
    """What is wrong with a table, sentence by sentence."""
    with pytest.raises(Faults) as found:
        read_table(data, name)
    return [str(fault) for fault in found.value.faults]


def test_a_csv_table_is_read_with_its_translations() -> None:
    first, second = read_table(GOOD.encode(), "table.csv")
    assert first.text.texts == {"en": "Number of talks", "fr": "Nombre de pourparlers"}
    assert first.text.state("fr") == State.UNOFFICIAL
    assert (first.kind, first.standing, first.source) == ("quantitative", "confirmed", "Document 1")
    assert (second.text.texts, second.standing) == ({"en": "=Share of women"}, "unconfirmed")


def test_semicolons_and_a_byte_order_mark_are_read_too() -> None:
    (row,) = read_table("\ufeffcode;text en\n1;Women, peace\n".encode(), "table.csv")
    assert row.text.texts["en"] == "Women, peace"


def test_a_workbook_is_read_like_the_csv() -> None:
    data = workbook([["code", "text en"], [8, "Women in talks"]])
    assert [row.code for row in read_table(data, "Table.XLSX")] == ["8"]


def test_faults_are_told_row_by_row() -> None:
    table = (
        "code,text en,kind,standing,unofficial,source\n"
        "1,,countable,confirmed,xx,\n"
        "2,Words,,,,\n"
        "2,More words,,,,\n"
    )
    assert faults(table.encode()) == [
        "row 2: “text en” is empty.",
        "row 2: “countable” is none of: quantitative, qualitative.",
        "row 2: “xx” is no language.",
        "row 2: Name the source in which it was confirmed.",
        "row 4: The code 2 stands here twice.",
    ]


def test_the_row_of_a_workbook_is_told_by_its_own_number() -> None:
    data = workbook([["code", "text en"], ["1", "Words"], [None, None], ["2", None]])
    assert faults(data, "table.xlsx") == ["row 4: “text en” is empty."]


def test_missing_and_unknown_columns_are_told() -> None:
    assert faults(b"code,words\n1,Talks\n") == [
        "row 1: The column “text en” is missing.",
        "row 1: “words” is no column of this table.",
    ]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "table.csv", "The file is empty."),
        (b"code,text en\n", "table.csv", "The table has no row."),
        (b"\xff\xfe", "table.csv", "The file is not UTF-8 text."),
        (b"PK no archive", "table.xlsx", "This is not a workbook that can be read."),
    ],
)
def test_what_is_no_table_at_all_is_said(data: bytes, name: str, sentence: str) -> None:
    assert faults(data, name)[0].startswith(sentence)
