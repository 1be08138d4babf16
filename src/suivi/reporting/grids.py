"""Which cells does a measure ask for, and what do the typed answers mean?

A contribution's form is flat: field name to text. The cell of a figure is called
"value:<measure>:<category>:<part>", as in "value:2.1:sex=women:number"; the category is empty for
the total. A dimension without fixed categories (mission, country) offers numbered rows with a
name each: "value:1.1:mission=#1:name". Numbers are kept as plain digits once understood, and as
typed until then.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.indicators.models import Absence, MilestoneState
from suivi.languages.numbers import NotANumber, cents, count
from suivi.languages.wording import Wording
from suivi.plans.models import Dimension, Measure

OPEN_ROWS: Final = 6
LARGEST_TABLE: Final = 24
UNDERSTOOD: Final = re.compile(r"[0-9]{1,16}(\.[0-9]{1,2})?")

PARTS: Final = {
    Measure.Kind.LOG: (),
    Measure.Kind.COUNT: ("number",),
    Measure.Kind.AMOUNT: ("number",),
    Measure.Kind.SHARE: ("number", "denominator"),
    Measure.Kind.RATIO: ("number", "denominator"),
    Measure.Kind.MILESTONE: ("state", "reached_on"),
    Measure.Kind.NARRATIVE: ("text",),
}


@dataclass(frozen=True)
class Row:
    """One row of a grid: the total (empty key), a category, or an open row to be named."""

    key: str
    label: str
    category: Mapping[str, str]
    parts: tuple[str, ...]
    is_open: bool = False

    @property
    def is_total(self) -> bool:
        """Whether the row stands for all categories together."""
        return not self.key


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

    @property
    def category_key(self) -> str:
        """The category as text, "sex=women;status=refugee"."""
        return category_key(self.category)


@dataclass
class Reading:
    """What the answers to some measures say: the values understood, and the faults by field."""

    values: list[TypedValue] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def category_key(category: Mapping[str, str]) -> str:
    """A category as one text, dimensions in alphabetical order."""
    return ";".join(f"{dimension}={category[dimension]}" for dimension in sorted(category))


def cell_name(measure: Measure, key: str, part: str) -> str:
    """The name of a cell in the form."""
    return f"value:{measure.key}:{key}:{part}"


def _spoken(names: Mapping[str, object]) -> str:
    """The name of a category in the reader's language."""
    texts = {code: str(text) for code, text in names.items()}
    return Wording(texts).for_reader((get_language() or "en")[:2]).text


def _fixed_rows(measure: Measure, dimensions: Sequence[Dimension]) -> list[Row]:
    """One row for each combination of fixed categories."""
    if not dimensions:
        return []
    rows = []
    for combination in product(*(dimension.categories for dimension in dimensions)):
        pairs = zip(dimensions, combination, strict=True)
        category = {dimension.code: str(chosen["code"]) for dimension, chosen in pairs}
        label = ", ".join(_spoken(chosen["name"]) for chosen in combination)
        rows.append(Row(category_key(category), label, category, PARTS[Measure.Kind(measure.kind)]))
    return rows[:LARGEST_TABLE]


def _open_rows(measure: Measure, dimension: Dimension) -> list[Row]:
    """Numbered rows, each to be named by who fills it in."""
    return [
        Row(
            f"{dimension.code}=#{number}",
            f"{dimension.said_name} {number}",
            {dimension.code: f"#{number}"},
            ("name", *PARTS[Measure.Kind(measure.kind)]),
            is_open=True,
        )
        for number in range(1, OPEN_ROWS + 1)
    ]


def rows_of(measure: Measure, dimensions: Mapping[str, Dimension]) -> list[Row]:
    """The rows of a measure: the total first, then its categories."""
    own = [dimensions[code] for code in measure.dimension_codes() if code in dimensions]
    fixed = [dimension for dimension in own if dimension.categories]
    open_ones = [dimension for dimension in own if not dimension.categories]
    shares_by_category = measure.kind == Measure.Kind.SHARE and bool(fixed)
    total = Row("", _("Total"), {}, () if shares_by_category else PARTS[Measure.Kind(measure.kind)])
    rows = [total, *_fixed_rows(measure, fixed)]
    if open_ones and not fixed:
        rows += _open_rows(measure, open_ones[0])
    return rows


def cell_names(measures: Sequence[Measure], dimensions: Mapping[str, Dimension]) -> list[str]:
    """Every cell that these measures have: what a form may send, and nothing else."""
    names = []
    for measure in measures:
        for row in rows_of(measure, dimensions):
            names += [cell_name(measure, row.key, part) for part in row.parts]
        names.append(cell_name(measure, "", "absence"))
    return names


def understood(measure: Measure, part: str, text: str, language: str) -> str:
    """A typed number as plain digits if it can be understood in that language, else as typed."""
    if part not in {"number", "denominator"}:
        return text
    try:
        if measure.kind == Measure.Kind.AMOUNT:
            hundredths = cents(text, language)
            return f"{hundredths // 100}.{hundredths % 100:02}"
        return str(count(text, language))
    except NotANumber:
        return text


def read(
    measures: Sequence[Measure], dimensions: Mapping[str, Dimension], answers: Mapping[str, str]
) -> Reading:
    """Understands the figures in the answers; what cannot be understood becomes a fault."""
    reading = Reading()
    for measure in measures:
        _read_measure(measure, rows_of(measure, dimensions), answers, reading)
    return reading


