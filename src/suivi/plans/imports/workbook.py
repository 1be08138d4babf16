"""How does a workbook become a document, with the cell of every part?

The reverse of `exports.workbook`, along the same table of sheets and columns. Faults of the
document are told by sheet and cell, because each part of it remembers its cell.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.errors import Fault, Faults
from suivi.plans.formats.documents import Document
from suivi.plans.formats.readings import Reading
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
    TRANSLATION,
    TRANSLATIONS,
    Column,
    plan_columns,
)
from suivi.plans.imports import translations
from suivi.plans.imports.cells import Table, heading_faults, tables
from suivi.plans.imports.gathering import Gathering
from suivi.plans.imports.rows_of_lines import gather_lines

NEEDED: Final = (PLAN, MEASURES, RESPONSIBILITIES, FACTS, "Levels")


def read_workbook(data: bytes) -> Reading:
    """What a workbook holds. Raises `Faults` when sheets or columns are not those of the format."""
    sheets = tables(data)
    _refuse([*_sheet_faults(sheets)])
    gathering = Gathering()
    _lists(sheets, gathering)
    keys = [str(level.get("key", "")) for level in gathering.document.get("levels", [])]
    _refuse([*_column_faults(sheets, keys)])
    _facts(sheets[FACTS], gathering)
    _categories(sheets.get(CATEGORIES), gathering)
    gather_lines(sheets, keys, gathering)
    translations.add(sheets.get(TRANSLATIONS), keys, gathering)
    return Reading(gathering.document, tuple(gathering.faults), gathering.cells)


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Faults(faults)


def _sheet_faults(sheets: dict[str, Table]) -> Iterable[Fault]:
    for name in NEEDED:
        if name not in sheets:
            yield Fault("", _("The workbook has no sheet “%(sheet)s”.") % {"sheet": name})
    for name in sheets:
        if name not in SHEETS:
            sentence = _("“%(sheet)s” is not a sheet of the format; take it out.")
            yield Fault("", sentence % {"sheet": name})
    for name, (_key, columns) in LISTS.items():
        if name in sheets:
            yield from heading_faults(sheets[name], _by_heading(columns))


def _column_faults(sheets: dict[str, Table], keys: list[str]) -> Iterable[Fault]:
    expected = {
        PLAN: [(heading, column) for heading, _key, column in plan_columns(keys)],
        MEASURES: _by_heading(MEASURE),
        RESPONSIBILITIES: _by_heading(RESPONSIBILITY),
        FACTS: _by_heading(FACT),
        CATEGORIES: _by_heading(CATEGORY),
        TRANSLATIONS: _by_heading(TRANSLATION),
    }
    for name, columns in expected.items():
        if name in sheets:
            yield from heading_faults(sheets[name], columns)


def _by_heading(columns: Iterable[Column]) -> list[tuple[str, Column]]:
    return [(column.heading, column) for column in columns]


def _lists(sheets: dict[str, Table], gathering: Gathering) -> None:
    for name, (key, columns) in LISTS.items():
        parts = []
        for index, row in enumerate(sheets[name].rows if name in sheets else []):
            place = f"{key}[{index}]"
            parts.append(gathering.facts(row, _by_heading(columns), place))
        if parts:
            gathering.document[key] = parts


def _facts(table: Table, gathering: Gathering) -> None:
    for row in table.rows:
        name = str(row["fact"].value)
        if name not in FACTS_OF_PLAN:
            gathering.fault(row["fact"], _("is not a fact of a plan"))
            continue
        path, holds = FACTS_OF_PLAN[name]
        place = ".".join(path)
        value = gathering.content(row["value"], Column("value", holds), place)
        holder: Document = gathering.document
        if len(path) > 1:
            holder = gathering.document.setdefault(path[0], {})
            gathering.cells.setdefault(path[0], row["value"].where)
        if value is not None:
            holder[path[-1]] = value


def _categories(table: Table | None, gathering: Gathering) -> None:
    dimensions: dict[Any, tuple[int, Document]] = {
        dimension.get("code"): (index, dimension)
        for index, dimension in enumerate(gathering.document.get("dimensions", []))
    }
    for row in table.rows if table else []:
        code = row["dimension"].value
        if code not in dimensions:
            gathering.fault(row["dimension"], _("no dimension has this code"))
            continue
        index, dimension = dimensions[code]
        categories = dimension.setdefault("categories", [])
        place = f"dimensions[{index}].categories[{len(categories)}]"
        categories.append(gathering.facts(row, _by_heading(CATEGORY[1:]), place))
