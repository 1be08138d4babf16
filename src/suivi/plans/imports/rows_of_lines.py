"""How do the rows of "Plan", "Measures" and "Responsibilities" become provisions?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from suivi.plans.formats.documents import Document
from suivi.plans.formats.sheets import (
    INSTRUMENT,
    MEASURE,
    MEASURES,
    PLAN,
    PROVISION,
    RESPONSIBILITIES,
    RESPONSIBILITY,
    TARGET,
    Column,
)
from suivi.plans.imports.cells import Cell, Row, Table
from suivi.plans.imports.gathering import Gathering

NUMBER = Column("number", INSTRUMENT[0].holds)


@dataclass
class Line:
    """A line in the making: where it stands, and the rows that belong to it."""

    facts: Document
    place: str
    instruments: list[Row] = field(default_factory=list)
    measures: list[Row] = field(default_factory=list)
    responsibilities: list[Row] = field(default_factory=list)


def gather_lines(sheets: dict[str, Table], keys: list[str], gathering: Gathering) -> None:
    """Adds the tree of provisions, with instruments, measures and responsibilities."""
    lines = _tree(sheets[PLAN], keys, gathering)
    by_code = {line.facts["code"]: line for line in reversed(lines)}
    for name, attribute in ((MEASURES, "measures"), (RESPONSIBILITIES, "responsibilities")):
        for row in sheets[name].rows:
            code = gathering.content(row["line"], RESPONSIBILITY[0], "")
            if code in by_code:
                getattr(by_code[code], attribute).append(row)
            else:
                gathering.fault(row["line"], _("no line has this code"))
    for line in lines:
        _instruments(line, gathering)
        _responsibilities(line, gathering)


def _tree(table: Table, keys: list[str], gathering: Gathering) -> list[Line]:
    found: dict[tuple[str, ...], Line] = {}
    lines: dict[tuple[str, ...], Line] = {}
    for row in table.rows:
        path: tuple[str, ...] = ()
        holder, place = gathering.document, ""
        for key in keys:
            code = gathering.content(row[f"{key} code"], PROVISION[0], "")
            if code is None:
                gathering.fault(row[f"{key} code"], _("the code is missing"))
                break
            path = (*path, code)
            if path not in found:
                siblings = holder.setdefault(key, [])
                here = f"{place}{key}[{len(siblings)}]"
                facts = gathering.facts(row, _columns(key), here)
                siblings.append(facts)
                found[path] = Line(facts, here)
            else:
                _compare(row, key, found[path], gathering)
            holder, place = found[path].facts, f"{found[path].place}."
        else:
            lines[path] = found[path]
            lines[path].instruments.append(row)
    return list(lines.values())


def _columns(key: str) -> list[tuple[str, Column]]:
    return [(f"{key} {column.heading}", column) for column in PROVISION]


def _compare(row: Row, key: str, known: Line, gathering: Gathering) -> None:
    """A provision is told once; where a later row tells it again, it says the same."""
    for heading, column in _columns(key):
        if heading in row and row[heading].value is not None:
            again = gathering.content(row[heading], column, "")
            if again is not None and again != known.facts.get(column.key):
                sentence = _("differs from what %(where)s says; leave it empty or say the same")
                where = gathering.cells[f"{known.place}.{column.key}"]
                gathering.fault(row[heading], sentence % {"where": where})


def _instruments(line: Line, gathering: Gathering) -> None:
    rows = [row for row in line.instruments if _says_something(row)]
    numbered = _numbered(rows, "instrument", gathering)
    measures: dict[int, list[Row]] = {}
    for row in line.measures:
        number = gathering.content(row["instrument"], NUMBER, "")
        if number not in numbered:
            gathering.fault(row["instrument"], _("the line has no instrument with this number"))
        measures.setdefault(number, []).append(row)
    instruments = []
    for index, (number, row) in enumerate(numbered.items()):
        place = f"{line.place}.instruments[{index}]"
        gathering.cells[place] = row["instrument"].where
        text = gathering.content(row["instrument text"], INSTRUMENT[1], f"{place}.text")
        facts: Document = {"text": text} if text is not None else {}
        of_instrument = _numbered(measures.get(number, []), "measure", gathering)
        listed = [
            _with_target(
                gathering.facts(of_line, _named(MEASURE[3:]), f"{place}.measures[{at}]"),
                f"{place}.measures[{at}]",
                gathering,
            )
            for at, of_line in enumerate(of_instrument.values())
        ]
        instruments.append(facts | ({"measures": listed} if listed else {}))
    if instruments:
        line.facts["instruments"] = instruments


def _with_target(facts: Document, place: str, gathering: Gathering) -> Document:
    """The facts of a measure with its target as one part, as the document has it."""
    target = {key: facts.pop(column) for column, key in TARGET.items() if column in facts}
    for column, key in TARGET.items():
        if f"{place}.{column}" in gathering.cells:
            gathering.cells[f"{place}.target.{key}"] = gathering.cells[f"{place}.{column}"]
    return facts | ({"target": target} if target else {})


def _says_something(row: Row) -> bool:
    return row["instrument"].value is not None or row["instrument text"].value is not None


def _responsibilities(line: Line, gathering: Gathering) -> None:
    entries = _numbered(line.responsibilities, "entry", gathering)
    listed = [
        gathering.facts(row, _named(RESPONSIBILITY[2:]), f"{line.place}.responsibilities[{index}]")
        for index, row in enumerate(entries.values())
    ]
    if listed:
        line.facts["responsibilities"] = listed


def _named(columns: Iterable[Column]) -> list[tuple[str, Column]]:
    return [(column.heading, column) for column in columns]


def _numbered(rows: list[Row], heading: str, gathering: Gathering) -> dict[int, Row]:
    """The rows by their number, from 1 without a gap; a fault for each that breaks the count."""
    found: dict[int, Row] = {}
    cells: dict[int, Cell] = {}
    for row in rows:
        number: Any = gathering.content(row[heading], NUMBER, "")
        if number is None:
            if row[heading].value is None:
                gathering.fault(row[heading], _("the number is missing"))
        elif number in found:
            gathering.fault(row[heading], _("this number stands here for the second time"))
        else:
            found[number], cells[number] = row, row[heading]
    for expected, number in enumerate(sorted(found), start=1):
        if number != expected:
            sentence = _("the numbers run 1, 2, 3: here %(expected)s is expected")
            gathering.fault(cells[number], sentence % {"expected": expected})
            break
    return {number: found[number] for number in sorted(found)}
