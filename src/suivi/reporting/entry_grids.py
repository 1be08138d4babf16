"""How does the grid of a measure look: lines, columns, what the cells add up to, what is doubtful?

What is added up is shown beside the total that was typed, never instead of it. Sums are made here
from what was saved; a script makes them again while one types.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Absent, Count, Figure, total
from suivi.indicators.models import Absence
from suivi.indicators.saying import in_units
from suivi.languages.numbers import habit
from suivi.languages.wording import Said
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.doubts import Doubt
from suivi.reporting.figures import UNDERSTOOD
from suivi.reporting.grids import NUMBERS, Row, cell_name

# Measures that are answered in words, one field below the other.
WORDED: Final = frozenset({Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE})

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Head:
    """A heading, and how many columns stand under it."""

    label: Said | str
    span: int = 1


@dataclass(frozen=True)
class Cell:
    """A place of the table: a field, or a sum of some fields (`adds` names which)."""

    field: BoundField | None = None
    adds: str = ""
    sum: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the table: its label or the fields that name it, then its cells."""

    label: str
    names: tuple[BoundField, ...]
    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True)
class DoubtShown:
    """A doubtful figure and the field in which it is explained."""

    doubt: Doubt
    note: BoundField


@dataclass(frozen=True)
class Grid:
    """A measure as shown."""

    measure: Measure
    columns: tuple[Head, ...]
    parts: tuple[Head, ...]
    lines: tuple[Line, ...]
    absence: BoundField
    why_absent: BoundField | None
    faults: tuple[str, ...]
    doubts: tuple[DoubtShown, ...] = ()
    fields: tuple[BoundField, ...] = ()
    may_grow: bool = False

    @property
    def is_log(self) -> bool:
        """Whether activities answer it, not figures."""
        return self.measure.kind == Measure.Kind.LOG

    @property
    def is_plain(self) -> bool:
        """Whether it is shown as fields one below the other, not as a table."""
        return self.measure.kind in WORDED or len(self.fields) == 1

    @property
    def point(self) -> str:
        """The sign before the decimals, for the script that adds up."""
        return habit(get_language() or "en").point

    @property
    def group(self) -> str:
        """The sign between groups of three."""
        return habit(get_language() or "en").group

    @property
    def no_part(self) -> str:
        """The reason that makes a cell no part of a sum."""
        return str(Absence.NOT_APPLICABLE.label)


@dataclass
class _Plan:
    """What stands where, while the table is being laid out."""

    form: BaseForm
    measure: Measure
    answers: Answers
    parts: tuple[str, ...]
    columns: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    names: dict[str, list[BoundField]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)

    @property
    def adds(self) -> bool:
        """Whether the measure adds its categories up."""
        return self.measure.total == Measure.Total.SUM and len(self.rows) > 1

    @property
    def is_crossed(self) -> bool:
        """Whether categories go across as well."""
        return len(self.columns) > 1


def grid_of(
    form: BaseForm,
    measure: Measure,
    rows: Sequence[Row],
    answers: Answers,
    doubts: Iterable[Doubt],
) -> Grid:
    """Lays out the fields of a measure."""
    laid = _laid_out(form, measure, rows, answers)
    shown = [each for each in doubts if each.measure.pk == measure.pk]
    fields = [form[name] for row in rows for name in grids.cell_names_of(measure, row)]
    visible = [form[cell_name(measure, row.key, part)] for row in rows for part in row.parts]
    return Grid(
        measure,
        tuple(_columns(laid)),
        tuple(_part_heads(laid)),
        tuple(_lines(laid, rows)),
        form[cell_name(measure, "", "absence")],
        _why_absent(form, measure, shown),
        tuple(
            dict.fromkeys(str(error) for each in fields for error in form.errors.get(each.name, []))
        ),
        tuple(DoubtShown(each, form[each.note_field]) for each in shown),
        tuple(visible),
        any(row.is_open for row in rows),
    )


def _why_absent(form: BaseForm, measure: Measure, doubts: Iterable[Doubt]) -> BoundField | None:
    """The field for the sentence that goes with a reason, unless a doubt shows it already."""
    name = cell_name(measure, "", "note")
    return None if any(each.note_field == name for each in doubts) else form[name]


def _laid_out(form: BaseForm, measure: Measure, rows: Sequence[Row], answers: Answers) -> _Plan:
    laid = _Plan(form, measure, answers, grids.PARTS[Measure.Kind(measure.kind)])
    for row in rows:
        if row.is_total:
            continue
        if "name" in row.parts:
            name = form[cell_name(measure, row.key, "name")]
            laid.names.setdefault(row.line, []).append(name)
        if row.has_numbers:
            laid.rows[row.line, row.column] = row
            laid.labels.setdefault(row.line, row.line_label or row.label)
            laid.heads.setdefault(row.column, row.column_label)
    laid.columns = list(laid.heads)
    return laid


