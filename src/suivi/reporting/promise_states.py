"""How does a promise stand on a day: open, kept, late or dropped?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.reporting.promise_days import Due


class PromiseState(models.TextChoices):
    """How a promise stands. Late: still open past its day, put off, or kept after its day."""

    KEPT = "kept", _("kept")
    LATE = "late", _("late")
    OPEN = "open", _("open")
    DROPPED = "dropped", _("dropped")


class Told(Protocol):
    """What is needed of an answer; those of the model have it."""

    @property
    def verdict(self) -> str:
        """What became of the promise."""

    @property
    def done_on(self) -> date | None:
        """The day on which it was kept."""

    @property
    def due(self) -> Due | None:
        """The new day or year, where it is late."""


@dataclass(frozen=True)
class Standing:
    """How a promise stands: its state, whether an answer is still owed, by when it is due now."""

    state: PromiseState
    is_settled: bool
    due: Due


def stands(promised: Due, answers: Sequence[Told], on: date) -> Standing:
    """How a promise stands on a day, by its answers in the order of their years.

    The first day promised decides whether it is late; a new day only says when to ask again.
    """
    last = answers[-1] if answers else None
    put_off = [answer.due for answer in answers if answer.due is not None]
    due = put_off[-1] if put_off else promised
    if last is None:
        state = PromiseState.LATE if on > promised.last_day else PromiseState.OPEN
        return Standing(state, False, due)
    if last.verdict == "dropped":
        return Standing(PromiseState.DROPPED, True, due)
    if last.verdict == "late":
        return Standing(PromiseState.LATE, False, due)
    after_its_day = last.done_on > promised.last_day if last.done_on else bool(put_off)
    return Standing(PromiseState.LATE if after_its_day else PromiseState.KEPT, True, due)
