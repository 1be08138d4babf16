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
from suivi.plans.imports.cells import Table, missing_headings, of_sheet, tables, unknown_headings
from suivi.plans.imports.gathering import Gathering
from suivi.plans.imports.rows_of_lines import gather_lines

NEEDED: Final = (PLAN, MEASURES, RESPONSIBILITIES, FACTS, "Levels")


def read_workbook(data: bytes) -> Reading:
    """What a workbook holds. Raises `Faults` when a sheet or column that it needs is not there."""
    sheets = tables(data)
    gathering = Gathering(faults=[*_unknown_sheets(sheets)])
    missing = [*_missing_sheets(sheets)]
    _compare(
        sheets,
        {name: _by_heading(columns) for name, (_key, columns) in LISTS.items()},
        gathering,
        missing,
    )
    _lists(sheets, gathering)
    keys = [str(level.get("key", "")) for level in gathering.document.get("levels", [])]
    gathering.cells |= {key: of_sheet(PLAN) for key in keys[:1]}
    _compare(sheets, _expected(keys), gathering, missing)
    _facts(sheets[FACTS], gathering)
    _categories(sheets.get(CATEGORIES), gathering)
    if keys:
        gather_lines(sheets, keys, gathering)
    translations.add(sheets.get(TRANSLATIONS), keys, gathering)
    return Reading(gathering.document, tuple(gathering.faults), gathering.cells)


def _compare(
    sheets: dict[str, Table],
    expected: dict[str, list[tuple[str, Column]]],
    gathering: Gathering,
    missing: list[Fault],
) -> None:
    """Notes headings too many, and refuses when headings (or sheets) are missing."""
    for name, columns in expected.items():
        if name in sheets:
            gathering.faults += unknown_headings(sheets[name], columns)
            missing += missing_headings(sheets[name], columns)
    if missing:
        raise Faults([*gathering.faults, *missing])


def _missing_sheets(sheets: dict[str, Table]) -> Iterable[Fault]:
    for name in NEEDED:
        if name not in sheets:
            yield Fault("", _("The workbook has no sheet “%(sheet)s”.") % {"sheet": name})


def _unknown_sheets(sheets: dict[str, Table]) -> Iterable[Fault]:
    for name in sheets:
        if name not in SHEETS:
            sentence = _("is not a sheet of the format; take it out")
            yield Fault(of_sheet(name), sentence)


def _expected(keys: list[str]) -> dict[str, list[tuple[str, Column]]]:
    """The columns of the sheets that depend on the levels, and of those beside them."""
    plan = [(heading, column) for heading, _key, column in plan_columns(keys)]
    return ({PLAN: plan} if keys else {}) | {
        MEASURES: _by_heading(MEASURE),
        RESPONSIBILITIES: _by_heading(RESPONSIBILITY),
        FACTS: _by_heading(FACT),
        CATEGORIES: _by_heading(CATEGORY),
        TRANSLATIONS: _by_heading(TRANSLATION),
    }


def _by_heading(columns: Iterable[Column]) -> list[tuple[str, Column]]:
    return [(column.heading, column) for column in columns]


def _lists(sheets: dict[str, Table], gathering: Gathering) -> None:
    for name, (key, columns) in LISTS.items():
        parts = []
        gathering.cells[key] = of_sheet(name)
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
