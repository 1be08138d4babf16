"""What does the coordinator need to know of one contribution, at a glance?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from suivi.reporting.states import DELIVERED, Status

# In the order in which they are counted above the board.
WORDS: Final = {
    "due": _("due"),
    "promised": _("promised for a day"),
    "overdue": _("overdue"),
    "blocked": _("blocked"),
    "sent_back": _("sent back"),
    "delivered": _("delivered"),
    "accepted": _("accepted"),
    "published": _("published"),
}
OWED_STATES: Final = ("due", "promised", "overdue", "blocked", "sent_back")
ARRIVED: Final = frozenset({"delivered", "accepted", "published"})
# What may be said of a cell besides its state.
FLAGS: Final = {
    "changed": _("changed since it was submitted"),
    "repeated": _("word for word as last year"),
    "no_account": _("no account, but the reason why"),
    "late": _("late"),
    "promises": _("a promise of before awaits an answer"),
    "silent": _("owed, and the department has not said when"),
}


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One contribution on the board: its state there, and what is remarkable about it.

    `language` is that of the text delivered, "" before; `due_on` the day of its body; `absence` why
    it was delivered without an account. `waits_for` names the step of its department at which it
    lies, `silent_on` when silence clears it there.
    """

    code: str
    line: int
    body: int
    status: Status
    is_begun: bool
    language: str
    due_on: date | None
    expected_on: date | None
    blocked_because: str
    flags: tuple[str, ...]
    absence: str = ""
    waits_for: str = ""
    silent_on: date | None = None

    @property
    def alike(self) -> tuple[object, ...]:
        """Equal for cells of which the same is said."""
        days = (self.due_on, self.expected_on, self.blocked_because)
        step = (self.waits_for, self.silent_on)
        return (
            *(self.code, self.status, self.is_begun, self.language, self.flags, self.absence),
            *days,
            *step,
        )

    @property
    def has_arrived(self) -> bool:
        """Whether it has left the department's desk."""
        return self.code in ARRIVED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some cells have arrived."""

    arrived: int
    asked: int

    def __str__(self) -> str:
        return f"{self.arrived}/{self.asked}"

    @property
    def owed(self) -> int:
        """How many have not."""
        return self.asked - self.arrived


def tally(cells: Iterable[BoardCell]) -> Tally:
    """Counts cells."""
    arrived = [cell.has_arrived for cell in cells]
    return Tally(sum(arrived), len(arrived))


def board_code(
    status: str, *, is_late: bool, expected_on: date | None, is_blocked: bool, on: date
) -> str:
    """The state on the board. A day promised holds until it is past; then the delay shows."""
    if status in DELIVERED:
        return status if status in ARRIVED else "delivered"
    if status == Status.SENT_BACK:
        return "sent_back"
    if is_blocked:
        return "blocked"
    if expected_on is not None and expected_on >= on:
        return "promised"
    return "overdue" if is_late or expected_on is not None else "due"
