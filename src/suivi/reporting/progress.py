"""How far is a line, when several bodies answer for it?

The rule: a line is as far as the body that is least far. Of the judgements given, the one with
the lowest rank on the plan's own scale stands for the line. "Dropped" (rank 0) stands for the line
only when everyone who judged has dropped it: one body that gives up does not end the promise of
the others. Bodies without a judgement are counted and shown ("1 of 2 without news") and never
guessed; where nobody has judged there is no information.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

DROPPED_RANK: Final = 0


class Ranked(Protocol):
    """A step of a plan's scale: `rank` says how far along."""

    @property
    def rank(self) -> int:
        """0 is dropped; above it, the higher the further."""


Step = TypeVar("Step", bound=Ranked)


@dataclass(frozen=True)
class LineProgress(Generic[Step]):
    """How far a line is; `step` is None when nobody has judged."""

    step: Step | None
    bodies: int
    without_news: int


def line_progress(judgements: Sequence[Step | None]) -> LineProgress[Step]:
    """The progress of a line in a period, from one judgement (or None) for each of its bodies.

    The least advanced stands for the line; dropped only if all who judged dropped it; never
    computed from what is missing.
    """
    given = [step for step in judgements if step is not None]
    pursued = [step for step in given if step.rank > DROPPED_RANK]
    lowest = min(pursued or given, key=lambda step: step.rank, default=None)
    return LineProgress(lowest, len(judgements), len(judgements) - len(given))