def _columns(laid: _Plan) -> Iterable[Head]:
    """The headings of columns, where categories go across."""
    if laid.is_crossed:
        for column in laid.columns:
            yield Head(laid.heads[column], len(laid.parts))
        if laid.adds:
            yield Head(_("Added up"), len(laid.parts))


def _part_heads(laid: _Plan) -> Iterable[Head]:
    """What each column counts; under categories only where there are two counts."""
    measure = laid.measure
    names: tuple[Said | str, ...] = (measure.unit,)
    if measure.has_two_counts:
        names = (measure.named("numerator"), measure.named("denominator"))
    groups = 1
    if laid.is_crossed:
        groups = len(laid.columns) + laid.adds if measure.has_two_counts else 0
    for _group in range(groups):
        yield from (Head(name) for name in names)


def _lines(laid: _Plan, rows: Sequence[Row]) -> Iterable[Line]:
    for number, (key, label) in enumerate(laid.labels.items()):
        cells = [
            Cell(_field(laid, laid.rows[key, column], part))
            for column in laid.columns
            for part in laid.parts
        ]
        if laid.is_crossed and laid.adds:
            of_line = [laid.rows[key, column] for column in laid.columns]
            cells += [_sum(laid, of_line, part, f"line-{number}-{part}") for part in laid.parts]
        yield Line(label, tuple(laid.names.get(key, ())), tuple(cells))
    if laid.adds:
        yield _sum_line(laid)
    whole = next((row for row in rows if row.is_total and row.parts), None)
    if whole is not None:
        yield _total_line(laid, whole)


def _sum_line(laid: _Plan) -> Line:
    """What each column adds up to, and at the end all of them."""
    cells = []
    for number, column in enumerate(laid.columns):
        of_column = [row for (_line, at), row in laid.rows.items() if at == column]
        cells += [_sum(laid, of_column, part, f"column-{number}-{part}") for part in laid.parts]
    if laid.is_crossed:
        every = list(laid.rows.values())
        cells += [_sum(laid, every, part, f"all-{part}") for part in laid.parts]
    return Line(_("Added up"), (), tuple(cells), is_sum=True)


def _total_line(laid: _Plan, whole: Row) -> Line:
    """The total as it is typed, under what the cells add up to."""
    before = 0
    if laid.is_crossed:
        before = (len(laid.columns) - (not laid.adds)) * len(laid.parts)
    cells = [Cell() for _blank in range(before)]
    cells += [Cell(_field(laid, whole, part)) for part in laid.parts]
    label = _("Total, as you give it") if laid.rows else whole.label
    return Line(label, (), tuple(cells))


def _field(laid: _Plan, row: Row, part: str) -> BoundField:
    return laid.form[cell_name(laid.measure, row.key, part)]


def _sum(laid: _Plan, rows: Sequence[Row], part: str, name: str) -> Cell:
    """A sum of saved figures in words; `adds` names the fields for the script."""
    fields = [_field(laid, row, part) for row in rows]
    saved = [(row, _saved(laid, row, part)) for row in rows]
    # A line that nobody has named yet is no part that is missing.
    found = total([each for row, each in saved if each is not None or not row.is_open], "sum")
    text = ""
    if isinstance(found.figure, Count):
        text = in_units(Fraction(found.figure.number), laid.measure)
        text += "" if found.is_complete else "*"
    return Cell(adds=" ".join(each.id_for_label for each in fields), sum=text or "–")


def _saved(laid: _Plan, row: Row, part: str) -> Figure | None:
    """The figure of a field as saved, in units; what could not be understood is none."""
    absence = laid.answers.get(cell_name(laid.measure, row.key, "absence"), "")
    text = laid.answers.get(cell_name(laid.measure, row.key, part), "")
    if absence:
        return Absent(absence)
    if not UNDERSTOOD.fullmatch(text):
        return None
    units = Fraction(text) * (100 if laid.measure.kind == Measure.Kind.AMOUNT else 1)
    return Count(int(units))


def shown_answers(answers: Answers) -> dict[str, str]:
    """The answers as the page shows them: numbers as its language writes them, reasons in words."""
    shown = {name: _shown(name, text) for name, text in answers.items()}
    for name, code in answers.items():
        cell = name.removesuffix(":absence")
        is_own = name.startswith("value:") and name.endswith(":absence") and not cell.endswith(":")
        if is_own and code in Absence.values and not answers.get(f"{cell}:number"):
            shown[f"{cell}:number"] = str(Absence(code).label)
    return shown


def _shown(name: str, text: str) -> str:
    """Amounts with a decimal comma where the language of the page has one."""
    is_amount = name.rpartition(":")[2] in NUMBERS and "." in text and UNDERSTOOD.fullmatch(text)
    return text.replace(".", habit(get_language() or "en").point) if is_amount else text
