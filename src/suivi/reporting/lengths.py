"""How long is an account, and how long is it expected to be? A hint, never a limit."""

import re
from dataclasses import dataclass
from typing import Final

from suivi.plans.models import Period

_WORD: Final = re.compile(r"\S*\w\S*")


def words_in(text: str) -> int:
    """How many words a text has, as people count them; a script counts the same while one types."""
    return len(_WORD.findall(text))


@dataclass(frozen=True)
class Length:
    """The words that an account has, and those that the period expects."""

    words: int
    least: int
    most: int

    @property
    def is_short(self) -> bool:
        """Something is there, but less than expected."""
        return 0 < self.words < self.least

    @property
    def is_long(self) -> bool:
        """More is there than expected."""
        return self.words > self.most


def length_of(text: str, period: Period) -> Length:
    """The length of an account in a period."""
    return Length(words_in(text), period.words_from, period.words_to)
