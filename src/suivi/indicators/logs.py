"""What does a log of activities count, and how many took part?

An activity counts once on a line and once in a plan, however many bodies and contributions name it.
Participants are added up by sex from what the activities say; whoever was not counted stays
unknown, and activities that say nothing of participants are told, never taken for zero.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from suivi.indicators.arithmetic import NOT_APPLICABLE, Absent, Count, Figure, Pair, Total

NOTHING_TO_REPORT: Final = "nothing_to_report"
SEXES: Final = ("women", "men", "other_sex", "unknown_sex")


class Counted(Protocol):
    """What a log needs to know of an activity."""

    @property
    def kind(self) -> str:
        """Its kind, "training"."""

    @property
    def women(self) -> int | None:
        """How many women took part; None where nobody counted."""

    @property
    def men(self) -> int | None:
        """How many men."""

    @property
    def other_sex(self) -> int | None:
        """How many of another sex."""

    @property
    def unknown_sex(self) -> int | None:
        """How many whose sex nobody noted."""


@dataclass(frozen=True)
class Participants:
    """Who took part in some activities. `silent` of the `activities` do not say."""

    activities: int
    silent: int
    women: int
    men: int
    other_sex: int
    unknown_sex: int

    @property
    def everyone(self) -> int:
        """All who took part, as far as the activities say."""
        return self.women + self.men + self.other_sex + self.unknown_sex

    @property
    def share_of_women(self) -> Pair:
        """Women out of all who took part, those of unknown sex among them."""
        return Pair(self.women, self.everyone)

    @property
    def are_told(self) -> bool:
        """Whether any activity says how many took part."""
        return self.activities > self.silent


@dataclass
class Log:
    """Activities of the kinds that a measure counts, each kept once by its identifier."""

    kinds: Sequence[str] = ()
    found: dict[Hashable, Counted] = field(default_factory=dict)

    def add(self, identifier: Hashable, activity: Counted) -> None:
        """Counts an activity if it is of one of the kinds (of any, where none are named)."""
        if not self.kinds or activity.kind in self.kinds:
            self.found.setdefault(identifier, activity)

    @property
    def number(self) -> int:
        """How many activities it counts."""
        return len(self.found)

    def participants(self) -> Participants:
        """Who took part in them."""
        return participants(self.found.values())


def of_year(number: int, reasons: Sequence[str], silent: int, bodies: int) -> tuple[Figure, Total]:
    """What a year of a log comes to: its figure, and how much of it is missing.

    `number` is how many activities it counts, `reasons` what bodies gave instead of activities, and
    `silent` how many of the `bodies` that answer have said nothing at all. "Nothing to report" is a
    body's own zero and lacks nothing; what is not known is never shown as a zero.
    """
    missing = [each for each in reasons if each not in {NOTHING_TO_REPORT, NOT_APPLICABLE}]
    lacking = len(missing) + silent
    figure: Figure = Count(number)
    if not number and reasons:
        told = [each for each in reasons if each == NOTHING_TO_REPORT]
        figure = Absent([*missing, *told, *reasons][0])
    return figure, Total(figure if isinstance(figure, Count) else None, bodies, lacking)


def together(logs: Iterable[Log]) -> Log:
    """Several logs as one: an activity that stands in more than one of them counts once."""
    whole = Log()
    for log in logs:
        whole.found |= log.found
    return whole


def participants(activities: Iterable[Counted]) -> Participants:
    """Adds up who took part, by sex."""
    listed = list(activities)
    counts = [[getattr(each, sex) for sex in SEXES] for each in listed]
    silent = sum(all(count is None for count in each) for each in counts)
    sums = [sum(each[at] or 0 for each in counts) for at in range(len(SEXES))]
    return Participants(len(listed), silent, *sums)
