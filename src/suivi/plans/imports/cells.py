"""What do the cells of a workbook hold, and where is each?

A workbook comes from strangers: it is opened without trust, read row by row, and what a cell cannot
hold (a formula, an error, a date where a code belongs) is a fault that names sheet and cell.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from suivi.errors import Fault, Faults
from suivi.files.workbooks import BROKEN, opened, unreadable
from suivi.plans.formats.reading import DIGITS_AT_MOST
from suivi.plans.formats.sheets import Column, Holds

LIMIT_UNPACKED: Final = 100 * 1024 * 1024
LIMIT_ROWS: Final = 20_000
LIMIT_COLUMNS: Final = 200
DATES: Final = frozenset(
    {"from", "until", "adopted_on", "opens_on", "due_on", "closes_on", "value"}
)


@dataclass(frozen=True)
class Cell:
    """The value of a cell (None when blank), the type openpyxl found, and where it is."""

    value: Any
    type: str
    where: str


Row = dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """One sheet: its headings with where they are, and its rows that are not blank."""

    name: str
    headings: dict[str, str]
    rows: list[Row]
    faults: tuple[Fault, ...] = ()


class Unfit(Exception):
    """The cell holds what its column cannot take; the message is a sentence."""


def tables(data: bytes) -> dict[str, Table]:
    """The sheets of a workbook by name. Raises `Faults` when it cannot be read or is too big."""
    try:
        _check_unpacked(data)
        book = opened(data, results=False, read_only=True)
        return {sheet.title: _table(sheet) for sheet in book.worksheets}
    except BROKEN:
        raise unreadable() from None


def _check_unpacked(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LIMIT_UNPACKED:
            raise Faults([Fault("", _("Unpacked, the workbook is far too big for a plan."))])


def _table(sheet: Any) -> Table:
    sheet.reset_dimensions()
    lines = enumerate(sheet.iter_rows(max_col=LIMIT_COLUMNS), start=1)
    first = next(lines, (1, ()))
    headings, faults = _headings(sheet.title, _cells(sheet.title, *first))
    rows: list[Row] = []
    for number, line in lines:
        cells = _cells(sheet.title, number, line)
        row = {name: cells[at] for name, at in headings.items() if at in cells}
        if any(cell.value is not None for cell in row.values()):
            rows.append(
                {
                    name: cells.get(at) or _blank(sheet.title, number, at)
                    for name, at in headings.items()
                }
            )
        if len(rows) > LIMIT_ROWS:
            raise Faults([Fault(of_sheet(sheet.title), _("has far too many rows for a plan"))])
    where = {name: _where(sheet.title, 1, at) for name, at in headings.items()}
    return Table(sheet.title, where, rows, tuple(faults))


def _cells(sheet: str, row: int, line: Iterable[Any]) -> dict[int, Cell]:
    return {
        at: Cell(_unblank(cell.value), cell.data_type, _where(sheet, row, at))
        for at, cell in enumerate(line, start=1)
        if cell.value is not None
    }


def _unblank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _blank(sheet: str, row: int, column: int) -> Cell:
    return Cell(None, "n", _where(sheet, row, column))


def _headings(sheet: str, cells: dict[int, Cell]) -> tuple[dict[str, int], list[Fault]]:
    found: dict[str, int] = {}
    faults = []
    for at, cell in cells.items():
        if cell.value is None:
            continue
        name = " ".join(str(cell.value).split())
        if name in found:
            faults.append(Fault(cell.where, _("this heading stands here for the second time")))
        found.setdefault(name, at)
    return found, faults


def of_sheet(name: str) -> str:
    """Where something is that stands in no cell."""
    return _("sheet %(sheet)s") % {"sheet": name}


def _where(sheet: str, row: int, column: int) -> str:
    cell = f"{get_column_letter(column)}{row}"
    return _("sheet %(sheet)s, cell %(cell)s") % {"sheet": sheet, "cell": cell}


def unknown_headings(table: Table, columns: Iterable[tuple[str, Column]]) -> Iterator[Fault]:
    """A fault for each heading that the format does not know, or that stands there twice."""
    known = dict(columns)
    yield from table.faults
    for heading, where in table.headings.items():
        if heading not in known:
            sentence = _("“%(heading)s” is not a column of this sheet")
            yield Fault(where, sentence % {"heading": heading})


def missing_headings(table: Table, columns: Iterable[tuple[str, Column]]) -> Iterator[Fault]:
    """A fault for each heading that the format needs: without it the rows cannot be read."""
    for heading, column in columns:
        if column.needed and heading not in table.headings:
            sentence = _("the column “%(heading)s” is missing")
            yield Fault(of_sheet(table.name), sentence % {"heading": heading})


def content(cell: Cell, column: Column) -> Any:
    """What the cell says in the document; None when it is blank. Raises `Unfit`."""
    if cell.value is None:
        return None
    if cell.type == "f":
        raise Unfit(_("holds a formula; write its result instead"))
    if not isinstance(cell.value, str | int | float | bool | date):
        raise Unfit(_("holds a time; format the cell as text and write it again"))
    if cell.type == "e":
        raise Unfit(_("holds an error (%(value)s)") % {"value": cell.value})
    return READERS[column.holds](cell.value, column)


def _text(value: Any, column: Column) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise Unfit(_("holds true or false; a text is expected"))
    if isinstance(value, date):
        return _day(value, column)
    if isinstance(value, float) and not value.is_integer():
        raise Unfit(_("holds a number; format the cell as text and write it again"))
    return str(int(value))


def _day(value: date, column: Column) -> str:
    if column.key not in DATES:
        raise Unfit(_("holds a date; format the cell as text and write it again"))
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()


def _whole(value: Any, _column: Column) -> int:
    if isinstance(value, str):
        digits = value.strip()
        whole = digits.isascii() and digits.isdigit() and len(digits) <= DIGITS_AT_MOST
    else:
        # An endless number or none (1e999, NaN) is not whole either.
        whole = not isinstance(value, bool | date) and float(value).is_integer()
    if not whole:
        raise Unfit(_("must be a whole number"))
    return int(value)


def _yes(value: Any, _column: Column) -> bool:
    said = value if isinstance(value, bool) else str(value).strip().lower()
    if said not in (True, False, "yes", "no"):
        raise Unfit(_("write “yes” or leave it empty"))
    return said in (True, "yes")


def _words(value: Any, column: Column) -> list[str]:
    return [word.strip() for word in _text(value, column).split(",") if word.strip()]


def _numbers(value: Any, column: Column) -> list[int]:
    return [_whole(word, column) for word in _words(value, column)]


def _lines(value: Any, column: Column) -> list[str]:
    return [line.strip() for line in _text(value, column).split("\n") if line.strip()]


READERS: Final = {
    Holds.TEXT: _text,
    Holds.WORDING: _text,
    Holds.WHOLE: _whole,
    Holds.YES: _yes,
    Holds.WORDS: _words,
    Holds.NUMBERS: _numbers,
    Holds.LINES: _lines,
}
