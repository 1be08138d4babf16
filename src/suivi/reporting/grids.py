"""Which cells does a measure ask for, and where does each stand in its table?

A contribution's form is flat: field name to text. The cell of a figure is called
"value:<measure>:<category>:<part>", as in "value:2.1:sex=women:number"; the category is empty for
the total. Beside its numbers a category has a reason for absence and a note, "…:absence" and
"…:note".

A dimension without fixed categories (mission, country) offers numbered lines that are named by who
fills them in: "value:1.1:mission=#1:name". There are always blank ones left. With fixed categories
beside it, each such line has a cell for each of them: "value:1.1:mission=#1;sex=women:number".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.indicators.grouping import key_of
from suivi.languages.wording import Wording
from suivi.plans.models import Dimension, Measure

OPEN_LINES: Final = 6  # at least so many are offered, and SPARE blank ones after the last in use
SPARE: Final = 3
MORE: Final = 10  # so many are added when somebody asks for more
MOST_OPEN: Final = 200
NUMBERED: Final = re.compile(r"=#([0-9]{1,4})(?=[;:])")

PARTS: Final = {
    Measure.Kind.LOG: (),
    Measure.Kind.COUNT: ("number",),
    Measure.Kind.AMOUNT: ("number",),
    Measure.Kind.SHARE: ("number", "denominator"),
    Measure.Kind.RATIO: ("number", "denominator"),
    Measure.Kind.MILESTONE: ("state", "reached_on"),
    Measure.Kind.NARRATIVE: ("text",),
}
NUMBERS: Final = ("number", "denominator")


@dataclass(frozen=True)
class Row:
    """One figure of a grid: the total (empty key), a category, or the name of an open line.

    In the table it stands in `line`, and in `column` where the table has several.
    """

    key: str
    label: str
    category: Mapping[str, str]
    parts: tuple[str, ...]
    is_open: bool = False
    line: str = ""
    line_label: str = ""
    column: str = ""
    column_label: str = ""

    @property
    def is_total(self) -> bool:
        """Whether the row stands for all categories together."""
        return not self.key

    @property
    def has_numbers(self) -> bool:
        """Whether figures are asked for, which may be absent for a reason and have a note."""
        return "number" in self.parts


def category_key(category: Mapping[str, str]) -> str:
    """A category as one text, dimensions in alphabetical order."""
    return key_of(category)


def cell_name(measure: Measure, key: str, part: str) -> str:
    """The name of a cell in the form."""
    return f"value:{measure.key}:{key}:{part}"


def rows_of(
    measure: Measure, dimensions: Mapping[str, Dimension], opened: int = OPEN_LINES
) -> list[Row]:
    """The rows of a measure: the total first, then its categories; `opened` lines to be named."""
    own = [dimensions[code] for code in measure.dimension_codes() if code in dimensions]
    fixed = [dimension for dimension in own if dimension.categories]
    to_name = [dimension for dimension in own if not dimension.categories]
    shares_by_category = measure.kind == Measure.Kind.SHARE and bool(fixed) and not to_name
    total = Row("", _("Total"), {}, () if shares_by_category else _parts(measure))
    if to_name:
        return [total, *_open_rows(measure, to_name, fixed, opened)]
    return [total, *_fixed_rows(measure, fixed)]


def opened_lines(measure: Measure, answers: Iterable[str]) -> int:
    """How many open lines a grid has, by the names of the fields that are filled in."""
    begun = f"value:{measure.key}:"
    numbers = (NUMBERED.findall(name) for name in answers if name.startswith(begun))
    used = max((int(number) for found in numbers for number in found), default=0)
    return min(max(OPEN_LINES, used + SPARE), MOST_OPEN)


def is_open(measure: Measure, dimensions: Mapping[str, Dimension]) -> bool:
    """Whether its lines are named by who fills them in, and more of them may be needed."""
    own = [dimensions[code] for code in measure.dimension_codes() if code in dimensions]
    return any(not dimension.categories for dimension in own)


def cell_names_of(measure: Measure, row: Row) -> list[str]:
    """Every field that a row has."""
    parts = list(row.parts)
    if row.is_total or row.has_numbers:
        parts.append("absence")
    if row.is_total or row.has_numbers:
        parts.append("note")
    return [cell_name(measure, row.key, part) for part in parts]


def _parts(measure: Measure) -> tuple[str, ...]:
    return PARTS[Measure.Kind(measure.kind)]


def _spoken(names: Mapping[str, object]) -> str:
    """The name of a category in the reader's language."""
    texts = {code: str(text) for code, text in names.items()}
    return Wording(texts).for_reader((get_language() or "en")[:2]).text


@dataclass(frozen=True)
class _Combination:
    """One category of each of some dimensions, and what it is called."""

    category: Mapping[str, str]
    label: str

    @property
    def key(self) -> str:
        return key_of(self.category)


def _combinations(dimensions: Sequence[Dimension]) -> list[_Combination]:
    found = []
    for chosen in product(*(dimension.categories for dimension in dimensions)):
        pairs: Any = zip(dimensions, chosen, strict=True)
        category = {dimension.code: str(each["code"]) for dimension, each in pairs}
        found.append(_Combination(category, ", ".join(_spoken(each["name"]) for each in chosen)))
    return found


def _fixed_rows(measure: Measure, dimensions: Sequence[Dimension]) -> list[Row]:
    """One row for each combination; of two dimensions or more the last goes across."""
    if not dimensions:
        return []
    across = dimensions[-1:] if len(dimensions) > 1 else ()
    down = dimensions[: len(dimensions) - len(across)]
    return [
        _crossed(measure, line, column)
        for line in _combinations(down)
        for column in _combinations(across)
    ]


def _crossed(measure: Measure, line: _Combination, column: _Combination) -> Row:
    category = {**line.category, **column.category}
    label = ", ".join(filter(None, (line.label, column.label)))
    return Row(
        key_of(category),
        label,
        category,
        _parts(measure),
        line=line.key,
        line_label=line.label,
        column=column.key,
        column_label=column.label,
    )


def _open_rows(
    measure: Measure, to_name: Sequence[Dimension], fixed: Sequence[Dimension], opened: int
) -> Iterator[Row]:
    """Numbered lines, each to be named by who fills it in; fixed categories go across."""
    alone = len(to_name) == 1 and not fixed
    for number in range(1, opened + 1):
        category = {dimension.code: f"#{number}" for dimension in to_name}
        line = key_of(category)
        labels = [f"{dimension.said_name} {number}" for dimension in to_name]
        for dimension, label in zip(to_name, labels, strict=True):
            parts = ("name", *_parts(measure)) if alone else ("name",)
            own = {dimension.code: f"#{number}"}
            yield Row(key_of(own), label, own, parts, is_open=True, line=line, line_label=label)
        if alone:
            continue
        for column in _combinations(fixed):
            whole = {**category, **column.category}
            said = ", ".join(filter(None, (*labels, column.label)))
            yield Row(
                key_of(whole),
                said,
                whole,
                _parts(measure),
                is_open=True,
                line=line,
                line_label=", ".join(labels),
                column=column.key,
                column_label=column.label,
            )
