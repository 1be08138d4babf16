"""How does a plan look as a workbook? One row per instrument, and nothing lost."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from suivi.files.cells import hold_text
from suivi.plans.exports import wordings
from suivi.plans.formats.canonical import normalised
from suivi.plans.formats.documents import Document, level_keys, provisions
from suivi.plans.formats.sheets import (
    CATEGORIES,
    CATEGORY,
    FACT,
    FACTS,
    FACTS_OF_PLAN,
    LISTS,
    MEASURE,
    MEASURES,
    PLAN,
    RESPONSIBILITIES,
    RESPONSIBILITY,
    SHEETS,
    TARGET,
    TRANSLATION,
    TRANSLATIONS,
    Column,
    Holds,
    plan_columns,
)

Row = list[Any]
TIMES: Final = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
WIDE: Final = frozenset(
    {"text", "name", "title", "note", "citation", "value", "standing", "source", "printed"}
)


def workbook_bytes(document: Document) -> bytes:
    """The plan as the bytes of an XLSX file; loading it again changes nothing."""
    document = normalised(document)
    rows = _sheets(document)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in SHEETS:
        _fill(book.create_sheet(name), *rows[name])
    book.properties.title = str(wordings.own(document["title"], document["language"]))
    book.properties.creator = "Suivi"
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream)


def _without_times(written: io.BytesIO) -> bytes:
    """The same archive without the moment it was made: one plan is always the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = TIMES.sub(b"", content)
            fixed = zipfile.ZipInfo(part.filename)  # of the first day that a zip can name
            new.writestr(fixed, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _sheets(document: Document) -> dict[str, tuple[list[str], list[Row]]]:
    language = document["language"]
    found = {
        PLAN: _plan(document),
        MEASURES: (_headings(MEASURE), list(_measures(document))),
        RESPONSIBILITIES: (_headings(RESPONSIBILITY), list(_responsibilities(document))),
        FACTS: (_headings(FACT), list(_facts(document))),
        CATEGORIES: (_headings(CATEGORY), list(_categories(document))),
        TRANSLATIONS: (_headings(TRANSLATION), list(wordings.translations(document))),
    }
    for name, (key, columns) in LISTS.items():
        parts = document.get(key, [])
        rows = [[_cell(part.get(c.key), c.holds, language) for c in columns] for part in parts]
        found[name] = (_headings(columns), rows)
    return found


def _headings(columns: Iterable[Column]) -> list[str]:
    return [column.heading for column in columns]


def _cell(value: Any, holds: Holds, language: str) -> Any:
    """What stands in a cell; None where the document says nothing."""
    if value is None:
        return None
    if holds is Holds.WORDING:
        return wordings.own(value, language)
    if holds is Holds.YES:
        return "yes" if value else None
    if holds is Holds.LINES:
        return "\n".join(value)
    if holds in (Holds.WORDS, Holds.NUMBERS):
        return ", ".join(str(item) for item in value)
    return value


def _facts(document: Document) -> Iterator[Row]:
    for name, (path, holds) in FACTS_OF_PLAN.items():
        value: Any = document
        for step in path:
            value = value.get(step) if value else None
        if value is not None:
            yield [name, _cell(value, holds, document["language"])]


def _categories(document: Document) -> Iterator[Row]:
    for dimension in document.get("dimensions", []):
        for category in dimension.get("categories", []):
            name = wordings.own(category["name"], document["language"])
            yield [dimension["code"], category["code"], name]


def _plan(document: Document) -> tuple[list[str], list[Row]]:
    """The main sheet: the codes of all levels on every row, the facts of each provision once."""
    keys = level_keys(document)
    used = {(key, name) for key, facts in _with_levels(document, keys) for name in facts}
    columns = [
        (heading, key, column)
        for heading, key, column in plan_columns(keys)
        if not key or column.needed or (key, column.key) in used
    ]
    told: set[int] = set()
    rows = []
    for path in _lines(document, keys):
        for number, instrument in enumerate(path[-1]["instruments"], start=1):
            of_level = dict(zip(keys, path, strict=True))
            facts = {"instrument": number, "instrument_text": instrument["text"]}
            row: Row = []
            for _heading, key, column in columns:
                holder = of_level[key] if key else facts
                once = not key or column.key == "code" or id(holder) not in told
                value = holder.get(column.key) if once else None
                row.append(_cell(value, column.holds, document["language"]))
            told |= {id(holder) for holder in path}
            rows.append(row)
    return [heading for heading, _key, _column in columns], rows


def _with_levels(document: Document, keys: list[str]) -> Iterator[tuple[str, Document]]:
    for depth, provision, _place in provisions(document, keys):
        yield keys[depth], provision


def _lines(document: Document, keys: list[str]) -> Iterator[list[Document]]:
    """Every line with the provisions above it, from the top."""
    path: list[Document] = []
    for depth, provision, _place in provisions(document, keys):
        path = [*path[:depth], provision]
        if depth == len(keys) - 1:
            yield path


def _measures(document: Document) -> Iterator[Row]:
    for path in _lines(document, level_keys(document)):
        for number, instrument in enumerate(path[-1]["instruments"], start=1):
            for place, measure in enumerate(instrument["measures"], start=1):
                target = measure.get("target", {})
                facts = measure | {
                    "line": path[-1]["code"],
                    "instrument": number,
                    "measure": place,
                    **{column: target.get(key) for column, key in TARGET.items()},
                }
                yield [_cell(facts.get(c.key), c.holds, document["language"]) for c in MEASURE]


def _responsibilities(document: Document) -> Iterator[Row]:
    for path in _lines(document, level_keys(document)):
        for number, entry in enumerate(path[-1]["responsibilities"], start=1):
            facts = entry | {"line": path[-1]["code"], "entry": number}
            yield [_cell(facts.get(c.key), c.holds, document["language"]) for c in RESPONSIBILITY]


def _fill(sheet: Worksheet, headings: list[str], rows: list[Row]) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = _written(sheet, 1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EFEDE6")
        width = 60 if heading.split()[-1] in WIDE else max(12, len(heading) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _written(sheet, number, column, value)
    sheet.freeze_panes = "A2"
    if headings and rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"


def _written(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    cell: Any = sheet.cell(row=row, column=column, value=value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        hold_text(cell, value)
        cell.number_format = "@"
    return cell  # type: ignore[no-any-return]
