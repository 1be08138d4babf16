"""How does what is shown leave as a table? A text never becomes a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from suivi.files.cells import LIKE_A_FORMULA, hold_text, marked

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Row = Sequence[str | int | float | date | datetime | None]


def table_response(kind: str, name: str, rows: Iterable[Row]) -> HttpResponse:
    """Rows, the first of headings, as a file to keep; `name` is without its ending.

    Http404 for another kind than those of TYPES.
    """
    if kind not in TYPES:
        raise Http404
    content = as_csv(rows) if kind == "csv" else as_workbook({name: rows})
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a mark at the start, so that Excel reads accents."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    """A text that looks like a formula, be it behind blanks, gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    is_behind_blanks = value.lstrip() != value and value.lstrip().startswith(LIKE_A_FORMULA)
    return f"'{value}" if is_behind_blanks else marked(value)


def as_workbook(sheets: Mapping[str, Iterable[Row]], corner: str = "A2") -> bytes:
    """An XLSX file with a sheet for each name, its first row the headings.

    Every text is a text, every day a day. What stands above and before the `corner` stays in sight.
    """
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = corner
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, is_heading=not number) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any, *, is_heading: bool) -> Any:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # a sheet knows no time zones
    if not isinstance(value, str):
        return value
    cell = hold_text(WriteOnlyCell(sheet), value)
    if is_heading:
        cell.font = Font(bold=True)
    return cell
