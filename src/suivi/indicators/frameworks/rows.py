"""How does the table of a framework read, from a CSV file or a workbook, row by row?

The tables that come with the program and those that a coordinator hands in are the same format.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.errors import Fault, Faults
from suivi.indicators.frameworks.models import FrameworkIndicator, SourceStanding
from suivi.languages.wording import CODES, State, Wording
from suivi.plans.formats.reading import UNWRITABLE, check_size
from suivi.plans.imports.cells import tables

Row = Mapping[str, str]

NEEDED: Final = ("code", "text en")
COLUMNS: Final = (
    "code",
    *(f"theme {code}" for code in CODES),
    *(f"text {code}" for code in CODES),
    *("unofficial", "kind", "source", "standing", "note"),
)
LENGTHS: Final = {"code": 20, "source": 300, **{f"theme {code}": 120 for code in CODES}}
MOST_ROWS: Final = 1000


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as a table gives it."""

    code: str
    theme: Wording
    text: Wording
    kind: str
    source: str
    standing: str
    note: str


def read_table(data: bytes, name: str) -> list[IndicatorRow]:
    """The indicators of a CSV or XLSX file. Raises `Faults`, each with the row it stands in."""
    check_size(len(data))
    found = list(_workbook(data) if name.lower().endswith(".xlsx") else _csv(data))
    if not found:
        raise Faults([Fault("", _("The table has no row."))])
    if len(found) > MOST_ROWS:
        raise Faults([Fault("", _("The table has far too many rows for a framework."))])
    faults = [fault for place, row in found for fault in _faults(place, row)]
    faults += list(_twice(found))
    if faults:
        raise Faults(faults)
    return [_indicator(row) for _place, row in found]


def _csv(data: bytes) -> Iterator[tuple[str, Row]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faults([Fault("", _("The file is not UTF-8 text."))]) from None
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    _check_headings([str(heading or "") for heading in reader.fieldnames or ()])
    for number, row in enumerate(reader, start=2):
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        if any(cells.values()):
            yield _("row %(number)s") % {"number": number}, cells


def _workbook(data: bytes) -> Iterator[tuple[str, Row]]:
    sheet = next(iter(tables(data).values()))
    if sheet.faults:
        raise Faults(sheet.faults)
    _check_headings(list(sheet.headings))
    for row in sheet.rows:
        where = next(iter(row.values())).where
        number = re.sub(r"^.*?(\d+)$", r"\1", where)
        cells = {key: _plain(cell.value) for key, cell in row.items()}
        yield _("row %(number)s") % {"number": number}, cells


def _plain(value: object) -> str:
    return "" if value is None else str(value).strip()


def _check_headings(headings: list[str]) -> None:
    place = _("row %(number)s") % {"number": 1}
    missing, unknown = (
        _("The column “%(name)s” is missing."),
        _("“%(name)s” is no column of this table."),
    )
    faults = [Fault(place, missing % {"name": name}) for name in NEEDED if name not in headings]
    faults += [
        Fault(place, unknown % {"name": name[:60]}) for name in headings if name not in COLUMNS
    ]
    if faults:
        raise Faults(faults)


def _faults(place: str, row: Row) -> Iterator[Fault]:
    for name in NEEDED:
        if not row.get(name):
            yield Fault(place, _("“%(name)s” is empty.") % {"name": name})
    for name, longest in LENGTHS.items():
        if len(row.get(name, "")) > longest:
            facts = {"name": name, "longest": longest}
            yield Fault(place, _("“%(name)s” has more than %(longest)s letters.") % facts)
    if any(UNWRITABLE.search(value) for value in row.values()):
        yield Fault(place, _("It holds letters that cannot be shown."))
    yield from _choice(place, row, "kind", FrameworkIndicator.Kind.values)
    yield from _choice(place, row, "standing", SourceStanding.values)
    for code in _languages(row):
        if code not in CODES:
            yield Fault(place, _("“%(name)s” is no language.") % {"name": code[:20]})
    if row.get("standing") == SourceStanding.CONFIRMED and not row.get("source"):
        yield Fault(place, _("Name the source in which it was confirmed."))


def _choice(place: str, row: Row, name: str, choices: Iterable[str]) -> Iterator[Fault]:
    if row.get(name) and row[name] not in choices:
        facts = {"value": row[name][:60], "choices": ", ".join(choices)}
        yield Fault(place, _("“%(value)s” is none of: %(choices)s.") % facts)


def _twice(found: Iterable[tuple[str, Row]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, row in found:
        code = row.get("code", "")
        if code and code in seen:
            yield Fault(place, _("The code %(code)s stands here twice.") % {"code": code})
        seen.add(code)


def _languages(row: Row) -> list[str]:
    return [code.strip() for code in row.get("unofficial", "").split(",") if code.strip()]


def _indicator(row: Row) -> IndicatorRow:
    return IndicatorRow(
        code=row["code"],
        theme=_wording(row, "theme"),
        text=_wording(row, "text"),
        kind=row.get("kind", ""),
        source=row.get("source", ""),
        standing=row.get("standing") or SourceStanding.UNCONFIRMED.value,
        note=row.get("note", ""),
    )


def _wording(row: Row, name: str) -> Wording:
    """The text in its languages; those named as unofficial are our own translations."""
    texts = {code: text for code in CODES if (text := row.get(f"{name} {code}", ""))}
    ours = set(_languages(row)) if name == "text" else set()
    return Wording(texts, {code: State.UNOFFICIAL for code in texts if code in ours})
