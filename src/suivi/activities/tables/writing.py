"""How do activities leave as a table, and how does an empty one? Texts never become formulas."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from suivi.activities.facts import kept
from suivi.activities.models import Activity
from suivi.activities.queries.names import Names, names
from suivi.activities.tables import layout
from suivi.activities.tables.cells import Cells, choices, decimal_text, told_of
from suivi.files.cells import hold_text, marked

Row = Sequence[Any]
GREY: Final = PatternFill("solid", fgColor="EFEDE6")
DIGITS: Final = 15  # as many as a spreadsheet keeps of a number


@dataclass(frozen=True)
class Table:
    """Rows to be written, in the language of the page; `bodies` are offered for new ones."""

    rows: Sequence[Row]
    cells: Cells
    bodies: Sequence[str]


def table(
    activities: Iterable[Activity], address: str, writes_for: Collection[int], names: Names
) -> Table:
    """A row per activity; `address` is where the site stands. All related is read beforehand.

    The version, by which a table that comes back is compared, stands in the person's own rows.
    """
    language = (get_language() or "en")[:2]
    cells = Cells(language, choices(names, language), names)
    own = [code for code, body in names.bodies.items() if body.pk in writes_for]
    rows = [_row(each, address, cells, each.body_id in writes_for) for each in activities]
    return Table(rows, cells, own)


def empty_table(writes_for: Collection[int]) -> Table:
    """A table without rows, to be filled in."""
    return table((), "", writes_for, names())


def _row(activity: Activity, address: str, cells: Cells, is_own: bool) -> Row:
    told = told_of(kept(activity), activity.body.code)
    files = [each.title for each in activity.evidence.all() if each.file_id]
    plain = {
        "uid": str(activity.uid),
        "version": activity.version if is_own else None,
        "files": "\n".join(files) or None,
        "address": address + activity.get_absolute_url(),
        "sample": _("yes") if activity.is_sample else _("no"),
    }
    return [
        plain[column.key] if column.key in plain else cells.cell(column.key, told)
        for column in layout.COLUMNS
    ]


def as_csv(made: Table) -> bytes:
    """UTF-8 with a mark at its start; separated as Excel in that language reads it."""
    language = made.cells.language
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="," if language == "en" else ";")
    writer.writerow([layout.heading_in_csv(column) for column in layout.COLUMNS])
    for row in made.rows:
        writer.writerow([_plain(value, language) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _plain(value: Any, language: str) -> Any:
    if isinstance(value, Decimal):
        return decimal_text(value, language)
    return marked(value) if isinstance(value, str) else value


def as_workbook(made: Table) -> bytes:
    """An XLSX file: the table with its drop-downs, how to fill it in, and what it began from."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(layout.SHEET))
    _frame(sheet)
    sheet.append([_text(sheet, column.key) for column in layout.COLUMNS])
    sheet.append([_heading(sheet, column) for column in layout.COLUMNS])
    for row in made.rows:
        sheet.append([_cell(sheet, value) for value in row])
    instructions = book.create_sheet(_("Instructions"))
    instructions.column_dimensions["A"].width = 100
    for sentence in _sentences():
        instructions.append([_text(instructions, sentence)])
    _offer(sheet, _facts(book.create_sheet(layout.FACTS), made), len(made.rows))
    book.properties.creator = "Suivi"
    book.properties.language = made.cells.language
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sentences() -> Iterator[str]:
    yield _("One row for each activity. Leave identifier and version empty for a new one.")
    yield _("A row that you remove from the table removes nothing in the register.")
    yield _("A blank is not known; a zero is a figure. “Not screened” is not 0.")
    yield _("Several lines, countries or bodies stand in one cell: %(example)s.") % {
        "example": "1.a, 23.c"
    }
    yield _("Evidence: title (https://…), one per line. Files are added online.")
    yield _("You may sort rows, hide or move columns, and save it as CSV.")
    yield _("You will see every difference before anything is saved, also what changed meanwhile.")


def _frame(sheet: Any) -> None:
    """Widths, a hidden row of keys, headings that stay."""
    for at, column in enumerate(layout.COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[layout.KEY_ROW].hidden = True
    sheet.freeze_panes = f"D{layout.FIRST_ROW}"


def _heading(sheet: Any, column: layout.Column) -> Any:
    cell = _text(sheet, str(column.heading))
    cell.font, cell.fill = Font(bold=True), GREY
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text(sheet: Any, text: str) -> Any:
    return hold_text(WriteOnlyCell(sheet), text)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, Decimal):
        digits = len(value.normalize().as_tuple().digits)
        value = float(value) if digits <= DIGITS else format(value, "f")
    return _text(sheet, value) if isinstance(value, str) else value


def _facts(sheet: Any, made: Table) -> Mapping[str, str]:
    """The hidden sheet: what the table is, and its lists; gives where each list stands."""
    facts = {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "language": made.cells.language,
        "rows": len(made.rows),
    }
    lists = {key: list(labels.values()) for key, labels in made.cells.offered.labels.items()}
    lists["body"] = [made.cells.offered.label("body", code) for code in made.bodies]
    for at in range(max(len(facts), *map(len, lists.values()))):
        told = list(facts.items())[at : at + 1] or [("", "")]
        values = [*map(str, told[0]), "", *(labels[at : at + 1] for labels in lists.values())]
        sheet.append([_text(sheet, "".join(value)) for value in values])
    sheet.sheet_state = "hidden"
    return {
        key: f"{layout.FACTS}!${letter}$1:${letter}${len(labels)}"
        for (key, labels), letter in zip(
            lists.items(), map(get_column_letter, range(4, 4 + len(lists))), strict=True
        )
        if labels
    }


def _offer(sheet: Any, places: Mapping[str, str], rows: int) -> None:
    """The drop-downs of the columns that offer a choice, also in rows still to be written."""
    last = layout.FIRST_ROW + max(rows + 500, 1000)
    for at, column in enumerate(layout.COLUMNS, start=1):
        if column.key in places:
            letter = get_column_letter(at)
            list_ = DataValidation("list", formula1=places[column.key], allow_blank=True)
            list_.errorTitle = str(column.heading)[:30]
            list_.error = _("Choose from the list.")
            list_.showErrorMessage = True
            list_.add(f"{letter}{layout.FIRST_ROW}:{letter}{last}")
            sheet.data_validations.append(list_)
