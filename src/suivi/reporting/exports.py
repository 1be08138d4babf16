"""How does the board that is shown leave as a table? Texts never become formulas."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suivi.files import tables
from suivi.files.tables import Row
from suivi.reporting.board_words import told
from suivi.reporting.queries.board import Board, BoardCell
from suivi.ui.numbers_and_days import day


def as_seen(board: Board) -> Iterator[Row]:
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


def one_by_one(board: Board, address: str) -> Iterator[Row]:
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


def departments(board: Board) -> Iterator[Row]:
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


def _facts(cell: BoardCell) -> Row:
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
    return tables.as_csv(as_seen(board))


def as_workbook(board: Board, address: str) -> bytes:
    """An XLSX file: the board as seen, its contributions one by one, its departments."""
    sheets = {
        _("Board"): as_seen(board),
        _("Contributions"): one_by_one(board, address),
        _("Departments"): departments(board),
    }
    return tables.as_workbook(sheets, corner="C2")
