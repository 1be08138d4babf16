"""What waits for the coordinators in a period, and what is to be known of each at a glance?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from suivi.indicators.models import Value
from suivi.indicators.plausibility import is_number
from suivi.indicators.queries import figure_of
from suivi.people.models import Body
from suivi.plans.models import Period, Provision
from suivi.plans.words import answers, folded, words_of
from suivi.reporting.answers import questions
from suivi.reporting.board_words import LANGUAGES
from suivi.reporting.doubts import Earlier, doubts, unanswered
from suivi.reporting.models import Contribution, DraftVersion, ReviewComment, Turn
from suivi.reporting.queries.board.reading import digests_of_last_year
from suivi.reporting.queries.review.wishes import FLAGS, QueueFilter
from suivi.reporting.queries.waiting import review_queue


@dataclass(frozen=True)
class QueueRow:
    """One contribution that waits: what is said of it in the table."""

    contribution: Contribution
    part: Provision
    turns: int
    is_changed: bool
    is_repeated: bool
    doubts: int
    comments: int

    @property
    def flags(self) -> tuple[str, ...]:
        """What is remarkable about it."""
        said = {
            "changed": self.is_changed,
            "repeated": self.is_repeated,
            "doubts": self.doubts,
            "comments": self.comments,
        }
        return tuple(name for name, holds in said.items() if holds)

    @property
    def marks(self) -> tuple[str, ...]:
        """The same in words, with how many."""
        numbers = {"doubts": self.doubts, "comments": self.comments}
        return tuple(
            f"{FLAGS[flag]} ({numbers[flag]})" if flag in numbers else str(FLAGS[flag])
            for flag in self.flags
        )

    @property
    def language_name(self) -> str:
        """In which language it is written."""
        return str(LANGUAGES.get(self.contribution.language, self.contribution.language))


@dataclass(frozen=True)
class Queue:
    """The rows in the order asked for; by what they can be narrowed, and how many wait in all."""

    rows: tuple[QueueRow, ...]
    total: int
    bodies: tuple[Body, ...]
    groups: tuple[Provision, ...]
    languages: tuple[tuple[str, str], ...]


_ORDERS: Final[dict[str, Callable[[QueueRow], Any]]] = {
    "line": lambda row: row.contribution.provision.position,
    "body": lambda row: folded(str(row.contribution.body)),
    "language": lambda row: folded(row.language_name),
    "progress": lambda row: (
        row.contribution.progress.rank if row.contribution.progress is not None else -1
    ),
    "delivered": lambda row: (
        row.contribution.delivered_at.timestamp() if row.contribution.delivered_at else 0.0
    ),
    "turns": lambda row: row.turns,
}


def queue(period: Period, wanted: QueueFilter) -> Queue:
    """The queue as asked: twelve queries, whatever waits."""
    waiting = list(review_queue(period).select_related("provision", "body", "progress"))
    provisions = {each.pk: each for each in Provision.objects.filter(plan=period.plan).in_order()}
    for each in waiting:
        each.period = period
        each.provision = provisions[each.provision_id]
    for provision in provisions.values():
        provision.plan = period.plan
    parts = {each.provision_id: _top(each.provision, provisions) for each in waiting}
    chosen = [each for each in waiting if _is_wanted(each, parts[each.provision_id], wanted)]
    rows = _rows(period, chosen, parts)
    shown = [row for row in rows if not wanted.flag or wanted.flag in row.flags]
    bodies = {each.body.pk: each.body for each in waiting}
    groups = {part.pk: part for part in parts.values()}
    written = {each.language for each in waiting}
    return Queue(
        tuple(_in_order(shown, wanted.order)),
        len(waiting),
        tuple(sorted(bodies.values(), key=lambda body: (body.position, body.code))),
        tuple(sorted(groups.values(), key=lambda part: part.position)),
        tuple((code, str(name)) for code, name in LANGUAGES.items() if code in written),
    )


def neighbours(
    period: Period, wanted: QueueFilter, contribution: Contribution
) -> tuple[Contribution | None, Contribution | None]:
    """What stands before and after one in the queue as asked; the first where it is not in it."""
    found = [row.contribution for row in queue(period, wanted).rows]
    places = [place for place, each in enumerate(found) if each.pk == contribution.pk]
    if not places:
        return None, (found[0] if found else None)
    place = places[0]
    after = found[place + 1] if place + 1 < len(found) else None
    return (found[place - 1] if place else None), after


def _top(line: Provision, provisions: dict[int, Provision]) -> Provision:
    """The highest provision above a line."""
    while line.parent_id is not None:
        line = provisions[line.parent_id]
    return line


def _is_wanted(one: Contribution, part: Provision, wanted: QueueFilter) -> bool:
    if wanted.body and one.body.code != wanted.body:
        return False
    if wanted.group and part.code != wanted.group:
        return False
    if wanted.language and one.language != wanted.language:
        return False
    if not wanted.words:
        return True
    line, body = one.provision, one.body
    texts = (line.code, line.said_text.text, str(body), one.account, one.obstacles, one.next_steps)
    return answers(folded(" ".join(texts)), words_of(wanted.words))


def _rows(
    period: Period, chosen: Sequence[Contribution], parts: dict[int, Provision]
) -> list[QueueRow]:
    numbers = [each.pk for each in chosen]
    turns = _turns(numbers)
    digests = digests_of_last_year(period)
    doubtful = _doubts(period, chosen)
    comments = _comments(numbers)
    return [
        QueueRow(
            contribution=each,
            part=parts[each.provision_id],
            turns=len(turns[each.pk]),
            is_changed=any(version < each.submitted_version for version in turns[each.pk]),
            is_repeated=bool(each.account_digest)
            and digests.get((each.provision_id, each.body_id)) == each.account_digest,
            doubts=doubtful[each.pk],
            comments=comments[each.pk],
        )
        for each in chosen
    ]


def _turns(numbers: Sequence[int]) -> dict[int, list[int]]:
    """The versions in which each was handed over."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Turn.objects.filter(contribution__in=numbers, verb="submit").order_by("at", "pk")
    for pk, version in rows.values_list("contribution", "version"):
        found[pk].append(version)
    return found


