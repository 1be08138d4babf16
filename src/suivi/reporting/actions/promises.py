"""How do the promises in a draft, and its answers to earlier ones, become facts at submission?

Nothing is overwritten: what was submitted before in other words is withdrawn, and stays.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.reporting.models import Contribution, DatedPromise, PromiseAnswer
from suivi.reporting.promise_days import Due, due_in
from suivi.reporting.promise_fields import (
    TypedAnswer,
    TypedPromise,
    answers_in,
    promises_in,
)
from suivi.reporting.queries.promises.awaiting import Awaited, awaited
from suivi.reporting.queries.promises.people import those_who_look_after
from suivi.reporting.queries.promises.wrong import promises_there, says_the_same

Answers = Mapping[str, str]


def take_promises(
    *, by: Person, at: datetime, contribution: Contribution, answers: Answers
) -> None:
    """Makes what the draft promises and answers count, after `wrong_in_promises` found nothing.

    Runs within the submission; each promise and each answer that is new, and each that gives way,
    is an event.
    """
    _take_promises(by, at, contribution, answers)
    _take_answers(by, at, contribution, answers, awaited(contribution))


def _language(by: Person, answers: Answers) -> str:
    return answers.get("language", by.language)


def _take_promises(by: Person, at: datetime, contribution: Contribution, answers: Answers) -> None:
    there = promises_there(contribution)
    people = {each.pk: each for each in those_who_look_after(contribution)}
    for typed in promises_in(answers):
        promise = there.pop(typed.number, None)
        person = people.get(int(typed.person)) if typed.person.isdecimal() else None
        if promise is not None and says_the_same(promise, typed):
            _name(by, at, promise, person)
            continue
        if promise is not None:
            _withdraw_promise(by, at, promise)
        _give(by, at, contribution, typed, person, _language(by, answers))
    for promise in there.values():
        _withdraw_promise(by, at, promise)


def _give(
    by: Person,
    at: datetime,
    contribution: Contribution,
    typed: TypedPromise,
    person: Person | None,
    language: str,
) -> None:
    due = due_in(typed.due)
    assert due is not None, "refused before"
    promise = DatedPromise.objects.create(
        contribution=contribution,
        number=typed.number,
        words=typed.words,
        language=language,
        due_year=due.year,
        due_on=due.on,
        person=person,
        given_at=at,
        given_by=by,
    )
    _tell(by, at, contribution, "give_promise", promise, due=due.typed)


def _name(by: Person, at: datetime, promise: DatedPromise, person: Person | None) -> None:
    """Who looks after a promise may change; its words and its day do not."""
    if promise.person_id != (person.pk if person else None):
        promise.person = person
        promise.save(update_fields=["person"])
        _tell(by, at, promise.contribution, "name_for_promise", promise)


def _withdraw_promise(by: Person, at: datetime, promise: DatedPromise) -> None:
    promise.withdrawn_at = at
    promise.save(update_fields=["withdrawn_at"])
    _tell(by, at, promise.contribution, "withdraw_promise", promise)


def _take_answers(
    by: Person,
    at: datetime,
    contribution: Contribution,
    answers: Answers,
    coming: Sequence[Awaited],
) -> None:
    rows = contribution.promise_answers.filter(withdrawn_at__isnull=True).order_by("pk")
    there = {each.promise_id: each for each in rows}
    by_number = {each.pk: each.promise for each in coming}
    activities = {str(each.pk): each.pk for each in contribution.activities.in_order()}
    for typed in answers_in(answers, by_number):
        facts = _facts(typed, activities, _language(by, answers))
        former = there.pop(typed.promise, None)
        if former is not None and all(getattr(former, name) == facts[name] for name in facts):
            continue
        if former is not None:
            _withdraw_answer(by, at, former)
        answer = PromiseAnswer.objects.create(
            promise=by_number[typed.promise],
            contribution=contribution,
            answered_at=at,
            answered_by=by,
            **facts,
        )
        promise = by_number[typed.promise]
        _tell(by, at, contribution, "answer_promise", promise, verdict=answer.verdict)
    for former in there.values():
        _withdraw_answer(by, at, former)


def _facts(typed: TypedAnswer, activities: Mapping[str, int], language: str) -> dict[str, Any]:
    is_late = typed.verdict == PromiseAnswer.Verdict.LATE
    is_kept = typed.verdict == PromiseAnswer.Verdict.KEPT
    given = due_in(typed.day) or Due(0)
    done_on: date | None = given.on if is_kept else None
    return {
        "verdict": typed.verdict,
        "words": typed.words,
        "language": language,
        "done_on": done_on,
        "due_year": given.year if is_late else None,
        "due_on": given.on if is_late else None,
        "activity_id": activities.get(typed.proof) if is_kept else None,
    }


def _withdraw_answer(by: Person, at: datetime, answer: PromiseAnswer) -> None:
    answer.withdrawn_at = at
    answer.save(update_fields=["withdrawn_at"])
    _tell(by, at, answer.contribution, "withdraw_answer", answer.promise)


def _tell(
    by: Person,
    at: datetime,
    contribution: Contribution,
    verb: str,
    promise: DatedPromise,
    **facts: Any,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"promise:{promise.pk}",
        body=contribution.body.code,
        contribution=contribution.pk,
        **facts,
    )
