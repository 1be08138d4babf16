"""What does the ledger of a plan hold, for what is asked of it and in which order?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.languages.wording import CODES
from suivi.people.models import Body
from suivi.plans.models import Plan
from suivi.plans.queries.outline import Outline, outline
from suivi.plans.words import answers, folded
from suivi.reporting.models import DatedPromise, PromiseAnswer
from suivi.reporting.promise_states import PromiseState, stands
from suivi.reporting.queries.promises.telling import PromiseRow, promises_of_plan
from suivi.reporting.states import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

AWAITING: Final = "awaiting"


@dataclass(frozen=True)
class LedgerQuestion:
    """What is asked of the ledger; blanks ask for nothing."""

    state: str = ""
    body: str = ""
    top: str = ""
    line: str = ""
    year: str = ""
    due: str = ""
    words: Sequence[str] = ()
    order: str = ""


@dataclass(frozen=True)
class Tally:
    """How many promises stand how."""

    kept: int = 0
    late: int = 0
    open: int = 0
    dropped: int = 0
    awaiting: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.kept + self.late + self.open + self.dropped

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        if not self.all:
            return _("Nothing has been promised for a day or a year yet.")
        said = ngettext("%(number)d promise was made", "%(number)d promises were made", self.all)
        parts = [
            ngettext("%(number)d was kept", "%(number)d were kept", self.kept)
            % {"number": self.kept},
            ngettext("%(number)d is late", "%(number)d are late", self.late)
            % {"number": self.late},
            ngettext("%(number)d is open", "%(number)d are open", self.open)
            % {"number": self.open},
            ngettext("%(number)d was dropped", "%(number)d were dropped", self.dropped)
            % {"number": self.dropped},
        ]
        told = _("%(all)s: %(parts)s.") % {
            "all": said % {"number": self.all},
            "parts": ", ".join(parts),
        }
        if not self.awaiting:
            return told
        owed = ngettext(
            "%(number)d still awaits an answer.", "%(number)d still await an answer.", self.awaiting
        )
        return f"{told} {owed % {'number': self.awaiting}}"


@dataclass(frozen=True)
class Ledger:
    """The promises of a plan that the reader may see, in the order of the plan."""

    plan: Plan
    outline: Outline
    rows: Sequence[PromiseRow]

    @property
    def tally(self) -> Tally:
        """Of all that the reader may see."""
        return tally_of(self.rows)

    @property
    def bodies(self) -> list[Body]:
        """The bodies that gave promises or answer for them now, in their order."""
        found = {row.body for row in self.rows}
        found |= {row.owner for row in self.rows if row.owner}
        return sorted(found, key=lambda body: (body.position, body.pk))

    @property
    def years(self) -> list[int]:
        """The years in whose contributions something was promised."""
        return sorted({row.given_for.year for row in self.rows})

    @property
    def due_years(self) -> list[int]:
        """The years for which something was promised, or to which it was put off."""
        return sorted({due.year for row in self.rows for due in (row.due, row.due_now)})

    @property
    def is_sample(self) -> bool:
        """Whether some of it was made up."""
        return self.plan.is_sample or any(row.promise.contribution.is_sample for row in self.rows)


def tally_of(rows: Iterable[PromiseRow]) -> Tally:
    """Counts promises by how they stand."""
    counted = Counter[str]()
    for row in rows:
        counted[row.state] += 1
        counted[AWAITING] += row.awaits
    return _tally(counted)


def _tally(counted: Mapping[str, int]) -> Tally:
    return Tally(**{name: counted[name] for name in (*PromiseState.values, AWAITING)})


def published_tally(plan: Plan, on: date) -> Tally:
    """How the published promises of a plan stand, by the published answers: two queries."""
    answers = PromiseAnswer.objects.filter(
        withdrawn_at__isnull=True, contribution__status=Status.PUBLISHED
    ).order_by("contribution__period__year", "answered_at", "pk")
    found = DatedPromise.objects.standing().filter(
        contribution__period__plan=plan, contribution__status=Status.PUBLISHED
    )
    counted = Counter[str]()
    for each in found.order_by("pk").prefetch_related(Prefetch("answers", answers)):
        stood = stands(each.due, list(each.answers.all()), on)
        counted[stood.state] += 1
        counted[AWAITING] += not stood.is_settled
    return _tally(counted)


def ledger(plan: Plan, reader: "Reader", on: date) -> Ledger:
    """Reads the ledger of a plan: a fixed number of queries, however much was promised."""
    return Ledger(plan, outline(plan), promises_of_plan(plan, reader, on))


def answering(found: Ledger, asked: LedgerQuestion) -> list[PromiseRow]:
    """The promises that answer to all of the question, in the order asked for."""
    lines = found.outline.lines
    tops = {line.provision.pk: line.top.code if line.top else "" for line in lines}
    return _in_order([row for row in found.rows if _answers(row, asked, tops)], asked.order)


def _answers(row: PromiseRow, asked: LedgerQuestion, tops: dict[int, str]) -> bool:
    bodies = {row.body.code, row.owner.code if row.owner else row.body.code}
    is_in_state = row.awaits if asked.state == AWAITING else asked.state in {"", row.state}
    return (
        is_in_state
        and (not asked.body or asked.body in bodies)
        and asked.top in {"", tops.get(row.line.pk, "")}
        and asked.line in {"", row.line.code}
        and asked.year in {"", str(row.given_for.year)}
        and asked.due in {"", str(row.due.year), str(row.due_now.year)}
        and (not asked.words or answers(folded(_texts(row)), asked.words))
    )


def _texts(row: PromiseRow) -> str:
    """Everything in which words are looked for."""
    line = [getattr(row.line, f"text_{code}") for code in CODES]
    names = [getattr(row.body, f"short_name_{code}") for code in CODES]
    told = [answer.words for answer in row.answers]
    return "\n".join(filter(None, [row.line.code, row.promise.words, *told, *line, *names]))


def _day(row: PromiseRow) -> Any:
    return row.due_now.last_day, row.promise.pk


_KEYS: Final[dict[str, Callable[[PromiseRow], Any]]] = {
    "due": _day,
    "state": lambda row: (PromiseState.values.index(row.state), *_day(row)),
    "body": lambda row: (row.body.position, *_day(row)),
    "year": lambda row: (row.given_for.year, *_day(row)),
}
ORDERS: Final = ("", *_KEYS)


def _in_order(rows: list[PromiseRow], order: str) -> list[PromiseRow]:
    """In the order asked for; without one, and for another, in the order of the plan."""
    key = _KEYS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else rows