def _read_measure(
    measure: Measure, rows: Sequence[Row], answers: Mapping[str, str], reading: Reading
) -> None:
    absence = answers.get(cell_name(measure, "", "absence"), "")
    values: list[TypedValue] = []
    for position, row in enumerate(rows):
        value = _read_row(measure, row, position, answers, reading)
        if value is not None:
            values.append(value)
    if absence and absence not in Absence.values:
        reading.faults.append(
            Fault(cell_name(measure, "", "absence"), _("Choose a reason from the list."))
        )
    elif absence and values:
        reading.faults.append(
            Fault(
                cell_name(measure, "", "absence"),
                _("Give the figure or the reason for its absence, not both."),
            )
        )
    elif absence:
        values = [TypedValue(measure, "", {}, 0, absence=absence)]
    reading.faults += _contradictions(measure, rows, values)
    reading.values += values


def _read_row(
    measure: Measure, row: Row, position: int, answers: Mapping[str, str], reading: Reading
) -> TypedValue | None:
    """The value of one row; None when it is blank or faulty."""
    cells = {part: answers.get(cell_name(measure, row.key, part), "").strip() for part in row.parts}
    if not any(cells.values()):
        return None
    category, fault = _category(measure, row, cells)
    if fault is None:
        value, fault = _value(measure, row, position, cells, category)
        if fault is None:
            return value
    reading.faults.append(fault)
    return None


def _category(
    measure: Measure, row: Row, cells: Mapping[str, str]
) -> tuple[Mapping[str, str], Fault | None]:
    if not row.is_open:
        return row.category, None
    name = cells["name"].replace(";", ",").replace("=", " ")
    place = cell_name(measure, row.key, "name")
    if not name:
        return {}, Fault(place, _("Name the row to which this figure belongs."))
    return dict.fromkeys(row.category, name[:80]), None


def _value(
    measure: Measure,
    row: Row,
    position: int,
    cells: Mapping[str, str],
    category: Mapping[str, str],
) -> tuple[TypedValue | None, Fault | None]:
    """The value in the cells of a row, or the first fault in them."""
    if measure.kind == Measure.Kind.NARRATIVE:
        return TypedValue(measure, row.key, category, position, text=cells["text"]), None
    if measure.kind == Measure.Kind.MILESTONE:
        return _milestone(measure, row, position, cells)
    numbers: list[int] = []
    for part in PARTS[Measure.Kind(measure.kind)]:
        place = cell_name(measure, row.key, part)
        if not cells[part]:
            return None, Fault(place, _("Give this figure too; a blank is not a zero."))
        try:
            numbers.append(_units(measure, cells[part]))
        except NotANumber as wrong:
            return None, Fault(place, str(wrong))
    denominator = numbers[1] if len(numbers) > 1 else None
    value = TypedValue(
        measure, row.key, category, position, number=numbers[0], denominator=denominator
    )
    return value, None


def _units(measure: Measure, text: str) -> int:
    """A number as units (people, cents). Raises NotANumber with a sentence.

    Plain digits were understood when they were saved; anything else is read once more in the
    language of the page, to say what is wrong with it.
    """
    language = "en" if UNDERSTOOD.fullmatch(text) else (get_language() or "en")[:2]
    return cents(text, language) if measure.kind == Measure.Kind.AMOUNT else count(text, language)


def _milestone(
    measure: Measure, row: Row, position: int, cells: Mapping[str, str]
) -> tuple[TypedValue | None, Fault | None]:
    if cells["state"] not in MilestoneState.values:
        return None, Fault(
            cell_name(measure, row.key, "state"),
            _("Say how far it is; the date alone is not enough."),
        )
    reached_on = None
    if cells["reached_on"]:
        try:
            reached_on = date.fromisoformat(cells["reached_on"])
        except ValueError:
            return None, Fault(
                cell_name(measure, row.key, "reached_on"),
                _("“%(text)s” is not a date.") % {"text": cells["reached_on"][:40]},
            )
    return (
        TypedValue(measure, row.key, {}, position, state=cells["state"], reached_on=reached_on),
        None,
    )


def _contradictions(
    measure: Measure, rows: Sequence[Row], values: Sequence[TypedValue]
) -> list[Fault]:
    """Figures that cannot stand together: a part above its total, parts that do not add up."""
    labels = {row.key: row.label for row in rows}
    faults = []
    for value in values:
        if (
            measure.kind == Measure.Kind.SHARE
            and value.number is not None
            and value.denominator is not None
            and value.number > value.denominator
        ):
            place = cell_name(measure, value.row, "number")
            faults.append(_exceeds(place, labels, value, value.denominator))
    if measure.kind == Measure.Kind.COUNT:
        faults += _parts_against_total(measure, labels, rows, values)
    return faults


def _exceeds(place: str, labels: Mapping[str, str], value: TypedValue, total: int) -> Fault:
    is_open = "#" in value.row
    name = ", ".join(value.category.values()) if is_open else labels[value.row]
    sentence = _("%(part)s cannot exceed the total: %(number)d of %(total)d.")
    return Fault(
        place,
        sentence % {"part": name[:1].upper() + name[1:], "number": value.number, "total": total},
    )


def _parts_against_total(
    measure: Measure,
    labels: Mapping[str, str],
    rows: Sequence[Row],
    values: Sequence[TypedValue],
) -> list[Fault]:
    total = next((value.number for value in values if not value.category), None)
    parts = [value for value in values if value.category]
    if total is None or not parts:
        return []
    too_large = [value for value in parts if value.number is not None and value.number > total]
    if too_large:
        place = cell_name(measure, too_large[0].row, "number")
        return [_exceeds(place, labels, too_large[0], total)]
    added = sum(value.number or 0 for value in parts)
    complete = len(parts) == sum(1 for row in rows if not row.is_total)
    if added > total or (complete and added != total):
        sentence = _("The parts add up to %(added)d; the total says %(total)d.")
        place = cell_name(measure, "", "number")
        return [Fault(place, sentence % {"added": added, "total": total})]
    return []
