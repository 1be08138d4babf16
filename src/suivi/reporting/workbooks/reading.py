"""What did a person write in the workbook, and in which cell?

The cells become texts as they would be typed into the form; what they mean is said by `answers`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from suivi.errors import Fault, Faults
from suivi.files.workbooks import opened
from suivi.languages.choices import Choices
from suivi.languages.letters import without_turns
from suivi.languages.wording import CODES
from suivi.reporting.workbooks import layout
from suivi.reporting.workbooks.contents import as_text
from suivi.reporting.workbooks.layout import FIGURES, LINES

LIMIT_ROWS: Final = 20_000
LIMIT_COLUMNS: Final = 200
SHOWN: Final = 6


@dataclass(frozen=True)
class Origin:
    """Whose workbook it is, as its hidden sheet says."""

    plan: str
    year: str
    body: str
    language: str


@dataclass(frozen=True)
class Place:
    """A cell of the file."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """Its name in the spreadsheet, as G12."""
        return f"{get_column_letter(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}, {self.cell}"


@dataclass
class Filled:
    """A workbook as read: texts by line and field, where each stands, and what was odd."""

    origin: Origin
    bases: dict[str, int] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)


def read(data: bytes, offered: Choices) -> Filled:
    """Reads a workbook found fit to be opened; raises Faults when it is not one of ours."""
    book = opened(data, results=False)
    filled = Filled(_origin(book))
    results: Workbook | None = None
    for kind in (LINES, FIGURES):
        sheet, key_row = _sheet(book, kind)
        if results is None and _has_formulas(sheet):
            results = opened(data, results=True)
        _read_sheet(filled, kind, sheet, key_row, results, offered)
    if filled.formulas:
        sentence = _("Formulas were not read, their last results were: %(cells)s.")
        filled.notes.append(sentence % {"cells": listed(filled.formulas)})
    return filled


def origin(data: bytes) -> Origin:
    """Whose workbook this is; raises Faults when it is not one of ours, or of an older form."""
    book = opened(data, results=False)
    found = _origin(book)
    for kind in (LINES, FIGURES):
        _sheet(book, kind)
    return found


def listed(places: list[Place]) -> str:
    """The first places of many, as a person reads them."""
    names = "; ".join(str(place) for place in places[:SHOWN])
    return f"{names} …" if len(places) > SHOWN else names


def _refuse(sentence: str) -> Faults:
    return Faults([Fault("", sentence)])


def _origin(book: Workbook) -> Origin:
    facts = {}
    if layout.FACTS in book.sheetnames:
        sheet = book[layout.FACTS]
        rows = sheet.iter_rows(max_row=20, max_col=2, values_only=True)
        facts = {str(name): str(value) for name, value in rows if value is not None}
    if facts.get("format") != layout.FORMAT:
        raise _refuse(
            _("This is not a workbook of this system. Download yours, fill it in and upload that.")
        )
    if facts.get("version") != str(layout.VERSION):
        raise _refuse(
            _("This workbook has the form of another version. Download it again and copy over.")
        )
    language = facts.get("language", "")
    return Origin(
        facts.get("plan", ""),
        facts.get("year", ""),
        facts.get("body", ""),
        language if language in CODES else "en",
    )


def _sheet(book: Workbook, kind: str) -> tuple[Worksheet, int]:
    """The sheet of this kind, whatever it is called now, and its row of keys."""
    for sheet in book.worksheets:
        if sheet.max_row > LIMIT_ROWS or sheet.max_column > LIMIT_COLUMNS:
            sentence = _("The sheet “%(sheet)s” is far too large; delete what is empty in it.")
            raise _refuse(sentence % {"sheet": sheet.title})
        for row in sheet.iter_rows():
            if any(cell.value == kind for cell in row):
                return sheet, int(row[0].row or layout.KEY_ROW)
    sentence = _("The workbook has no sheet “%(sheet)s”.")
    raise _refuse(sentence % {"sheet": layout.TITLES[kind]})


def _has_formulas(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def _read_sheet(
    filled: Filled,
    kind: str,
    sheet: Worksheet,
    key_row: int,
    results: Workbook | None,
    offered: Choices,
) -> None:
    keys = {column.key for column in layout.COLUMNS[kind]}
    columns = {str(cell.value): int(cell.column) for cell in sheet[key_row] if cell.value in keys}
    _say_what_is_merged(filled, sheet, key_row)
    _say_what_is_gone(filled, kind, sheet, columns)
    inputs = {
        c.key: columns[c.key] for c in layout.COLUMNS[kind] if c.is_filled_in and c.key in columns
    }
    for number in range(1, sheet.max_row + 1):
        if number == key_row:
            continue
        known = str(sheet.cell(number, columns[kind]).value or "")
        if known == layout.HEADING:
            continue
        cells = {
            key: (Place(sheet.title, number, at), _content(filled, sheet, results, number, at))
            for key, at in inputs.items()
        }
        if known.startswith(("line|", "figure|")):
            base = sheet.cell(number, columns["base"]).value if "base" in columns else None
            _take_row(filled, known, base, cells, offered)
        elif any(content is not None for _place, content in cells.values()):
            sentence = _(
                "%(sheet)s, row %(row)d is not one of the rows asked for; it was not read."
            )
            filled.notes.append(sentence % {"sheet": sheet.title, "row": number})


def _content(
    filled: Filled, sheet: Worksheet, results: Workbook | None, row: int, column: int
) -> Any:
    """What a cell holds: for a formula what it resulted in; a fault where that is unknown."""
    cell = sheet.cell(row, column)
    value, place = cell.value, Place(sheet.title, row, column)
    if cell.data_type == "f":
        value = results[sheet.title].cell(row, column).value if results else None
        if value is None:
            sentence = _("holds a formula without a result; write the result instead.")
            filled.faults.append(Fault(str(place), sentence))
            return None
        filled.formulas.append(place)
    if cell.data_type == "e" or value in ERROR_CODES:
        sentence = _("holds an error (%(value)s); write the figure, or leave it empty.")
        filled.faults.append(Fault(str(place), sentence % {"value": value}))
        return None
    if isinstance(value, str):
        return without_turns(value) if value.strip() else None
    return value


def _take_row(
    filled: Filled,
    known: str,
    base: Any,
    cells: dict[str, tuple[Place, Any]],
    offered: Choices,
) -> None:
    """The answers of one row, and the version from which the person began."""
    first = next(iter(cells.values()), None)
    row = first[0] if first else Place("", 0, 1)
    where = _("%(sheet)s, row %(row)d") % {"sheet": row.sheet, "row": row.row}
    if known in filled.rows:
        filled.faults.append(Fault(where, _("stands in the workbook twice; keep one of the two.")))
        return
    filled.rows.add(known)
    code = known.split("|")[1]
    version = int(base) if str(base).isdigit() else None
    if version is None or filled.bases.setdefault(code, version) != version:
        sentence = _("does not say from which version it began; download the workbook again.")
        filled.faults.append(Fault(where, sentence))
        return
    texts = filled.texts.setdefault(code, {})
    for name, (place, content) in _fields(known, cells):
        texts[name] = as_text(name, content, offered, filled.origin.language)
        filled.places[code, name] = place


def _fields(
    known: str, cells: dict[str, tuple[Place, Any]]
) -> Iterator[tuple[str, tuple[Place, Any]]]:
    """The fields of the form that stand in a row."""
    kind, _code, *rest = known.split("|", 3)
    if kind == "line":
        yield from cells.items()
        return
    measure, row = (*rest, "", "")[:2]
    for part, cell in cells.items():
        yield f"value:{measure}:{row}:{part}", cell


def _say_what_is_merged(filled: Filled, sheet: Worksheet, key_row: int) -> None:
    for area in sheet.merged_cells.ranges:
        if area.max_row > key_row:
            sentence = _("These cells are merged. Undo it, so that each row has its own answer.")
            filled.faults.append(Fault(f"{sheet.title}, {area.coord}", sentence))


def _say_what_is_gone(filled: Filled, kind: str, sheet: Worksheet, columns: dict[str, int]) -> None:
    for column in layout.COLUMNS[kind]:
        if column.is_filled_in and not column.is_later and column.key not in columns:
            sentence = _(
                "%(sheet)s: the column “%(heading)s” is gone; its answers stay as they are."
            )
            filled.notes.append(sentence % {"sheet": sheet.title, "heading": column.heading})
