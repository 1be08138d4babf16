"""What do the typed figures mean, and what in them cannot be taken as it is?

Numbers are kept as plain digits once understood, and as typed until then. A cell holds a number or
the reason why there is none; a blank is neither.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.indicators.arithmetic import Figure
from suivi.indicators.models import Absence, MilestoneState
from suivi.indicators.queries import figure
from suivi.languages.numbers import NotANumber, cents, count
from suivi.plans.models import Measure
from suivi.reporting import reasons
from suivi.reporting.grids import NUMBERS, PARTS, Row, category_key, cell_name
from suivi.ui import numbers_and_days

UNDERSTOOD: Final = re.compile(r"[0-9]{1,16}(\.[0-9]{1,2})?")
LONGEST_NAME: Final = 80

Answers = Mapping[str, str]


@dataclass(frozen=True)
class TypedValue:
    """One figure as the database will hold it."""

    measure: Measure
    row: str
    category: Mapping[str, str]
    position: int
    number: int | None = None
    denominator: int | None = None
    absence: str = ""
    text: str = ""
    state: str = ""
    reached_on: date | None = None
    note: str = ""

    @property
    def category_key(self) -> str:
        """The category as text, "sex=women;status=refugee"."""
        return category_key(self.category)

    @property
    def figure(self) -> Figure | None:
        """The figure for reckoning; None for an account or a milestone."""
        return figure(self.number, self.denominator, self.absence)


@dataclass
class Reading:
    """What the answers to some measures say: the values understood, and the faults by field."""

    values: list[TypedValue] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def understood(measure: Measure, part: str, text: str, language: str) -> str:
    """A typed number as plain digits if it can be understood in that language, else as typed."""
    if part not in NUMBERS:
        return text
    try:
        if measure.kind == Measure.Kind.AMOUNT:
            hundredths = cents(text, language)
            return f"{hundredths // 100}.{hundredths % 100:02}"
        return str(count(text, language))
    except NotANumber:
        return text


def read_measure(measure: Measure, rows: Sequence[Row], answers: Answers, reading: Reading) -> None:
    """Adds what the answers say of a measure to the reading."""
    place = cell_name(measure, "", "absence")
    absence = answers.get(place, "")
    found = (
        _read_row(measure, row, position, answers, reading) for position, row in enumerate(rows)
    )
    values = [value for value in found if value is not None]
    if absence and absence not in Absence.values:
        reading.faults.append(Fault(place, _("Choose a reason from the list.")))
    elif absence and values:
        reading.faults.append(Fault(place, _not_both()))
    elif absence:
        note = answers.get(cell_name(measure, "", "note"), "").strip()
        values = [TypedValue(measure, "", {}, 0, absence=absence, note=note)]
    reading.faults += contradictions(measure, rows, values)
    reading.values += values


def _not_both() -> str:
    return _("Give the figure or the reason for its absence, not both.")


def _read_row(
    measure: Measure, row: Row, position: int, answers: Answers, reading: Reading
) -> TypedValue | None:
    """The value of one row; None when it is blank or faulty."""
    cells = {part: answers.get(cell_name(measure, row.key, part), "").strip() for part in row.parts}
    cells["absence"] = "" if row.is_total else answers.get(_place(measure, row, "absence"), "")
    if row.parts == ("name",) or not any(cells.values()):
        return None
    category, fault = _category(measure, row, answers)
    if fault is None:
        note = answers.get(_place(measure, row, "note"), "").strip()
        value, fault = _value(measure, row, position, cells, category, note)
        if fault is None:
            return value
    reading.faults.append(fault)
    return None


def _place(measure: Measure, row: Row, part: str) -> str:
    return cell_name(measure, row.key, part)


def _category(
    measure: Measure, row: Row, answers: Answers
) -> tuple[Mapping[str, str], Fault | None]:
    """The category of a row; that of an open line has the names its writer gave."""
    category = {}
    for dimension, code in row.category.items():
        category[dimension] = code
        if not code.startswith("#"):
            continue
        place = cell_name(measure, f"{dimension}={code}", "name")
        name = answers.get(place, "").replace(";", ",").replace("=", " ").strip()
        if not name:
            return {}, Fault(place, _("Name the row to which this figure belongs."))
        category[dimension] = name[:LONGEST_NAME].strip()
    return category, None


def _value(
    measure: Measure,
    row: Row,
    position: int,
    cells: Mapping[str, str],
    category: Mapping[str, str],
    note: str,
) -> tuple[TypedValue | None, Fault | None]:
    """The value in the cells of a row, or the first fault in them."""
    if measure.kind == Measure.Kind.NARRATIVE:
        return TypedValue(measure, row.key, category, position, text=cells["text"]), None
    if measure.kind == Measure.Kind.MILESTONE:
        return _milestone(measure, row, position, cells)
    if cells["absence"]:
        return _absent(measure, row, position, cells, category, note)
    numbers: list[int] = []
    for part in PARTS[Measure.Kind(measure.kind)]:
        place = _place(measure, row, part)
        if not cells[part]:
            return None, Fault(place, _("Give this figure too; a blank is not a zero."))
        try:
            numbers.append(_units(measure, cells[part]))
        except NotANumber as wrong:
            return None, Fault(place, str(wrong))
    denominator = numbers[1] if len(numbers) > 1 else None
    value = TypedValue(
        measure,
        row.key,
        category,
        position,
        number=numbers[0],
        denominator=denominator,
        note=note,
    )
    return value, None


def _absent(
    measure: Measure,
    row: Row,
    position: int,
    cells: Mapping[str, str],
    category: Mapping[str, str],
    note: str,
) -> tuple[TypedValue | None, Fault | None]:
    """The reason for absence of one category, or what contradicts it."""
    if cells["absence"] not in Absence.values:
        return None, Fault(_place(measure, row, "number"), _("Choose a reason from the list."))
    if any(cells.get(part) for part in NUMBERS):
        return None, Fault(_place(measure, row, "number"), _not_both())
    value = TypedValue(measure, row.key, category, position, absence=cells["absence"], note=note)
    return value, None


def _units(measure: Measure, text: str) -> int:
    """A number as units (people, cents). Raises NotANumber with a sentence.

    Plain digits were understood when they were saved; anything else is read once more in the
    language of the page, to say what is wrong with it.
    """
    if reasons.is_unclear(text):
        raise NotANumber(reasons.unclear_sentence(text))
    if reasons.reason_in(text):
        raise NotANumber(_not_both())
    language = "en" if UNDERSTOOD.fullmatch(text) else (get_language() or "en")[:2]
    return cents(text, language) if measure.kind == Measure.Kind.AMOUNT else count(text, language)


def _milestone(
    measure: Measure, row: Row, position: int, cells: Mapping[str, str]
) -> tuple[TypedValue | None, Fault | None]:
    if cells["state"] not in MilestoneState.values:
        sentence = _("Say how far it is; the date alone is not enough.")
        return None, Fault(_place(measure, row, "state"), sentence)
    reached_on = None
    if cells["reached_on"]:
        try:
            reached_on = date.fromisoformat(cells["reached_on"])
        except ValueError:
            sentence = _("“%(text)s” is not a date.") % {"text": cells["reached_on"][:40]}
            return None, Fault(_place(measure, row, "reached_on"), sentence)
    return (
        TypedValue(measure, row.key, {}, position, state=cells["state"], reached_on=reached_on),
        None,
    )


def contradictions(
    measure: Measure, rows: Sequence[Row], values: Sequence[TypedValue]
) -> Iterator[Fault]:
    """Figures that cannot stand together: a part above its total, parts that do not add up."""
    labels = {row.key: row.label for row in rows}
    yield from _named_twice(measure, values)
    for value in values:
        is_share = measure.kind == Measure.Kind.SHARE
        if is_share and value.number is not None and value.number > (value.denominator or 0):
            place = cell_name(measure, value.row, "number")
            yield _exceeds(place, labels, value, value.denominator or 0)
    if measure.kind in {Measure.Kind.COUNT, Measure.Kind.AMOUNT}:
        yield from _parts_against_total(measure, labels, rows, values)


def _named_twice(measure: Measure, values: Sequence[TypedValue]) -> Iterator[Fault]:
    """One name, one line: two lines of the same name would be one figure in two places."""
    counted = Counter(value.category_key for value in values)
    for value in values:
        if counted[value.category_key] > 1 and "#" in value.row:
            dimension, number = next(
                part.split("=") for part in value.row.split(";") if "#" in part
            )
            name = cell_name(measure, f"{dimension}={number}", "name")
            sentence = _("“%(name)s” stands here twice; make one row of the two.")
            yield Fault(name, sentence % {"name": value.category[dimension]})
            return


def _exceeds(place: str, labels: Mapping[str, str], value: TypedValue, total: int) -> Fault:
    name = ", ".join(value.category.values()) if "#" in value.row else labels[value.row]
    facts = {
        "part": name[:1].upper() + name[1:],
        "number": _written(value.measure, value.number or 0),
        "total": _written(value.measure, total),
    }
    return Fault(place, _("%(part)s cannot exceed the total: %(number)s of %(total)s.") % facts)


def _written(measure: Measure, units: int) -> str:
    is_amount = measure.kind == Measure.Kind.AMOUNT
    return numbers_and_days.figure(
        units / 100 if is_amount and units % 100 else _whole(measure, units)
    )


def _whole(measure: Measure, units: int) -> int:
    return units // 100 if measure.kind == Measure.Kind.AMOUNT else units


def _parts_against_total(
    measure: Measure,
    labels: Mapping[str, str],
    rows: Sequence[Row],
    values: Sequence[TypedValue],
) -> Iterator[Fault]:
    """No part is above the total; parts that the measure adds up make it, once all are there."""
    total = next((value.number for value in values if not value.category), None)
    parts = [value for value in values if value.category]
    if total is None or not parts:
        return
    too_large = [value for value in parts if value.number is not None and value.number > total]
    if too_large:
        place = cell_name(measure, too_large[0].row, "number")
        yield _exceeds(place, labels, too_large[0], total)
        return
    if measure.total != Measure.Total.SUM:
        return
    added = sum(value.number or 0 for value in parts)
    if added > total or (_is_complete(rows, parts) and added != total):
        sentence = _("The parts add up to %(added)s; the total says %(total)s.")
        facts = {"added": _written(measure, added), "total": _written(measure, total)}
        yield Fault(cell_name(measure, "", "number"), sentence % facts)


def _is_complete(rows: Sequence[Row], parts: Sequence[TypedValue]) -> bool:
    """Whether every category has a number, or is no part; open lists are never complete."""
    known = {Absence.NOT_APPLICABLE.value, ""}
    asked = [row for row in rows if not row.is_total]
    return len(parts) == len(asked) and all(value.absence in known for value in parts)
