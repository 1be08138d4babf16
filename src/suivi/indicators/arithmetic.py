"""What follows from the figures that were given? Exact, and never more than was given.

A percentage is a quotient of two counts, a total is made of its parts, a trend is a difference:
all are computed on reading and none is ever stored or typed. What is not there stays different
from zero, and says why: a blank (`None`), a reason (`Absent`) and a zero (`Count(0)`) are three.

What the parts of a total are, is known before anything is given where a list is closed (the bodies
that answer, women and men): whoever is silent is missing. An open list (missions, countries) is
written by who reports: in each year its parts are the lines that a body named in that year, with
whatever fixed categories stand beside them. A mission that a body does not name in a year had
nothing to tell then and is no part of that year; one that it names with a reason instead of a
figure is missing. `parts_of_year` is that rule.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

NOT_APPLICABLE: Final = "not_applicable"
CONFIDENTIAL: Final = "confidential"


@dataclass(frozen=True)
class Count:
    """A number of units: people, decisions, cents."""

    number: int


@dataclass(frozen=True)
class Pair:
    """Two counts that stand together: numerator and denominator of a share, A to B of a ratio."""

    numerator: int
    denominator: int

    @property
    def quotient(self) -> Fraction | None:
        """Exactly numerator / denominator; None, "not defined", when the denominator is zero."""
        return quotient(self.numerator, self.denominator)


@dataclass(frozen=True)
class Absent:
    """No figure, and the reason: a code of `indicators.models.Absence`."""

    reason: str


Number = Count | Pair
Figure = Count | Pair | Absent


@dataclass(frozen=True)
class Total:
    """The total of some parts. `lacking` says how many of the parts are not in it."""

    figure: Number | None
    parts: int
    lacking: int
    hidden: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every part that can have a figure has given it."""
        return self.figure is not None and self.lacking == 0


@dataclass(frozen=True)
class Change:
    """By how much a figure moved. Of a share in percentage points, else in its own units."""

    difference: Fraction
    in_points: bool = False


class Trend(StrEnum):
    """How a figure moves from year to year."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNEVEN = "uneven"


def quotient(numerator: int, denominator: int) -> Fraction | None:
    """Exactly numerator / denominator; None, "not defined", when the denominator is zero."""
    return None if denominator == 0 else Fraction(numerator, denominator)


def rounded(exact: Fraction, places: int = 1) -> Decimal:
    """The exact number rounded for display, halves away from zero: 1/8, 2 places → 0.13."""
    units = abs(exact) * 10**places
    whole = (units.numerator * 2 + units.denominator) // (units.denominator * 2)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places)


def as_percent(exact: Fraction, places: int = 1) -> Decimal:
    """A quotient in percent, rounded for display: 79/952 → 8.3."""
    return rounded(exact * 100, places)


def total(parts: Sequence[Figure | None], rule: str) -> Total:
    """The total of parts by the rule that their measure declares.

    `rule` is "sum" (parts that do not overlap: bodies, categories, years), "latest" (`parts` in
    order of time; the last number stands for all) or "none". Shares and ratios add up count by
    count, never as percentages. A part that is not applicable is no part. Any other part without a
    number, blank or with a reason, is missing from the total, and the total says so. ValueError
    for another rule, or when counts and pairs are mixed.
    """
    applicable = [part for part in parts if part != Absent(NOT_APPLICABLE)]
    numbers = [part for part in applicable if isinstance(part, Count | Pair)]
    lacking = len(applicable) - len(numbers)
    hidden = sum(part == Absent(CONFIDENTIAL) for part in applicable)
    if rule == "none" or not numbers:
        return Total(None, len(applicable), lacking, hidden)
    if rule == "latest":
        return Total(numbers[-1], len(applicable), 0 if applicable[-1] == numbers[-1] else 1)
    if rule != "sum":
        raise ValueError(rule)
    return Total(_sum(numbers), len(applicable), lacking, hidden)


def parts_of_year(lines: Mapping[str, str | None], named: Container[str]) -> list[str]:
    """Which of these are parts of the total of a year in which a body named some of them.

    `lines` gives for each the line of the open list that it stands on, None where there is no open
    list. Without one all are parts; of an open list those on the lines that are named.
    """
    heard = {line for part, line in lines.items() if part in named}
    return [part for part, line in lines.items() if line is None or line in heard]


def _sum(numbers: Sequence[Number]) -> Number:
    pairs = [number for number in numbers if isinstance(number, Pair)]
    counts = [number for number in numbers if isinstance(number, Count)]
    if pairs and counts:
        raise ValueError("A count and a quotient have no sum.")
    if pairs:
        return Pair(sum(p.numerator for p in pairs), sum(p.denominator for p in pairs))
    return Count(sum(count.number for count in counts))


def over_years(figures: Mapping[int, Figure], years: Sequence[int], rule: str) -> Total:
    """What these years, in order, make together by the rule of the measure (see `total`).

    "sum" adds the years up, "latest" takes the newest number, "none" makes no total. A year of
    which nothing is there is lacking.
    """
    return total([figures.get(year) for year in years], rule)


def trend(figures: Sequence[Figure | None]) -> Trend | None:
    """How the numbers among these figures, in order of time, move; None with fewer than three.

    Rising and falling mean that no step goes the other way; a year without a number is passed over.
    """
    numbers = [exact for exact in map(_comparable, figures) if exact is not None]
    if len(numbers) < 3:
        return None
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    if not any(steps):
        return Trend.STEADY
    if min(steps) >= 0:
        return Trend.RISING
    return Trend.FALLING if max(steps) <= 0 else Trend.UNEVEN


def change(now: Figure | None, then: Figure | None, *, is_share: bool = False) -> Change | None:
    """By how much a figure moved from `then` to `now`; None when either is not a number.

    A share moves in percentage points (8.3 % after 6.8 % is 1.5 points, not 22 %), a ratio by the
    difference of its quotients, a count by its units.
    """
    later, earlier = _comparable(now), _comparable(then)
    if later is None or earlier is None:
        return None
    if is_share:
        return Change((later - earlier) * 100, in_points=True)
    return Change(later - earlier)


def _comparable(figure: Figure | None) -> Fraction | None:
    if isinstance(figure, Count):
        return Fraction(figure.number)
    if isinstance(figure, Pair):
        return figure.quotient
    return None


def gives_away(whole: Figure | None, parts: Sequence[Figure | None]) -> bool:
    """Whether the one confidential part can be found by taking the others from the whole."""
    rest = [part for part in parts if part != Absent(NOT_APPLICABLE)]
    hidden = [part for part in rest if part == Absent(CONFIDENTIAL)]
    known = all(isinstance(part, Count | Pair) for part in rest if part not in hidden)
    return isinstance(whole, Count | Pair) and len(hidden) == 1 and len(rest) > 1 and known
