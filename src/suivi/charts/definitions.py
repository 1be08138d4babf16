"""What is to be drawn? Exact numbers with their words; nothing here knows how it will look.

A definition is made once, and drawn for the page and for paper alike. Values are exact fractions;
how they are written (in which language, in which unit) comes with them as text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Gap:
    """No value, and why: a sign that needs no translation, and what it means in words.

    `is_hidden` when there is a figure that must not be shown: it is drawn as something covered,
    never as nothing.
    """

    sign: str
    word: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Point:
    """One value with its label, or the gap in its place.

    `is_incomplete` when parts of the total are missing from it.
    """

    value: Fraction | None = None
    label: str = ""
    gap: Gap | None = None
    is_incomplete: bool = False


@dataclass(frozen=True)
class Column:
    """One place along the axis: a year, a month, a body. `note` stands below it, small.

    `is_base` for the baseline, whose bar is lighter than the others.
    """

    label: str
    note: str = ""
    is_base: bool = False


@dataclass(frozen=True)
class Axis:
    """How values are written along the axis, and of what they are; `is_whole` for things."""

    write: Callable[[Fraction], str]
    unit: str = ""
    is_whole: bool = False


@dataclass(frozen=True)
class Reference:
    """The value that others are compared with: where it stands, and its name: "2012", "6.8 %"."""

    column: int
    value: Fraction
    name: str
    label: str


@dataclass(frozen=True)
class Breaks:
    """Before which columns the definition changed, and how that is said: "new definition"."""

    before: frozenset[int] = frozenset()
    word: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart has: a key for its addresses on the page, a name, a sentence, notes."""

    key: str
    title: str
    summary: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """One bar for each column, upright from zero; or lying, when their names are long."""

    columns: tuple[Column, ...]
    points: tuple[Point, ...]
    axis: Axis
    reference: Reference | None = None
    breaks: Breaks = Breaks()
    is_lying: bool = False


@dataclass(frozen=True)
class Series:
    """A name and one point for each column."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class StackedBars(Chart):
    """The parts of each column upon each other, and their total above."""

    columns: tuple[Column, ...]
    parts: tuple[Series, ...]
    totals: tuple[Point, ...]
    axis: Axis
    breaks: Breaks = Breaks()


@dataclass(frozen=True, kw_only=True)
class Lines(Chart):
    """A few series over the years; no line is drawn across a gap or a break."""

    columns: tuple[Column, ...]
    series: tuple[Series, ...]
    axis: Axis
    reference: Reference | None = None
    breaks: Breaks = Breaks()


@dataclass(frozen=True)
class ShareRow:
    """The counts that make a whole, in the order of the parts, and what is said of the whole."""

    label: str
    parts: tuple[Point, ...]
    whole: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ShareBars(Chart):
    """Bars of one length, each parted by the shares of its parts; `names` are those of parts.

    `percent` writes the share of a part, `tick` those along the axis.
    """

    names: tuple[str, ...]
    rows: tuple[ShareRow, ...]
    percent: Callable[[Fraction], str]
    tick: Callable[[Fraction], str]


@dataclass(frozen=True, kw_only=True)
class SmallMultiples(Chart):
    """The same small chart for several, all to one scale, so that they compare."""

    columns: tuple[Column, ...]
    panels: tuple[Series, ...]
    axis: Axis
    breaks: Breaks = Breaks()


@dataclass(frozen=True)
class Place:
    """A country by its two-letter code, how many it has, and both in words."""

    code: str
    count: int
    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class CountryMap(Chart):
    """How many each country has, in steps; `legend` names each step: "1", "2–5", "more than 5".

    `steps` are the least counts of the steps, rising. Countries that are not named have none.
    """

    places: tuple[Place, ...]
    steps: tuple[int, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Spark(Chart):
    """Some bars the size of a word, for a table."""

    points: tuple[Point, ...]
