"""What was promised for a day, and what became of it, as the snapshot of a report keeps it.

A promise stands with the contribution that gave it, an answer with the one that told it: both only
where the report tells that contribution. How a promise stands is said for the day after the year
reported on, whenever the report is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from suivi.publications.snapshot.material import Material
from suivi.publications.snapshot.shape import DatedPromise, PromiseAnswer, Provision
from suivi.publications.snapshot.wordings import iso_day
from suivi.reporting import models as reporting
from suivi.reporting.promise_states import stands


def add_promises(provisions: Mapping[int, Provision], found: Material) -> None:
    """Puts the promises on their lines, in the order in which they were given."""
    told = {one.pk: one for one in found.contributions}
    on = date(found.periods[-1].year + 1, 1, 1) if found.periods else date.min
    for promise in found.promises:
        gave = told.get(promise.contribution_id)
        if gave is not None:
            provision = provisions[gave.provision_id]
            provision.setdefault("promises", []).append(_promise(promise, gave, told, found, on))


def untold_promises(found: Material) -> Iterator[tuple[str, str, int]]:
    """Line, body and year of the promises that stand in contributions that are not told."""
    untold = {one.pk: one for one in found.unaccepted}
    yield from _places(untold, (one.contribution_id for one in found.promises))


def untold_answers(found: Material) -> Iterator[tuple[str, str, int]]:
    """The same of answers to promises."""
    untold = {one.pk: one for one in found.unaccepted}
    answers = (one.contribution_id for each in found.promises for one in each.answers.all())
    yield from _places(untold, answers)


def _places(
    untold: Mapping[int, reporting.Contribution], numbers: Iterable[int]
) -> Iterator[tuple[str, str, int]]:
    for number in numbers:
        if number in untold:
            one = untold[number]
            yield one.provision.code, one.body.code, one.period.year


def _promise(
    promise: reporting.DatedPromise,
    gave: reporting.Contribution,
    told: Mapping[int, reporting.Contribution],
    found: Material,
    on: date,
) -> DatedPromise:
    answers = sorted(
        (one for one in promise.answers.all() if one.contribution_id in told),
        key=lambda one: (told[one.contribution_id].period.year, one.pk),
    )
    stood = stands(promise.due, answers, on)
    return {
        "number": promise.pk,
        "body": gave.body.code,
        "year": gave.period.year,
        "language": promise.language,
        "words": promise.words,
        "due": promise.due.typed,
        "due_now": stood.due.typed,
        "state": str(stood.state.value),
        "awaits": not stood.is_settled,
        "answers": [_answer(one, told[one.contribution_id], found) for one in answers],
    }


def _answer(
    answer: reporting.PromiseAnswer, told_in: reporting.Contribution, found: Material
) -> PromiseAnswer:
    told: PromiseAnswer = {
        "body": told_in.body.code,
        "year": told_in.period.year,
        "verdict": answer.verdict,
        "words": answer.words,
        "language": answer.language,
    }
    if answer.due is not None:
        told["due"] = answer.due.typed
    if answer.done_on is not None:
        told["done_on"] = iso_day(answer.done_on)
    activity = found.activities.get(answer.activity_id or 0)
    if activity is not None:
        told["activity"] = str(activity.uid)
    return told
