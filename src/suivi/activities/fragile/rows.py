"""What does a table of fragile contexts say, and what is wrong with it, row by row?"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.activities.fragile.models import FragileContext
from suivi.errors import Fault, Faults
from suivi.languages import countries

COLUMNS: Final = ("code", "name", "level")
LONGEST_NAME: Final = 120
MOST: Final = 300
# How editions of the list say it; since 2025 it is "high" and "extreme" fragility.
LEVELS: Final = {
    "extremely fragile": FragileContext.Level.EXTREME,
    "extreme": FragileContext.Level.EXTREME,
    "extreme fragility": FragileContext.Level.EXTREME,
    "fragile": FragileContext.Level.FRAGILE,
    "high": FragileContext.Level.FRAGILE,
    "high fragility": FragileContext.Level.FRAGILE,
}


@dataclass(frozen=True)
class ContextRow:
    """A context of the list: two-letter code, the list's own name, how fragile."""

    code: str
    name: str
    level: str


def read_contexts(data: bytes) -> list[ContextRow]:
    """The rows of a CSV file with the columns code, name, level. Raises Faults, a place each."""
    table = csv.reader(io.StringIO(_text(data)), delimiter=_delimiter(data))
    head = [each.strip().lower() for each in next(table, [])]
    if tuple(head) != COLUMNS:
        sentence = _("The first row must name the columns: %(columns)s.")
        raise Faults([Fault(_("Row 1"), sentence % {"columns": ", ".join(COLUMNS)})])
    faults: list[Fault] = []
    found = list(_rows(table, faults))
    if not found and not faults:
        faults.append(Fault("", _("There is no row in the table.")))
    if faults:
        raise Faults(faults)
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(data: bytes) -> str:
    """Excel writes semicolons where commas are decimal signs."""
    first = data.splitlines()[0] if data.strip() else b""
    return ";" if first.count(b";") > first.count(b",") else ","


def _rows(table: Iterator[list[str]], faults: list[Fault]) -> Iterator[ContextRow]:
    seen: dict[str, int] = {}
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if number > MOST:
            faults.append(Fault("", _("More than %(most)d rows cannot be meant.") % {"most": MOST}))
            return
        place = _("Row %(number)d") % {"number": number}
        row = _row(cells, place, faults)
        if row is None:
            continue
        if row.code in seen:
            told = {"code": row.code, "first": seen[row.code]}
            sentence = _("%(code)s stands in row %(first)d already.") % told
            faults.append(Fault(place, sentence))
        seen.setdefault(row.code, number)
        yield row


def _row(cells: Sequence[str], place: str, faults: list[Fault]) -> ContextRow | None:
    written, name, level = [cell.strip() for cell in [*cells, "", "", ""][:3]]
    try:
        code = countries.code_of(written)
    except countries.UnknownCountry:
        sentence = _("“%(code)s” is no two-letter code of a country.")
        faults.append(Fault(place, sentence % {"code": written[:40]}))
        return None
    if level.lower() not in LEVELS:
        sentence = _("“%(level)s” is no level; write: extremely fragile, or fragile.")
        faults.append(Fault(place, sentence % {"level": level[:40]}))
        return None
    return ContextRow(code, (name or code)[:LONGEST_NAME], LEVELS[level.lower()])
