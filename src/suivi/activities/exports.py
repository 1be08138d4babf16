"""How does the list of activities that is shown leave as a table? Texts never become formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from suivi.activities.models import Activity

# The names of the columns are those of the fields, the same in every language.
COLUMNS: Final = (
    *("uid", "title", "kind", "started_on", "ended_on", "dated", "body", "partners", "lines"),
    *("countries", "forum", "amount", "currency", "euro_rate", "euro_rate_on"),
    *("euro_rate_source", "women", "men", "other_sex", "unknown_sex", "gender_marker"),
    *(
        "iati_identifier",
        "source",
        "language",
        "account",
        "evidence",
        "address",
        "public",
        "sample",
    ),
)
# A spreadsheet program takes a text that begins like this for a formula.
LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
MOST: Final = 10_000


def rows(activities: Iterable[Activity], address: str) -> Iterator[list[Any]]:
    """A row per activity; `address` is where the site stands, for links."""
    for each in activities:
        lines = [f"{line.plan.slug} {line.code}" for line in each.provisions.all()]
        facts: dict[str, Any] = {
            "uid": str(each.uid),
            "body": each.body.code,
            "partners": ", ".join(body.code for body in each.partners.all()),
            "lines": ", ".join([*lines, *(plan.slug for plan in each.plans.all())]),
            "countries": ", ".join(each.countries),
            "amount": None if each.amount is None else f"{each.amount / 100:.2f}",
            "evidence": "; ".join(
                f"{one.title} ({one.link})" if one.link else one.title
                for one in each.evidence.all()
            ),
            "address": address + each.get_absolute_url(),
            "public": "yes" if each.is_public else "no",
            "sample": "yes" if each.is_sample else "no",
        }
        yield [facts[name] if name in facts else getattr(each, name) for name in COLUMNS]


def as_csv(found: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark at the start, so that Excel reads accents."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow([_harmless(value) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _harmless(value: Any) -> Any:
    """A text that looks like a formula gets an apostrophe before it, as spreadsheets write it."""
    text = isinstance(value, str) and value.startswith(LIKE_A_FORMULA)
    return f"'{value}" if text else value


def as_workbook(found: Iterable[Sequence[Any]]) -> bytes:
    """An XLSX file with one sheet; every text is a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("activities")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in found:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any) -> Cell | Any:
    if not isinstance(value, str):
        return value
    cell: Any = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(LIKE_A_FORMULA)
    return cell