def _comments(numbers: Sequence[int]) -> Counter[int]:
    rows = ReviewComment.objects.filter(
        contribution__in=numbers, desk=ReviewComment.Desk.COORDINATOR
    ).unresolved()
    return Counter(rows.order_by().values_list("contribution", flat=True))


def _doubts(period: Period, chosen: Sequence[Contribution]) -> Counter[int]:
    """How many figures of each are far from those before and explained by nobody."""
    lines = {each.provision_id: each.provision for each in chosen}
    asked = questions(period.plan, list(lines.values()))
    earlier = _earlier(period, [measure.pk for one in asked.values() for measure in one.measures])
    given = _answers(chosen)
    found: Counter[int] = Counter()
    for each in chosen:
        before = earlier.get(each.body_id, {})
        if before:
            doubtful = doubts(asked[each.provision_id], given.get(each.pk, {}), before)
            found[each.pk] = len(unanswered(doubtful))
    return found


def _answers(chosen: Sequence[Contribution]) -> dict[int, dict[str, str]]:
    """What was handed over, as typed."""
    versions = {each.pk: each.submitted_version for each in chosen}
    rows = DraftVersion.objects.filter(
        contribution__in=versions, number__in=set(versions.values())
    ).order_by("pk")
    found = rows.values_list("contribution", "number", "answers")
    return {pk: given for pk, number, given in found if versions[pk] == number}


def _earlier(period: Period, measures: Sequence[int]) -> dict[int, dict[tuple[int, str], Earlier]]:
    """The newest number of the years before, by body, measure and category."""
    rows = Value.objects.filter(
        measure__in=measures, period__plan=period.plan_id, period__year__lt=period.year
    )
    found: dict[int, dict[tuple[int, str], Earlier]] = defaultdict(dict)
    for value in rows.select_related("period").order_by("period__year", "pk"):
        figure = figure_of(value)
        if figure is not None and is_number(figure):
            place = (value.measure_id, value.category_key)
            found[value.body_id][place] = Earlier(value.period.year, figure)
    return found


def _in_order(rows: Sequence[QueueRow], order: str) -> list[QueueRow]:
    """As in the plan, or by a column; a minus goes backwards."""
    if not order:
        return list(rows)
    key = _ORDERS[order.removeprefix("-")]
    return sorted(rows, key=key, reverse=order.startswith("-"))


@dataclass(frozen=True)
class LastAcceptance:
    """What somebody accepted at once last, while all of it can still be given back."""

    together: str
    number: int
    on: date


def last_acceptance(period: Period, person: int) -> LastAcceptance | None:
    """The newest act of somebody in a period, if it was to accept many: two queries."""
    mine = Turn.objects.filter(contribution__period=period, by=person)
    newest = mine.order_by("-at", "-pk").first()
    if newest is None or newest.verb != "accept" or not newest.facts.get("together"):
        return None
    together = newest.facts["together"]
    number = mine.filter(verb="accept", facts__together=together).count()
    return LastAcceptance(together, number, newest.at.date())
