"""How does the library come into the database, again and again, without undoing anybody's work?

Loading compares and reports. A row or a pair that a coordinator changed stays as it is unless the
loading is told to overwrite; nothing is ever taken out by loading.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import models, transaction

from suivi.audit.actions import record
from suivi.indicators.frameworks import permissions
from suivi.indicators.frameworks.models import (
    Crosswalk,
    Edition,
    Framework,
    FrameworkIndicator,
)
from suivi.indicators.frameworks.rows import IndicatorRow, read_table
from suivi.languages.wording import Wording
from suivi.people.models import Person
from suivi.plans.models import Instrument

DATA: Final = Path(__file__).resolve().parents[2] / "data"
_NAMES: Final = ("name", "short_name", "owner")
NEW, CHANGED, KEPT, WAITING = "new", "changed", "kept", "waiting"


@dataclass(frozen=True)
class Change:
    """What loading did with one thing, or why it left it: new, changed, kept, waiting."""

    kind: str
    place: str


@dataclass(frozen=True)
class FrameworkFacts:
    """What a framework is called, and whose it is."""

    code: str
    name: Wording
    short_name: Wording = field(default_factory=Wording)
    owner: Wording = field(default_factory=Wording)


@dataclass(frozen=True)
class EditionFacts:
    """Which edition, and the document that holds it."""

    year: int
    source: str
    note: Wording = field(default_factory=Wording)


@transaction.atomic
def load_library(
    *, by: Person | None, at: datetime, overwrite: bool = False, data: Path = DATA
) -> list[Change]:
    """Loads the frameworks and crosswalks that come with the program; gives what changed.

    Pairs of a plan that is not here wait for it: loading again after the plan brings them.
    """
    changes: list[Change] = []
    library = json.loads((data / "frameworks.json").read_text(encoding="utf-8"))["frameworks"]
    for position, found in enumerate(library, start=1):
        facts = FrameworkFacts(
            found["code"], *(Wording(found[name]) for name in ("name", "short_name", "owner"))
        )
        framework, change = _framework(facts, position)
        changes += change
        for edition in found["editions"]:
            name = edition["rows"]
            rows = read_table((data / name).read_bytes(), name) if name else []
            told = EditionFacts(edition["year"], edition["source"], Wording(edition["note"]))
            changes += _edition(framework, told, rows, overwrite)
    for path in sorted(data.glob("crosswalk-*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            changes += _pairs(list(csv.DictReader(stream)), at, overwrite)
    _tell(by, at, "load_frameworks", "frameworks", changes)
    return changes


@transaction.atomic
def import_framework(
    *,
    by: Person,
    at: datetime,
    framework: FrameworkFacts,
    edition: EditionFacts,
    rows: Sequence[IndicatorRow],
    overwrite: bool = False,
) -> list[Change]:
    """Takes an edition that a coordinator hands in: all of it or nothing."""
    permissions.may_keep_library(by)
    last = Framework.objects.aggregate(models.Max("position"))["position__max"] or 0
    found, changes = _framework(framework, last + 1)
    changes += _edition(found, edition, rows, overwrite)
    _tell(by, at, "import_framework", f"framework:{found.code}/{edition.year}", changes)
    return changes


def _framework(facts: FrameworkFacts, position: int) -> tuple[Framework, list[Change]]:
    known = Framework.objects.filter(code=facts.code).first()
    framework = known or Framework(code=facts.code, position=position)
    before = None if known is None else _state(framework, _NAMES, ())
    if facts.name:
        framework.name = facts.name
    if facts.short_name:
        framework.short_name = facts.short_name
    if facts.owner:
        framework.owner = facts.owner
    return framework, list(_kept(framework, before, _NAMES, (), facts.code))


def _edition(
    framework: Framework, facts: EditionFacts, rows: Iterable[IndicatorRow], overwrite: bool
) -> Iterator[Change]:
    known = framework.editions.filter(year=facts.year).first()
    edition = known or Edition(framework=framework, year=facts.year)
    before = None if known is None else _state(edition, ("note",), ("source",))
    edition.source, edition.note = facts.source, facts.note
    yield from _kept(edition, before, ("note",), ("source",), f"{framework.code} {facts.year}")
    indicators = {each.code: each for each in edition.indicators.all()}
    for position, row in enumerate(rows, start=1):
        yield from _indicator(edition, row, position, indicators.get(row.code), overwrite)


_TEXTS: Final = ("theme", "text")
_FACTS: Final = ("kind", "source", "standing", "note", "is_edited")


def _indicator(
    edition: Edition,
    row: IndicatorRow,
    position: int,
    known: FrameworkIndicator | None,
    overwrite: bool,
) -> Iterator[Change]:
    place = f"{edition} {row.code}"
    if known is not None and known.is_edited and not overwrite:
        yield Change(KEPT, place)
        return
    indicator = known or FrameworkIndicator(edition=edition, code=row.code, position=position)
    before = None if known is None else _state(indicator, _TEXTS, _FACTS)
    for name in ("theme", "text", "kind", "source", "standing", "note"):
        setattr(indicator, name, getattr(row, name))
    indicator.is_edited = False
    yield from _kept(indicator, before, _TEXTS, _FACTS, place)


def _pairs(rows: Sequence[Mapping[str, str]], at: datetime, overwrite: bool) -> Iterator[Change]:
    instruments = _instruments({row["plan"] for row in rows})
    indicators = {
        (each.edition.framework.code, str(each.edition.year), each.code): each
        for each in FrameworkIndicator.objects.select_related("edition__framework").in_order()
    }
    known = {
        (each.instrument_id, each.indicator_id): each
        for each in Crosswalk.objects.filter(instrument__in=list(instruments.values()))
    }
    for row in rows:
        instrument = instruments.get((row["plan"], row["line"], row["instrument"]))
        indicator = indicators.get((row["framework"], row["edition"], row["indicator"]))
        place = f"{row['plan']} {row['line']} ({row['instrument']}) – "
        place += f"{row['framework']} {row['indicator']}"
        if instrument is None or indicator is None:
            yield Change(WAITING, place)
            continue
        pair = known.get((instrument.pk, indicator.pk))
        if pair is not None and pair.is_edited and not overwrite:
            yield Change(KEPT, place)
            continue
        pair = pair or Crosswalk(instrument=instrument, indicator=indicator, entered_at=at)
        names = ("standing", "remark", "removed_at", "is_edited")
        before = None if pair.pk is None else _state(pair, (), names)
        pair.standing, pair.remark = row["standing"], row["remark"]
        pair.removed_at, pair.is_edited = None, False
        yield from _kept(pair, before, (), names, place)


def _instruments(plans: Iterable[str]) -> dict[tuple[str, str, str], Instrument]:
    """The instruments by plan, line and place: only lines of the lowest level have any."""
    found = Instrument.objects.filter(provision__plan__slug__in=list(plans))
    return {
        (each.provision.plan.slug, each.provision.code, str(each.position)): each
        for each in found.select_related("provision__plan").order_by("pk")
    }


def _state(record: Any, texts: Iterable[str], facts: Iterable[str]) -> list[Any]:
    return [*(getattr(record, name) for name in texts), *(getattr(record, name) for name in facts)]


def _kept(
    record: Any, before: list[Any] | None, texts: Iterable[str], facts: Iterable[str], place: str
) -> Iterator[Change]:
    """Stores the record where it says something new, and tells so."""
    if before == _state(record, texts, facts):
        return
    record.full_clean()
    record.save()
    yield Change(NEW if before is None else CHANGED, place)


def _tell(
    by: Person | None, at: datetime, verb: str, about: str, changes: Sequence[Change]
) -> None:
    """One event, when something was written."""
    counts = {kind: sum(change.kind == kind for change in changes) for kind in (NEW, CHANGED, KEPT)}
    if counts[NEW] or counts[CHANGED]:
        record(
            by=by,
            at=at,
            verb=verb,
            object=about,
            role="coordinator" if by else "",
            new=counts[NEW],
            changed=counts[CHANGED],
            kept=counts[KEPT],
        )
