"""How does a table that is shown leave as a file? Texts never become formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font

from suivi.files.cells import hold_text, marked

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_sheet(rows: Iterable[Sequence[str]], form: str) -> bytes:
    """Rows, the first of headings, as a file of one of TYPES."""
    return _csv(rows) if form == "csv" else _xlsx(rows)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """With a byte-order mark, so that spreadsheets read the accents; no cell is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([marked(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = hold_text(sheet.cell(row=number, column=column), text)
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
