"""How does the program say no to a person?

Two kinds of refusal, both with a sentence the person may read: `Refused` (who or when forbids it)
and `Faults` (what was handed in cannot be taken as it is). A programming mistake is an assert or a
ValueError and is never caught.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """Not allowed, with the reason in one sentence for the person who asked."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (a place in a file, a cell, a field) and what."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Faults(Exception):
    """What was handed in has these faults; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Leave:
    """Whether something may be done, and if not, why: what a button shows."""

    granted: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.granted


def leave(*guards: Callable[[], object]) -> Leave:
    """Runs guards that refuse by raising, and says whether all let pass."""
    for guard in guards:
        try:
            guard()
        except Refused as refusal:
            return Leave(False, refusal.sentence)
    return Leave(True)
