"""What stands in a table that somebody handed over, row by row, whichever program saved it?"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from suivi.activities.tables import layout
from suivi.errors import Fault, Faults
from suivi.files.cells import unmarked
from suivi.files.workbooks import BROKEN, opened, unreadable
from suivi.languages.wording import CODES

UNPACKED: Final = 80 * 1024 * 1024  # bytes; 10,000 rows with long accounts have some 40 MB
LIMIT_COLUMNS: Final = 200
LIMIT_ROWS: Final = 60_000  # blank ones included: formats often reach far down
HEAD: Final = 20  # rows among which the headings are
SHOWN: Final = 6
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')

Values = Mapping[int, Any]  # by number of the column, from 1; blanks are left out


@dataclass(frozen=True)
class Row:
    """A row with its number in the file, and what its columns hold; blanks are left out."""

    number: int
    values: Mapping[str, Any]


@dataclass
class Filled:
    """A table as read. `sheet` is "" for CSV; `exported` counts its rows when it left."""

    sheet: str
    language: str
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    exported: int = 0

    def where(self, row: int, key: str = "") -> str:
        """A cell, or a row, as a person finds it: "Activities, row 12, Women (R12)"."""
        facts: dict[str, Any] = {"sheet": self.sheet, "row": row}
        if not key:
            plain = _("%(sheet)s, row %(row)d") if self.sheet else _("Row %(row)d")
            return plain % facts
        facts["what"] = layout.BY_KEY[key].heading
        if not self.sheet or key not in self.columns:
            facts["where"] = self.where(row)
            return _("%(where)s, %(what)s") % facts
        facts["cell"] = f"{get_column_letter(self.columns[key])}{row}"
        return _("%(sheet)s, row %(row)d, %(what)s (%(cell)s)") % facts


def read(data: bytes) -> Filled:
    """Reads a table found fit to be opened. Raises Faults when it holds none."""
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    return _csv(data)


def _csv(data: bytes) -> Filled:
    text = _decoded(data)
    found: list[tuple[int, Values]] = []
    try:
        delimiter = max(";,\t", key=lambda sign: _keys_in_head(text, sign))
        for number, cells in enumerate(_records(text, delimiter), start=1):
            _refuse_length(number, "")
            values = {at: unmarked(cell) for at, cell in enumerate(cells, start=1) if cell.strip()}
            found.append((number, values))
    except csv.Error:
        raise _no_table() from None
    filled = _taken("", found)
    if filled is None:
        raise _no_table()
    return filled


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 where a mark says so, else what Excel writes in Western Europe."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _keys_in_head(text: str, delimiter: str) -> int:
    rows = (row for row, _at in zip(_records(text, delimiter), range(HEAD), strict=False))
    return max((sum(bool(layout.key_of(cell.strip())) for cell in row) for row in rows), default=0)


def _workbook(data: bytes) -> Filled:
    try:
        book = opened(data, results=False, read_only=True)
        facts = _facts(book)
        for sheet in book.worksheets:
            if sheet.title != layout.FACTS:
                filled = _sheet(data, book, sheet)
                if filled is not None:
                    filled.language = facts.get("language", filled.language)
                    filled.exported = int(facts.get("rows", "0"))
                    return filled
    except BROKEN:
        raise unreadable() from None
    raise _no_table()


def _facts(book: Workbook) -> dict[str, str]:
    """What the hidden sheet says, if it is still there. Raises Faults for another form."""
    if layout.FACTS not in book.sheetnames:
        return {}
    rows = book[layout.FACTS].iter_rows(max_row=20, max_col=2, values_only=True)
    facts = {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[1] is not None}
    if facts.get("format") != layout.FORMAT:
        sentence = _("This is a workbook of contributions or of something else, not of activities.")
        raise Faults([Fault("", sentence)])
    if facts.get("version") != str(layout.VERSION):
        sentence = _("This table has the form of another version. Export it again and copy over.")
        raise Faults([Fault("", sentence)])
    if facts.get("language") not in CODES:
        facts.pop("language", None)
    return facts


def _sheet(data: bytes, book: Any, sheet: Any) -> Filled | None:
    """What stands in a sheet; None where it holds no table of activities."""
    found: list[tuple[int, Any]] = []
    formulas: set[tuple[int, int]] = set()
    errors: dict[tuple[int, int], Any] = {}
    for number, cells in _cells(sheet):
        values = {}
        for at, cell in enumerate(cells, start=1):
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            values[at] = value
            if cell.data_type == "f":
                formulas.add((number, at))
            elif cell.data_type == "e":
                errors[number, at] = value
        found.append((number, values))
    if formulas:
        _take_results(data, sheet.title, dict(found), formulas, errors)
    filled = _taken(sheet.title, found)
    if filled is not None:
        _say_what_was_odd(filled, book, sheet, formulas, errors, dict(found))
    return filled


def _cells(sheet: Any) -> Iterator[tuple[int, Iterable[Any]]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=LIMIT_COLUMNS)
    for number, cells in enumerate(rows, start=1):
        _refuse_length(number, sheet.title)
        yield number, cells


def _take_results(
    data: bytes,
    title: str,
    found: Mapping[int, dict[int, Any]],
    formulas: set[tuple[int, int]],
    errors: dict[tuple[int, int], Any],
) -> None:
    """Puts in place of each formula what it resulted in when the file was saved, or None."""
    for number, cells in _cells(opened(data, results=True, read_only=True)[title]):
        told = list(cells)
        for at in [at for at in found.get(number, ()) if (number, at) in formulas]:
            cell = told[at - 1] if at <= len(told) else None
            found[number][at] = cell.value if cell else None
            if cell and cell.data_type == "e":
                errors[number, at] = cell.value


def _taken(sheet: str, found: list[tuple[int, Any]]) -> Filled | None:
    """The rows below the headings; None where no headings are."""
    head = next((number for number, values in found[:HEAD] if _is_head(values)), None)
    if head is None:
        return None
    written = dict(found)[head]
    below = [(number, values) for number, values in found if number > head]
    # Below the keys of a workbook stand the headings for people, which tell its language.
    named = below.pop(0)[1] if below and _is_heading(below[0][1]) else written
    filled = Filled(sheet, layout.language_of([str(text).strip() for text in named.values()]))
    _take_columns(filled, _keys(written), written)
    for number, values in below:
        cells = {key: values[at] for key, at in filled.columns.items() if at in values}
        if cells:
            filled.rows.append(Row(number, cells))
    if len(filled.rows) > layout.MOST:
        sentence = _("The table has more than %(most)d rows; hand it over in parts.")
        raise Faults([Fault("", sentence % {"most": layout.MOST})])
    return filled


def _keys(values: Values) -> dict[int, str]:
    return {at: layout.key_of(str(value).strip()) for at, value in values.items()}


def _is_head(values: Values) -> bool:
    keys = [key for key in _keys(values).values() if key]
    return "title" in keys and len(keys) > 2


def _is_heading(values: Values) -> bool:
    return len(values) > 2 and all(_keys(values).values())


def _take_columns(filled: Filled, keys: Mapping[int, str], written: Values) -> None:
    """Which column holds what; what is unknown, missing or there twice is said."""
    for at, key in keys.items():
        if key and filled.columns.setdefault(key, at) != at:
            sentence = _("This heading stands here for the second time.")
            filled.faults.append(Fault(str(written[at]), sentence))
    unknown = [str(written[at]).strip()[:60] for at, key in keys.items() if not key]
    if unknown:
        sentence = _("These columns are not known and were not read: %(columns)s.")
        filled.notes.append(sentence % {"columns": ", ".join(unknown[:SHOWN])})
    gone = [key for key in layout.FILLED_IN if key not in filled.columns]
    if gone:
        sentence = _("These columns are not in the table; what they tell stays: %(columns)s.")
        names = ", ".join(str(layout.BY_KEY[key].heading) for key in gone)
        filled.notes.append(sentence % {"columns": names})


def _say_what_was_odd(
    filled: Filled,
    book: Any,
    sheet: Any,
    formulas: set[tuple[int, int]],
    errors: Mapping[tuple[int, int], Any],
    found: Mapping[int, Values],
) -> None:
    """Formulas, errors and merged cells, in the columns and rows that were read."""
    keys = {at: key for key, at in filled.columns.items()}
    rows = {row.number for row in filled.rows}
    for number, at in sorted(formulas):
        if number in rows and at in keys:
            if found[number].get(at) is None:
                sentence = _("holds a formula without a result; write the result instead.")
                filled.faults.append(Fault(filled.where(number, keys[at]), sentence))
            else:
                filled.formulas.append(f"{get_column_letter(at)}{number}")
    for (number, at), value in errors.items():
        if number in rows and at in keys:
            sentence = _("holds an error (%(value)s); write the figure, or leave it empty.")
            where = filled.where(number, keys[at])
            filled.faults.append(Fault(where, sentence % {"value": value}))
    if filled.formulas:
        cells = "; ".join(filled.formulas[:SHOWN])
        more = " …" if len(filled.formulas) > SHOWN else ""
        sentence = _("Formulas were not read, their last results were: %(cells)s.")
        filled.notes.append(sentence % {"cells": f"{cells}{more}"})
    for area in _merged(book, sheet):
        sentence = _("These cells are merged. Undo it, so that each row has its own answer.")
        filled.faults.append(Fault(f"{sheet.title}, {area}", sentence))


def _merged(book: Any, sheet: Any) -> list[str]:
    """Where cells are merged below the headings; a sheet that is read in passing does not tell."""
    archive: zipfile.ZipFile = book._archive
    path: str = sheet._worksheet_path
    areas = [area.decode() for area in _MERGED.findall(archive.read(path.lstrip("/")))]
    return [area for area in areas if int(re.findall(r"\d+", area)[-1]) > layout.HEADING_ROW]


def _refuse_length(number: int, sheet: str) -> None:
    if number > LIMIT_ROWS:
        sentence = (
            _("The sheet “%(sheet)s” is far too large; delete what is empty in it.")
            if sheet
            else _("The table has more than %(most)d rows; hand it over in parts.")
        )
        raise Faults([Fault("", sentence % {"sheet": sheet, "most": layout.MOST})])


def _no_table() -> Faults:
    sentence = _(
        "No table of activities is in this file: a row with the headings “%(title)s”, “%(kind)s” "
        "and “%(day)s” is missing. Take the empty table and copy your rows into it."
    )
    names = ("title", "kind", "started_on")
    title, kind, day = (layout.BY_KEY[name].heading for name in names)
    return Faults([Fault("", sentence % {"title": title, "kind": kind, "day": day})])
