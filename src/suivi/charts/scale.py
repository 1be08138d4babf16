"""At which round numbers does an axis have its ticks, and where on the paper is a value?"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_STEPS: Final = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
MOST: Final = 5


def ticks(
    values: Iterable[Fraction], *, is_whole: bool = False, most: int = MOST
) -> list[Fraction]:
    """Round numbers from zero, or below, to the first one that no value exceeds.

    Zero is always among them: bars stand on it. At most `most` steps; whole ones for things.
    """
    known = [Fraction(0), *values]
    low, high = min(known), max(known)
    if low == high:
        return [Fraction(0), Fraction(1)]
    step = _step((high - low) / most, is_whole)
    while _upward(high, step) - _downward(low, step) > most:
        step = _step(step * Fraction(101, 100), is_whole)
    return [step * place for place in range(_downward(low, step), _upward(high, step) + 1)]


def _upward(value: Fraction, step: Fraction) -> int:
    return -((-value) // step)


def _downward(value: Fraction, step: Fraction) -> int:
    return int(value // step)


def _step(least: Fraction, is_whole: bool) -> Fraction:
    """The smallest round step that is not below `least`."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    for factor in (*_STEPS, Fraction(10), Fraction(20)):
        step = power * factor
        if step >= least and (not is_whole or step.denominator == 1):
            return step
    return Fraction(1)


@dataclass(frozen=True)
class Scale:
    """Values from the first tick to the last, on `length` units that begin at `start`.

    `is_rising` when larger values stand at smaller coordinates, as upwards on paper.
    """

    ticks: tuple[Fraction, ...]
    start: Fraction
    length: Fraction
    is_rising: bool = True

    def at(self, value: Fraction) -> Fraction:
        """The coordinate of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        share = (value - low) / (high - low)
        return self.start + self.length * ((1 - share) if self.is_rising else share)

    @property
    def zero(self) -> Fraction:
        """The coordinate on which bars stand."""
        return self.at(Fraction(0))
