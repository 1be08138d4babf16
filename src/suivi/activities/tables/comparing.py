"""What would a table change in the register, row by row, and what has changed there meanwhile?

Three versions of an activity meet in each row: the one that the table was made from, what the table
says, and what the register says now. A cell counts as filled in only if it says something else than
the cell that left; so a table that comes back as it left changes nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.activities import rules
from suivi.activities.facts import COLUMNS, kept
from suivi.activities.models import Activity
from suivi.activities.permissions import Reach
from suivi.activities.queries.likeness import Titled, alike_in
from suivi.activities.queries.names import names
from suivi.activities.queries.tables import earlier_versions, found_by_uid
from suivi.activities.tables import layout
from suivi.activities.tables.cells import Cells, Told, Unfit, choices, told_of, uid_of
from suivi.activities.tables.reading import SHOWN, Filled, Row
from suivi.errors import Fault
from suivi.languages import days
from suivi.ui.numbers_and_days import day as day_in_words

NEW: Final = "new"
CHANGED: Final = "changed"
CONFLICT: Final = "conflict"

ONLINE: Final = "online"
TABLE: Final = "table"

CHUNK: Final = 500


@dataclass(frozen=True)
class Change:
    """One fact that the table would change."""

    key: str
    table: Any
    online: Any
    is_conflict: bool = False


@dataclass(frozen=True)
class Difference:
    """A row that enters an activity or changes one."""

    row: int
    activity: Activity | None
    changes: tuple[Change, ...]
    online: Told
    language: str

    @property
    def state(self) -> str:
        """New, changed, or changed by both."""
        if self.activity is None:
            return NEW
        return CONFLICT if self.is_conflict else CHANGED

    @property
    def is_conflict(self) -> bool:
        """Whether somebody changed the same facts online since the table left."""
        return any(each.is_conflict for each in self.changes)

    @property
    def title(self) -> str:
        """What the activity is called, in the table where it says so."""
        return str(self.result(TABLE)["title"])

    @property
    def written_in(self) -> str:
        """The language of its texts."""
        return str(self.result(TABLE)["language"])

    @property
    def uid(self) -> str:
        """The identifier of the activity; "" for a new one."""
        return str(self.activity.uid) if self.activity else ""

    def result(self, choice: str) -> Told:
        """All facts once applied; `choice` says which text stands where both changed it.

        Raises ValueError where that is not decided.
        """
        told = dict(self.online)
        for each in self.changes:
            if each.is_conflict and choice not in {ONLINE, TABLE}:
                raise ValueError(choice)
            if not (each.is_conflict and choice == ONLINE):
                told[each.key] = each.table
        if told["amount"] is None:
            told["currency"] = ""
        return told


@dataclass(frozen=True)
class Refusal:
    """A row of which nothing is taken, and why."""

    where: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Likeness:
    """A new row that may be in the register already, or stand twice in the table."""

    difference: Difference
    like: Sequence[Titled]


@dataclass
class Comparison:
    """What a table would do."""

    differences: list[Difference] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    alike: list[Likeness] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchanged: int = 0

    def of(self, state: str) -> list[Difference]:
        """The rows of one kind."""
        return [each for each in self.differences if each.state == state]

    def counts(self) -> dict[str, int]:
        """How many rows are of each kind."""
        found = {state: len(self.of(state)) for state in (NEW, CHANGED, CONFLICT)}
        return {**found, "unchanged": self.unchanged, "refused": len(self.refused)}

    def mark(self) -> str:
        """Stands for exactly what is compared: another one, once the register changed meanwhile."""
        told = [
            (each.row, each.uid, each.activity.version if each.activity else 0)
            for each in self.differences
        ]
        like = [(each.difference.row, [one.key for one in each.like]) for each in self.alike]
        return hashlib.sha256(repr((told, like)).encode()).hexdigest()


def compare(filled: Filled, seen: Reach) -> Comparison:
    """Compares what was read with the register, as its person may see and write it."""
    comparing = _Comparing(filled, seen)
    for first in range(0, len(filled.rows), CHUNK):
        comparing.take(filled.rows[first : first + CHUNK])
    comparing.end()
    return comparing.result


class _Comparing:
    """One comparison under way."""

    def __init__(self, filled: Filled, seen: Reach) -> None:
        known = names()
        plans = {slug for slug, plan in known.plans.items() if plan.pk in seen.writes_in}
        offered = choices(known, filled.language)
        self.filled, self.seen = filled, seen
        self.cells = Cells(filled.language, offered, known, plans)
        self.result = Comparison(faults=list(filled.faults), notes=list(filled.notes))
        self.keys = [key for key in layout.FILLED_IN if key in filled.columns]
        self.rows_of: dict[UUID, int] = {}
        self.either_way: list[tuple[str, str]] = []
        self.own = [code for code, body in known.bodies.items() if body.pk in seen.writes_for]

    def fault(self, row: Row, key: str, sentence: str) -> None:
        """Notes what is wrong in a cell."""
        self.result.faults.append(Fault(self.filled.where(row.number, key), sentence))

    def take(self, rows: Sequence[Row]) -> None:
        """Compares some rows: a few queries, whatever their number."""
        uids = {row.number: uid for row in rows if (uid := self._uid(row)) is not None}
        activities = found_by_uid(uids.values(), self.seen)
        known = {row.number: activities.get(uids[row.number]) for row in rows if row.number in uids}
        bases = {each.pk: _base(row) for row in rows if (each := known.get(row.number))}
        versions = {each.pk: each.version for each in activities.values()}
        earlier = earlier_versions(
            {pk: base for pk, base in bases.items() if base is not None and base != versions[pk]}
        )
        for row in rows:
            activity = known.get(row.number)
            if activity is not None:
                self._take_known(row, activity, bases[activity.pk], earlier.get(activity.pk))
            elif row.number in uids:
                self.fault(row, "uid", _("No activity with this identifier is here."))
            elif row.values.get("uid") is None:
                self._take_new(row)

    def end(self) -> None:
        """What concerns the table as a whole."""
        self._say_dates()
        self._say_what_is_gone()
        self._refuse_identifiers()
        new = self.result.of(NEW)
        told = [(each.row, each.result(TABLE)) for each in new]
        found = alike_in(
            [Titled(str(row), one["title"], one["started_on"], one["body"]) for row, one in told]
        )
        for each in new:
            if like := found.get(str(each.row)):
                self.result.alike.append(Likeness(each, like))

    def _uid(self, row: Row) -> UUID | None:
        if row.values.get("uid") is None:
            return None
        try:
            uid = uid_of(row.values["uid"])
        except Unfit as wrong:
            self.fault(row, "uid", str(wrong))
            return None
        if self.rows_of.setdefault(uid, row.number) != row.number:
            sentence = _("stands in the table twice (row %(row)d); empty it for a new activity.")
            self.fault(row, "uid", sentence % {"row": self.rows_of[uid]})
            return None
        return uid

    def _take_new(self, row: Row) -> None:
        told = told_of({}, "")
        told["language"] = self.filled.language
        if len(self.own) == 1:
            told["body"] = self.own[0]
        faults = len(self.result.faults)
        changes = []
        for key in self.keys:
            value = row.values.get(key)
            fact = None if value is None else self._fact(row, key, value)
            if fact is not None and fact != told[key]:
                changes.append(Change(key, fact, told[key]))
        for key in (*layout.NEEDED, "body"):
            if not told.get(key) and row.values.get(key) is None:
                self.fault(row, key, _("is missing; a new activity needs it."))
        if len(self.result.faults) == faults:
            new = Difference(row.number, None, tuple(changes), told, self.filled.language)
            self._keep(row, new)

    def _take_known(self, row: Row, activity: Activity, version: int | None, begun: Any) -> None:
        """`version` is the one that the row began from, `begun` its facts where it is earlier."""
        online = told_of(kept(activity), activity.body.code)
        base = told_of(begun, activity.body.code) if begun else online
        faults = len(self.result.faults)
        changes = [change for key in self.keys if (change := self._change(row, key, base, online))]
        if len(self.result.faults) > faults:
            return
        if not changes:
            self.result.unchanged += 1
        elif begun is None and version != activity.version and self._is_own(activity):
            sentence = _("does not say from which version it began; export the table again.")
            self.fault(row, "version", sentence)
        elif any(change.key == "body" for change in changes):
            self.fault(row, "body", _("An activity stays with its body; enter another one there."))
        else:
            found = Difference(row.number, activity, tuple(changes), online, self.filled.language)
            self._keep(row, found)

    def _is_own(self, activity: Activity) -> bool:
        return activity.body_id in self.seen.writes_for

    def _change(self, row: Row, key: str, base: Told, online: Told) -> Change | None:
        """What the cell would change; None where it says what left, or what stands there now."""
        value = row.values.get(key)
        try:
            fact = self.cells.fact(key, value)
        except Unfit as wrong:
            if not self.cells.is_same(value, self.cells.cell(key, base)):
                self.fault(row, key, str(wrong))
            return None
        if fact in (base[key], online[key]):
            return None
        if self.cells.is_same(value, self.cells.cell(key, base)):
            return None
        self._note_date(row, key, value)
        return Change(key, fact, online[key], online[key] != base[key])

    def _fact(self, row: Row, key: str, value: Any) -> Any:
        try:
            fact = self.cells.fact(key, value)
        except Unfit as wrong:
            self.fault(row, key, str(wrong))
            return None
        self._note_date(row, key, value)
        return fact

    def _keep(self, row: Row, found: Difference) -> None:
        """Keeps a difference, or says why nothing of the row is taken."""
        told = found.result(TABLE)
        if reason := self._no_leave(found, told):
            where = self.filled.where(row.number)
            self.result.refused.append(Refusal(where, found.title, reason))
            return
        known = set(_faults(found.online)) if found.activity else set()
        wrong = [fault for fault in _faults(told) if fault not in known]
        for key, sentence in wrong:
            self.fault(row, key if key in self.filled.columns else "", sentence)
        if not wrong:
            self.result.differences.append(found)

    def _no_leave(self, found: Difference, told: Told) -> str:
        """Why this person cannot write the row; "" if they can."""
        body = self.cells.names.bodies[told["body"]]
        if body.pk not in self.seen.writes_for:
            sentence = _("is an activity of %(body)s, for which you do not write.")
            return sentence % {"body": self.cells.names.body_label(body.code)}
        if found.activity is not None and found.activity.removed_at is not None:
            return _("was removed from the register; bring it back first.")
        return ""

    def _note_date(self, row: Row, key: str, value: Any) -> None:
        if key in layout.DAYS and days.reads_either_way(value):
            read_as = day_in_words(days.day_of(value))
            self.either_way.append((self.filled.where(row.number, key), f"{value} = {read_as}"))

    def _say_dates(self) -> None:
        if self.either_way:
            sentence = _("Dates were read day first, then month: %(examples)s.")
            told = "; ".join(f"{where}: {read}" for where, read in self.either_way[:SHOWN])
            more = " …" if len(self.either_way) > SHOWN else ""
            self.result.notes.append(sentence % {"examples": f"{told}{more}"})

    def _say_what_is_gone(self) -> None:
        gone = self.filled.exported - len(self.rows_of)
        if gone > 0:
            sentence = ngettext(
                "%(count)d row of the exported table is not in it any more.",
                "%(count)d rows of the exported table are not in it any more.",
                gone,
            )
            removed = _("Nothing is removed by that; remove an activity on its own page.")
            self.result.notes.append(f"{sentence % {'count': gone}} {removed}")

    def _refuse_identifiers(self) -> None:
        """An IATI identifier names one activity."""
        asked = {
            told["iati_identifier"]: each
            for each in self.result.differences
            if (told := each.result(TABLE))["iati_identifier"] != each.online["iati_identifier"]
            or each.activity is None
            if told["iati_identifier"]
        }
        taken = Activity.objects.filter(iati_identifier__in=list(asked))
        there = dict(taken.values_list("iati_identifier", "uid"))
        first: dict[str, int] = {}
        for each in self.result.differences:
            identifier = each.result(TABLE)["iati_identifier"]
            if not identifier:
                continue
            twice = first.setdefault(identifier, each.row) != each.row
            if twice or (identifier in asked and there.get(identifier) not in {None, _id(each)}):
                where = self.filled.where(each.row, "iati_identifier")
                sentence = _("An activity with this IATI identifier is there.")
                self.result.faults.append(Fault(where, sentence))


def _base(row: Row) -> int | None:
    """The version from which a row began."""
    text = str(row.values.get("version", "")).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _id(difference: Difference) -> UUID | None:
    return difference.activity.uid if difference.activity else None


def _faults(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Column and sentence for each fact that cannot be kept, alone or beside the others."""
    if told["amount"] is not None and not told["currency"]:
        yield "currency", _("Give the currency of the amount as three letters.")
    yield from rules.contradictions(told)
    activity = Activity(**{name: told[name] for name in COLUMNS if name != "countries"})
    try:
        activity.clean_fields(exclude=["uid", "body", "countries", "entered_at", "entered_by"])
    except ValidationError as wrong:
        for name, sentences in wrong.message_dict.items():
            yield name, " ".join(sentences)
