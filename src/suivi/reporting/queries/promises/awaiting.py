"""Which promises come back in a contribution, and which of them still want an answer?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.models import Period
from suivi.reporting.models import (
    Contribution,
    DatedPromise,
    DatedPromiseQuerySet,
    DraftVersion,
    PromiseAnswer,
)
from suivi.reporting.promise_days import Due
from suivi.reporting.promise_fields import answer_faults, answer_name, answers_in
from suivi.reporting.promise_states import Standing, stands
from suivi.reporting.queries.promises.owning import Owners, owners
from suivi.reporting.states import DELIVERED

# Period, line and body, by their numbers.
Place = tuple[int, int, int]


@dataclass(frozen=True)
class Awaited:
    """A promise that comes back: how it stood when the year began, and what was said so far."""

    promise: DatedPromise
    earlier: Sequence[PromiseAnswer]
    standing: Standing
    is_due: bool
    is_inherited: bool

    @property
    def pk(self) -> int:
        """The number by which the form knows it."""
        return self.promise.pk

    @property
    def due(self) -> Due:
        """By when it is due now."""
        return self.standing.due

    def name(self, part: str) -> str:
        """The field of the form for a part of the answer."""
        return answer_name(self.pk, part)


def awaited(contribution: Contribution) -> list[Awaited]:
    """The promises that come back in a contribution, due ones first: three queries."""
    return awaited_by([contribution]).get(contribution.pk, [])


def awaited_by(contributions: Sequence[Contribution]) -> dict[int, list[Awaited]]:
    """The promises that come back in each of these contributions, by its number: three queries.

    Those of earlier years of the plan that were not kept or dropped in another contribution. They
    must hold their period.
    """
    asked = [each for each in contributions if each.is_asked and not each.period.is_baseline]
    promises = list(_standing(asked)) if asked else []
    if not promises:
        return {}
    known = owners(each.contribution.provision_id for each in promises)
    by_line: dict[tuple[int, int], list[DatedPromise]] = defaultdict(list)
    for promise in promises:
        gave = promise.contribution
        by_line[gave.period.plan_id, gave.provision_id].append(promise)
    found = {}
    for each in asked:
        there = by_line.get((each.period.plan_id, each.provision_id), ())
        mine = [one for promise in there if (one := _coming_back(promise, each, known))]
        if mine:
            found[each.pk] = sorted(mine, key=_due_first)
    return found


def awaiting_places(periods: Collection[Period]) -> Counter[Place]:
    """How many promises await an answer in these periods, by period, line and body: three queries.

    Those due by the end of the period's year, which no delivered contribution has answered.
    """
    plans = {each.plan_id for each in periods if not each.is_baseline}
    rows = DatedPromise.objects.standing().filter(contribution__period__plan__in=plans)
    promises = list(_with_answers(rows)) if plans else []
    known = owners(each.contribution.provision_id for each in promises) if promises else Owners()
    found: Counter[Place] = Counter()
    for promise in promises:
        for period in periods:
            if period.plan_id == promise.contribution.period.plan_id and _awaits(promise, period):
                gave = promise.contribution
                owner = known.of(gave.provision_id, gave.body_id, gave.period_id, period.pk)
                found[period.pk, gave.provision_id, owner] += 1
    return found


def _awaits(promise: DatedPromise, period: Period) -> bool:
    told: Sequence[PromiseAnswer] = promise.told  # type: ignore[attr-defined]
    if promise.contribution.period.year >= period.year:
        return False
    if any(each.settles or each.contribution.period.year >= period.year for each in told):
        return False
    return stands(promise.due, told, date(period.year, 12, 31)).due.year <= period.year


def first_unanswered(contributions: Sequence[Contribution]) -> dict[int, str]:
    """The field of the first promise that wants an answer, by number: four queries at most."""
    return {each.pk: wanted[0].name("verdict") for each, wanted in _unanswered_by(contributions)}


def unanswered(contribution: Contribution, answers: Mapping[str, str]) -> list[Fault]:
    """What in the answers to promises stands between these answers and submission, by field.

    An answer is asked only for what was due by the end of the period's year.
    """
    return faults_of(awaited(contribution), answers, contribution.period.year)


def faults_of(coming: Sequence[Awaited], answers: Mapping[str, str], year: int) -> list[Fault]:
    """The same for promises that were read already."""
    typed = {each.promise: each for each in answers_in(answers, [one.pk for one in coming])}
    found = []
    for each in coming:
        given = typed.get(each.pk)
        if given is not None:
            found += answer_faults(given, each.due, year)
        elif each.is_due:
            sentence = _("Promised for %(due)s: say whether it was kept, is late or is dropped.")
            found.append(Fault(each.name("verdict"), sentence % {"due": each.due}))
    return found


def _unanswered_by(
    contributions: Sequence[Contribution],
) -> list[tuple[Contribution, list[Awaited]]]:
    coming = awaited_by(contributions)
    waiting = [each for each in contributions if each.pk in coming]
    drafts = _drafts(waiting) if waiting else {}
    found = []
    for each in waiting:
        answers = drafts.get(each.pk, {})
        said = {one.promise for one in answers_in(answers, [one.pk for one in coming[each.pk]])}
        wanted = [one for one in coming[each.pk] if one.is_due and one.pk not in said]
        if wanted:
            found.append((each, wanted))
    return found


def _drafts(contributions: Sequence[Contribution]) -> dict[int, dict[str, str]]:
    newest = {each.pk: each.version for each in contributions}
    rows = DraftVersion.objects.filter(contribution__in=newest, number__in=set(newest.values()))
    found = rows.values_list("contribution", "number", "answers")
    return {pk: answers for pk, number, answers in found if newest[pk] == number}


def _standing(contributions: Sequence[Contribution]) -> Iterable[DatedPromise]:
    """The promises on the lines of these contributions, each with the answers that count."""
    return _with_answers(
        DatedPromise.objects.standing().filter(
            contribution__provision__in={each.provision_id for each in contributions},
            contribution__period__plan__in={each.period.plan_id for each in contributions},
        )
    )


def _with_answers(rows: DatedPromiseQuerySet) -> DatedPromiseQuerySet:
    """The promises in the order of the plan, each with the answers that count as `told`."""
    answers = PromiseAnswer.objects.filter(
        withdrawn_at__isnull=True, contribution__status__in=DELIVERED
    )
    told = answers.select_related("contribution__period", "contribution__body", "activity")
    rows = rows.select_related("contribution__period", "contribution__body", "person").in_order()
    ordered = told.order_by("contribution__period__year", "answered_at", "pk")
    return rows.prefetch_related(Prefetch("answers", queryset=ordered, to_attr="told"))


def _coming_back(
    promise: DatedPromise, contribution: Contribution, known: Owners
) -> Awaited | None:
    gave, period = promise.contribution, contribution.period
    if gave.period.year >= period.year:
        return None
    owner = known.of(gave.provision_id, gave.body_id, gave.period_id, period.pk)
    others = [each for each in promise.told if each.contribution_id != contribution.pk]  # type: ignore[attr-defined]
    if owner != contribution.body_id or any(each.settles for each in others):
        return None
    earlier = [each for each in others if each.contribution.period.year < period.year]
    standing = stands(promise.due, earlier, date(period.year, 12, 31))
    is_inherited = gave.body_id != contribution.body_id
    return Awaited(promise, earlier, standing, standing.due.year <= period.year, is_inherited)


def _due_first(each: Awaited) -> tuple[date, int]:
    return each.due.last_day, each.pk
