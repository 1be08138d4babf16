"""Which kinds of notices are there, and which subject tells what?

The subjects above offer themselves in their AppConfig (`offer(Teller(…))`), as they do with the
navigation: this subject knows none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise

from suivi.notices.calendar import Day
from suivi.notices.letters import Letter, Section

if TYPE_CHECKING:
    from suivi.notices.models import Notice
    from suivi.people.models import Person

DIGEST: Final = "digest"


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `why` is the reason for which it cannot be declined; "" when it can."""

    code: str
    title: Promise
    is_immediate: bool = False
    why: "Promise | str" = ""
    is_joined: bool = True  # several to the same person become one mail


# What a person's digest says, written in the language that is then active.
Writer = Callable[[], Sequence[Section]]


@dataclass(frozen=True)
class Teller:
    """A subject that has something to tell.

    `look` queues what became due by itself; `digest` gives, for those of these people for whom
    anything waits or is new, what writes it, without the declined kinds (by number of the person);
    `letter` writes the mail of immediate notices of one kind to one person, or None when there is
    nothing to tell any more; `days` are the person's days for a calendar.
    """

    kinds: Sequence[Kind]
    look: Callable[[datetime], None]
    digest: "Callable[[Sequence[Person], Sequence[Notice], Declined, date], Mapping[int, Writer]]"
    letter: "Callable[[Person, Sequence[Notice], date], Letter | None]"
    days: "Callable[[Person, date], Sequence[Day]]"


Declined = Mapping[int, frozenset[str]]
_tellers: Final[list[Teller]] = []


def offer(teller: Teller) -> None:
    """Lets a subject tell; twice the same counts once."""
    if teller not in _tellers:
        _tellers.append(teller)


def tellers() -> Sequence[Teller]:
    """All subjects that tell something."""
    return tuple(_tellers)


def kinds() -> Sequence[Kind]:
    """All kinds of all subjects, in their order."""
    return tuple(kind for teller in _tellers for kind in teller.kinds)


def kind_of(code: str) -> Kind:
    """The kind of that code; ValueError when no subject tells it."""
    for kind in kinds():
        if kind.code == code:
            return kind
    raise ValueError(code)


def teller_of(code: str) -> Teller:
    """The subject that tells this kind; ValueError when none does."""
    for teller in _tellers:
        if any(kind.code == code for kind in teller.kinds):
            return teller
    raise ValueError(code)
