"""What does a file mean for the register: new, changed, unchanged, in conflict, or not to be taken?

Three things are compared part by part: the file, the register as it is now, and what the last file
said. What only the file changed is taken; what only people here changed stays; what both changed is
a conflict that a person decides. Nothing here writes.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from suivi.activities.iati import codes
from suivi.activities.iati.derived import columns_of
from suivi.activities.iati.flaws import Flaw
from suivi.activities.iati.models import RowState
from suivi.activities.iati.reading import IatiFile, Read
from suivi.activities.iati.recorded import Publisher, Recorded, recorded
from suivi.activities.iati.records import LISTS, NOTHING_OWN, PARTS, Own, Record
from suivi.activities.models import Activity
from suivi.people.models import Body

BATCH: Final = 250
SHOWN: Final = 40
# Which facts of the register, which people change by hand, follow from which part of the record.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "titles": ("title", "language"),
    "descriptions": ("account",),
    "dates": ("started_on", "ended_on"),
    "places": ("countries",),
    "markers": ("gender_marker",),
    "transactions": ("amount", "currency"),
    "own": Own._fields,
}


@dataclass(frozen=True)
class Difference:
    """A part that differs: what stands here and not in the file, and the other way round.

    `gone` and `come` are entries as JSON holds them, at most so many; `more` counts the rest.
    """

    part: str
    gone: Sequence[Any]
    come: Sequence[Any]
    more: int
    is_conflict: bool

    def plain(self) -> list[Any]:
        """The difference as JSON holds it."""
        return [self.part, list(self.gone), list(self.come), self.more, self.is_conflict]


@dataclass(frozen=True)
class Compared:
    """One activity of the file beside the register. `there` is None for what is not here."""

    read: Read
    state: str
    there: Recorded | None = None
    differences: Sequence[Difference] = ()

    @property
    def fingerprint(self) -> str:
        """The same for as long as file and register, as far as they were compared, are the same."""
        told = [
            self.state,
            self.read.record.identifier,
            [each.plain() for each in self.differences],
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def columns(self, keep: bool) -> dict[str, Any]:
        """The facts of the register that the file changes; without those in conflict to `keep`."""
        told = columns_of(self.read.record)
        if self.there is None:
            return told
        changed = {each.part for each in self.differences if not (keep and each.is_conflict)}
        names = {name for part in changed for name in _columns(part, self.read.record)}
        now = self.there.activity
        return {name: told[name] for name in names if getattr(now, name) != told[name]}


def compared(file: IatiFile, body: Body, *, publisher: Publisher, on: date) -> Iterator[Compared]:
    """Every activity of the file, in order, some hundred at a time. Raises Unreadable."""
    reads = iter(file)
    while batch := list(islice(reads, BATCH)):
        yield from _batch(batch, body, publisher, on)


def _batch(reads: Sequence[Read], body: Body, publisher: Publisher, on: date) -> Iterator[Compared]:
    sound = [each.record.identifier for each in reads if not each.flaws]
    here = _found(sound, publisher)
    removed = _removed(set(sound) - here.keys())
    records = recorded(here.values(), publisher=publisher, on=on)
    for read in reads:
        identifier = read.record.identifier
        activity = here.get(identifier)
        if read.flaws:
            yield Compared(read, RowState.FAULTY)
        elif activity is None:
            yield Compared(read, RowState.REMOVED if identifier in removed else RowState.NEW)
        elif activity.body_id != body.pk:
            yield Compared(read, RowState.ELSEWHERE, records[activity.pk])
        else:
            yield _beside(read, records[activity.pk])


def _found(identifiers: Sequence[str], publisher: Publisher) -> dict[str, Activity]:
    """The activities of the register by identifier, their own or one that we made for them."""
    rows = Activity.objects.select_related("body").prefetch_related(
        "partners", "plans", "provisions", "evidence"
    )
    found = {each.iati_identifier: each for each in rows.filter(iati_identifier__in=identifiers)}
    made = {uid: name for name in identifiers if (uid := _made_for(name, publisher))}
    for each in rows.filter(uid__in=made, iati_identifier="") if made else ():
        found[made[each.uid]] = each
    return found


def _made_for(identifier: str, publisher: Publisher) -> UUID | None:
    """The activity for which we made an identifier; None when we did not make this one."""
    own = f"{publisher.ref}-"
    if not publisher.ref or not identifier.startswith(own):
        return None
    try:
        return UUID(identifier.removeprefix(own))
    except ValueError:
        return None


def _removed(identifiers: Iterable[str]) -> set[str]:
    rows = Activity.with_removed.filter(iati_identifier__in=identifiers, removed_at__isnull=False)
    return set(rows.values_list("iati_identifier", flat=True))


def _beside(read: Read, there: Recorded) -> Compared:
    found = [
        difference
        for part in PARTS
        if (difference := _difference(part, read.record, there)) is not None
    ]
    conflict = any(each.is_conflict for each in found)
    state = RowState.CONFLICT if conflict else RowState.CHANGED if found else RowState.UNCHANGED
    return Compared(read, state, there, found)


def _difference(part: str, file: Record, there: Recorded) -> Difference | None:
    """How a part of the file differs from the register in a way that means something."""
    told, now = getattr(file, part), getattr(there.now, part)
    before = getattr(there.stored, part) if there.stored else None
    if part == "own" and told == NOTHING_OWN:
        return None
    if _same(part, told, now) or (before is not None and _same(part, told, before)):
        return None
    gone, come = _apart(part, now, told), _apart(part, told, now)
    more = max(len(gone) - SHOWN, 0) + max(len(come) - SHOWN, 0)
    conflict = part == "own" or _both_changed(part, file, there)
    return Difference(part, gone[:SHOWN], come[:SHOWN], more, conflict)


def _both_changed(part: str, file: Record, there: Recorded) -> bool:
    """Whether a person changed here, after the last file, what this file changes otherwise."""
    names = _columns(part, file)
    if not names:
        return False
    told, activity = columns_of(file), there.activity
    before = columns_of(there.stored) if there.stored else {}
    return any(
        getattr(activity, name) != told[name]
        and getattr(activity, name) != before.get(name, _BLANK.get(name))
        for name in names
    )


# What an activity that was entered by hand holds where nobody said anything.
_BLANK: Final[Mapping[str, Any]] = {"account": "", "countries": [], "currency": ""}


def _columns(part: str, record: Record) -> tuple[str, ...]:
    """The columns of a part; countries belong to transactions where the activity has none."""
    names = COLUMNS.get(part, ())
    return (*names, "countries") if part == "transactions" and not record.places else names


def _same(part: str, one: Any, other: Any) -> bool:
    return Counter(one) == Counter(other) if part in LISTS else bool(one == other)


def _apart(part: str, one: Any, other: Any) -> list[Any]:
    """What the one has and the other has not."""
    if part in LISTS:
        return list((Counter(one) - Counter(other)).elements())
    return [one] if one not in (None, "") else []


def summary_of(record: Record) -> dict[str, Any]:
    """What a preview says of an activity at a glance, as JSON holds it."""
    money: dict[tuple[str, str], int] = {}
    for each in record.transactions:
        if each.type in {codes.COMMITMENT, codes.DISBURSEMENT, codes.EXPENDITURE}:
            key = (each.type, each.currency)
            money[key] = money.get(key, 0) + each.amount
    told = columns_of(record)
    return {
        "started_on": str(told["started_on"]),
        "ended_on": str(told["ended_on"] or ""),
        "places": [[each.code, each.percentage] for each in record.of_country()]
        or [[code, ""] for code in told["countries"]],
        "marker": told["gender_marker"],
        "money": [[*key, amount] for key, amount in sorted(money.items())],
        "sectors": [[each.vocabulary, each.code, each.percentage] for each in record.sectors],
    }


def counted(rows: Iterable[Compared]) -> Counter[str]:
    """How many activities mean what."""
    return Counter(str(each.state) for each in rows)


def notable(row: Compared) -> Sequence[Flaw]:
    """What is worth saying of an activity that is taken."""
    return [] if row.state == RowState.FAULTY else row.read.notes
