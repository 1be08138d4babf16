"""How does a list that is shown leave as a table? A text never becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A spreadsheet program takes a text that begins like this for a formula.
LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Row = Sequence[str | int | float | date | datetime | None]


def table_response(
    kind: str, name: str, headings: Sequence[str], rows: Iterable[Row]
) -> HttpResponse:
    """The table as a file to keep, `name` without its ending; Http404 for another kind than csv
    and xlsx."""
    if kind not in TYPES:
        raise Http404
    content = as_csv(headings, rows) if kind == "csv" else as_workbook(name, headings, rows)
    response = HttpResponse(content, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a mark at the start, so that Excel reads accents."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _harmless(value: object) -> object:
    """A text that looks like a formula, be it behind blanks, gets an apostrophe before it."""
    is_formula = isinstance(value, str) and (
        value.startswith(LIKE_A_FORMULA) or value.lstrip().startswith(LIKE_A_FORMULA)
    )
    return f"'{value}" if is_formula else value


def as_workbook(name: str, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """An XLSX file with one sheet of that name; every text is a text, every day a day."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, bold) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # a sheet knows no time zones
    if not isinstance(value, str):
        return value
    cell: Any = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(LIKE_A_FORMULA)
    if font:
        cell.font = font
    return cell
