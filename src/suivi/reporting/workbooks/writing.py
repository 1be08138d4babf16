"""How is the workbook of a department written, in the language of the page?"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from suivi.files.cells import LONGEST, hold_text
from suivi.indicators.models import Value
from suivi.indicators.saying import target_text, value_text
from suivi.languages.choices import Choices
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.queries.workbooks import DepartmentYear, Line
from suivi.reporting.workbooks import layout
from suivi.reporting.workbooks.contents import as_cell, choices
from suivi.reporting.workbooks.layout import FIGURES, LINES, Column
from suivi.ui import numbers_and_days

Row = dict[str, Any]
TO_FILL: Final = PatternFill("solid", fgColor="FFF8E1")
GREY: Final = PatternFill("solid", fgColor="EFEDE6")
THIN: Final = Side(style="thin", color="C9C4B8")
EDGES: Final = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LINE_HEIGHT: Final = 15  # points
TALLEST_ROW: Final = 300
FORMATS: Final = {"number": "#,##0", "denominator": "#,##0", "reached_on": "yyyy-mm-dd"}


def workbook_bytes(department: DepartmentYear, address: str) -> bytes:
    """The workbook as the bytes of an XLSX file; `address` is where it is handed over again."""
    steps = department.lines[0].asked.scale.values() if department.lines else ()
    offered = choices(steps)
    book = Workbook()
    book.remove(book.worksheets[0])
    _instructions(book.create_sheet(_("Instructions")), department, address)
    lines = book.create_sheet(str(layout.TITLES[LINES]))
    figures = book.create_sheet(str(layout.TITLES[FIGURES]))
    _fill(lines, LINES, [_line(each, offered) for each in department.lines])
    _fill(figures, FIGURES, [row for each in department.lines for row in _figures(each, offered)])
    places = _facts(book.create_sheet(layout.FACTS), department, offered)
    _offer(lines, LINES, places)
    _offer(figures, FIGURES, places)
    book.properties.title = _title(department)
    book.properties.creator = "Suivi"
    book.properties.language = get_language() or "en"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(department: DepartmentYear) -> str:
    plan = department.period.plan.said_short_title
    return f"{department.body.said_short_name}, {department.period.year}: {plan}"


def _instructions(sheet: Worksheet, department: DepartmentYear, address: str) -> None:
    due_on = department.due_on
    due = _("Due on %(day)s.") % {"day": numbers_and_days.day(due_on)} if due_on else ""
    sentences = [
        due,
        _("Fill in the coloured cells of the sheets “%(lines)s” and “%(figures)s”.")
        % {"lines": layout.TITLES[LINES], "figures": layout.TITLES[FIGURES]},
        _("A blank is no answer yet; a zero is a figure. Where there is none, choose the reason."),
        _("Write whole numbers, never a percentage: give its two counts."),
        _("You may sort rows and hide columns. Do not merge cells or paste over grey ones."),
        _("Activities and their evidence are entered online."),
        _("Promises for a day or a year are marked and answered online; they stay as they are."),
        _("When it is filled in, upload it here:"),
        address,
        _("You will see every difference before anything is saved, also what changed meanwhile."),
    ]
    sheet.column_dimensions["A"].width = 100
    for number, text in enumerate([_title(department), *filter(None, sentences)], start=1):
        cell = _text(sheet, number, 1, text)
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)
    sheet.protection.sheet = True


def _line(line: Line, offered: Choices) -> Row:
    provision, before = line.contribution.provision, line.before
    said = f"{before.period.year}: {before.told_account}" if before and before.told_account else ""
    instruments = [f"{each.position}. {each.said_text}" for each in line.instruments]
    answers = {"language": (get_language() or "en")[:2], **_given(line.answers)}
    return {
        LINES: layout.line_id(line.code),
        "base": line.contribution.version,
        "code": line.code,
        "wording": provision.said_text.text,
        "instruments": "\n".join(instruments),
        "before": said[:LONGEST],
        "status": str(line.contribution.get_status_display()),
        **_answered(
            line, {c.key: c.key for c in layout.OF_LINES if c.is_filled_in}, answers, offered
        ),
    }


def _given(answers: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in answers.items() if text}


def _answered(
    line: Line, fields: Mapping[str, str], answers: Mapping[str, str], offered: Choices
) -> Row:
    """The cells to fill in, by column; a line that cannot be written in offers none to fill."""
    cells = {key: as_cell(field, answers.get(field, ""), offered) for key, field in fields.items()}
    cells["open"] = frozenset(fields) if line.may_be_written else frozenset()
    return cells


def _figures(line: Line, offered: Choices) -> Iterator[Row]:
    """One row for each row of each grid; a log is answered by activities and has none."""
    for measure in line.asked.measures:
        if measure.kind == Measure.Kind.LOG:
            continue
        for position, row in enumerate(line.asked.rows(measure, line.answers)):
            names = grids.cell_names_of(measure, row)
            fields = {name.rpartition(":")[2]: name for name in names}
            yield {
                FIGURES: layout.figure_id(line.code, measure.key, row.key),
                "base": line.contribution.version,
                "code": line.code,
                "measure": measure.key,
                "instrument": _instrument(line, measure),
                "row": row.label,
                "unit": _unit(measure) if row.parts != ("name",) else "",
                "before": _before(line, measure, row, position),
                "is_amount": measure.kind == Measure.Kind.AMOUNT,
                **_answered(line, fields, line.answers, offered),
            }


def _instrument(line: Line, measure: Measure) -> str:
    printed = next(each for each in line.instruments if each.pk == measure.instrument_id)
    label = measure.said_label.text
    return f"{printed.said_text}, {label}" if label else printed.said_text.text


def _unit(measure: Measure) -> str:
    unit = measure.unit
    if measure.has_two_counts:
        unit = f"{measure.named('numerator')} / {measure.named('denominator')}"
    return "\n".join(filter(None, (unit, target_text(measure))))


def _before(line: Line, measure: Measure, row: grids.Row, position: int) -> str:
    """The figure of the row in the year before that had any; open rows tell them in their order."""
    values = [value for value in line.earlier if value.measure_id == measure.pk]
    if row.is_open and "name" in row.parts:
        named = [value for value in values if value.category]
        found = named[position - 1 : position] if row.has_numbers else []
    else:
        found = [value for value in values if value.category_key == row.key]
    return "\n".join(_said(value) for value in found)[:LONGEST]


def _said(value: Value) -> str:
    name = ", ".join(value.category.values()) if value.category else ""
    year = str(value.period.year)
    said = f"{year}, {name}: {value_text(value)}" if name else f"{year}: {value_text(value)}"
    return f"{said}. {value.note}" if value.note else said


def _fill(sheet: Worksheet, kind: str, rows: list[Row]) -> None:
    columns = layout.COLUMNS[kind]
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.is_hidden
        _text(sheet, layout.KEY_ROW, at, column.key)
        heading = _text(
            sheet,
            layout.HEADING_ROW,
            at,
            str(column.heading) if column.heading else layout.HEADING,
        )
        heading.font = Font(bold=True)
        heading.fill = GREY
    sheet.row_dimensions[layout.KEY_ROW].hidden = True
    sheet.row_dimensions[layout.HEADING_ROW].height = 2 * LINE_HEIGHT
    for number, row in enumerate(rows, start=layout.FIRST_ROW):
        sheet.row_dimensions[number].height = _height(columns, row)
        for at, column in enumerate(columns, start=1):
            _cell(sheet, number, at, column, row)
    _finish(sheet, len(columns), len(rows))


def _height(columns: Sequence[Column], row: Row) -> int:
    """Room for the longest text of a row, in points: programs do not all measure it themselves."""
    lines = 1
    for column in columns:
        if not column.is_hidden and isinstance(row.get(column.key), str):
            paragraphs = row[column.key].split("\n")
            lines = max(lines, sum(1 + len(text) // column.width for text in paragraphs))
    return min(lines * LINE_HEIGHT, TALLEST_ROW)


def _cell(sheet: Worksheet, number: int, at: int, column: Column, row: Row) -> None:
    value = row.get(column.key)
    cell = _text(sheet, number, at, value) if isinstance(value, str) else None
    if cell is None:
        cell = sheet.cell(row=number, column=at, value=value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.key in row["open"]:
        cell.protection = Protection(locked=False)
        cell.fill, cell.border = TO_FILL, EDGES
        is_amount = row.get("is_amount") and column.key in layout.NUMBER
        cell.number_format = "#,##0.00" if is_amount else FORMATS.get(column.key, "General")
    elif column.is_filled_in:
        cell.fill = GREY


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """A text as a text, whatever it begins with."""
    cell: Any = hold_text(sheet.cell(row=row, column=column), text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _finish(sheet: Worksheet, columns: int, rows: int) -> None:
    """Frozen headings, filters, protection without password: against slips, not against people."""
    sheet.freeze_panes = f"D{layout.FIRST_ROW}"
    last = layout.HEADING_ROW + rows
    sheet.auto_filter.ref = f"A{layout.HEADING_ROW}:{get_column_letter(columns)}{last}"
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "formatCells"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"


def _facts(sheet: Worksheet, department: DepartmentYear, offered: Choices) -> dict[str, str]:
    """The hidden sheet: whose workbook it is, and the lists; gives where each list stands."""
    facts = {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "plan": department.period.plan.slug,
        "year": department.period.year,
        "body": department.body.code,
        "language": (get_language() or "en")[:2],
    }
    for number, (name, value) in enumerate(facts.items(), start=1):
        _text(sheet, number, 1, name)
        _text(sheet, number, 2, str(value))
    places = {}
    for at, (column, labels) in enumerate(offered.labels.items(), start=4):
        for number, label in enumerate(labels.values(), start=1):
            _text(sheet, number, at, label)
        letter = get_column_letter(at)
        places[column] = f"{layout.FACTS}!${letter}$1:${letter}${max(len(labels), 1)}"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    return places


def _offer(sheet: Worksheet, kind: str, places: Mapping[str, str]) -> None:
    """The drop-downs of the columns that offer a choice."""
    if sheet.max_row < layout.FIRST_ROW:
        return
    for at, column in enumerate(layout.COLUMNS[kind], start=1):
        if column.is_filled_in and column.key in places:
            letter = get_column_letter(at)
            list_ = DataValidation("list", formula1=places[column.key], allow_blank=True)
            list_.errorTitle = str(column.heading)[:30]
            list_.error = _("Choose from the list.")
            list_.showErrorMessage = True
            list_.add(f"{letter}{layout.FIRST_ROW}:{letter}{sheet.max_row}")
            sheet.add_data_validation(list_)
