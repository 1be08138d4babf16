"""Is a figure so far from the one before that a slip of the keyboard is likely?

A warning, never more: whoever gave the figure corrects it or says why it is right.
"""

from fractions import Fraction
from typing import Final

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair

# Real figures of departments (staff, cases, grants) seldom triple or fall to a third in a year; a
# digit too many or too few, or the column beside, always does.
FACTOR: Final = 3
# Below this many units a factor is chance: 2 after 7 says nothing.
SMALL: Final = 10


def is_far(now: Figure | None, before: Figure | None) -> bool:
    """Whether a figure is FACTOR times the one before or more, or a FACTOR-th of it or less.

    Nothing after many, and many after nothing, are far as well. Of two counts that stand together
    their quotient is compared, and the second count, which tells that the base is another one.
    """
    match now, before:
        case Count(number), Count(earlier):
            return _is_far(number, earlier)
        case Pair(), Pair():
            return _is_far(now.denominator, before.denominator) or _are_far(now, before)
    return False


def _is_far(one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return high >= SMALL and high >= FACTOR * low


def _are_far(now: Pair, before: Pair) -> bool:
    if max(now.numerator, before.numerator) < SMALL:
        return False
    quotients = [now.quotient, before.quotient]
    known = sorted(each for each in quotients if each is not None)
    return len(known) == 2 and known[1] > 0 and known[1] >= Fraction(FACTOR) * known[0]


def is_number(figure: Figure | None) -> bool:
    """Whether a figure can be compared with."""
    return figure is not None and not isinstance(figure, Absent)
