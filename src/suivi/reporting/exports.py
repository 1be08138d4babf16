"""How does the board that is shown leave as a table? Texts never become formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from suivi.reporting.board_words import told
from suivi.reporting.queries.board import Board, BoardCell
from suivi.ui.numbers_and_days import day

# A spreadsheet program takes a text that begins like this for a formula.
LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Line = Sequence[Any]


def as_seen(board: Board) -> Iterator[Line]:
    """The board row by row, as the page shows it: a column for each body, states in words."""
    names = [str(column.body) for column in board.columns]
    yield [_("Line"), _("Wording"), *names, _("Delivered"), _("Asked")]
    for row in board.rows:
        if row.is_part:
            cells = [str(each) if each else "" for each in row.subtotals]
        else:
            cells = [told(cell).all if cell else "" for cell in row.cells]
        text = row.line.said_title if row.is_part else row.line.said_text
        yield [row.line.code, text.text, *cells, row.tally.arrived, row.tally.asked]


def one_by_one(board: Board, address: str) -> Iterator[Line]:
    """The same contributions, one in a row; `address` is where the board stands, for links."""
    yield [
        *(_("Line"), _("Wording"), _("Department"), _("State"), _("More"), _("Due on")),
        *(_("Promised for"), _("What stands in the way"), _("Address")),
    ]
    for row in board.rows:
        for column, cell in zip(board.columns, row.cells, strict=False):
            if cell is not None:
                yield [
                    *(row.line.code, row.line.said_text.text, str(column.body)),
                    *_facts(cell),
                    f"{address}{row.line.code}/{column.body.code}/",
                ]


def departments(board: Board) -> Iterator[Line]:
    """The bodies of the board: their day, how far they are, who answers, the last contact."""
    yield [
        *(_("Department"), _("Due on"), _("Delivered"), _("Asked")),
        *(_("Focal points"), _("Last contact")),
    ]
    for column in board.columns:
        yield [
            *(str(column.body), day(column.due_on), column.tally.arrived, column.tally.asked),
            ", ".join(f"{each.name} <{each.email}>" for each in column.people),
            day(column.contact.at) if column.contact else "",
        ]


def _facts(cell: BoardCell) -> Line:
    said = told(cell)
    return [
        said.state,
        ", ".join(said.more),
        day(cell.due_on),
        day(cell.expected_on),
        cell.blocked_because,
    ]


def as_csv(board: Board) -> bytes:
    """The board as seen."""
    return csv_of(as_seen(board))


def csv_of(lines: Iterable[Line]) -> bytes:
    """UTF-8 with a mark at the start, so that Excel reads accents."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for line in lines:
        writer.writerow([_harmless(value) for value in line])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_workbook(board: Board, address: str) -> bytes:
    """An XLSX file: the board as seen, its contributions one by one, its departments."""
    return workbook_of(
        {
            _("Board"): as_seen(board),
            _("Contributions"): one_by_one(board, address),
            _("Departments"): departments(board),
        }
    )


def workbook_of(sheets: Mapping[str, Iterable[Line]]) -> bytes:
    """An XLSX file of these sheets; their first row and two columns stay in sight."""
    book = Workbook(write_only=True)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "C2"
        for line in lines:
            sheet.append([_cell(sheet, value) for value in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _harmless(value: Any) -> Any:
    """A text that looks like a formula gets an apostrophe before it, as spreadsheets write it."""
    is_text = isinstance(value, str) and value.startswith(LIKE_A_FORMULA)
    return f"'{value}" if is_text else value


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell: Any = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(LIKE_A_FORMULA)
    return cell
