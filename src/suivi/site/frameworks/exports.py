"""How does an indicator leave as a table, one row per instrument?"""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from suivi.site.frameworks.indicator_page import IndicatorPage, InstrumentHeld

LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(page: IndicatorPage, form: str) -> bytes:
    """The page as a file of one of TYPES, in the language of the page."""
    rows = [_headings(page), *_rows(page)]
    return _csv(rows) if form == "csv" else _xlsx(rows)


def _headings(page: IndicatorPage) -> list[str]:
    return [
        *(_("Framework"), _("Edition"), _("Indicator"), _("Wording"), _("Standing"), _("Source")),
        *(_("Plan"), _("Line"), _("Number"), _("Monitoring instrument")),
        *(_("Standing of the pair"), _("Remark")),
        *(str(year) for year in page.years()),
        _("Missing"),
    ]


def _rows(page: IndicatorPage) -> Iterator[list[str]]:
    """One row per instrument; an indicator without any is one row that says so."""
    known = page.indicator
    own = [
        *(known.edition.framework.said_name.text, str(known.edition.year), known.code),
        *(known.said_text.text, str(known.get_standing_display()), known.source),
    ]
    for one in page.instruments:
        yield [*own, *_row(one, page.years())]
    if not page.instruments:
        yield [*own, *[""] * (6 + len(page.years())), _("No instrument answers this indicator.")]


def _row(one: InstrumentHeld, years: list[int]) -> list[str]:
    line = one.instrument.provision
    return [
        *(line.plan.said_short_title.text, line.code, str(one.instrument.position)),
        one.instrument.said_text.text,
        *(str(one.pair.get_standing_display()), one.pair.remark),
        *(one.recent.get(year, "") for year in years),
        _("No figure and no activity.") if one.is_gap else "",
    ]


def _csv(rows: list[list[str]]) -> bytes:
    """With a byte-order mark, so that spreadsheets read the accents; no cell is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(LIKE_A_FORMULA) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=column, value=text)
            # Set after the value: openpyxl would make a formula of "=1".
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
