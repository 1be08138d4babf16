"""What in the promises of a draft, and in its answers to earlier ones, stands in the way of it?"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.reporting.models import Contribution, DatedPromise, PromiseAnswer
from suivi.reporting.promise_days import due_in
from suivi.reporting.promise_fields import (
    TypedPromise,
    is_proof,
    promise_faults,
    promise_name,
    promises_in,
)
from suivi.reporting.queries.promises.awaiting import unanswered

Answers = Mapping[str, str]


def wrong_in_promises(contribution: Contribution, answers: Answers) -> list[Fault]:
    """All that stands between the promises and answers in a draft and its submission, by field."""
    year = contribution.period.year
    return [
        *promise_faults(answers, year),
        *_touched_too_late(contribution, answers),
        *unanswered(contribution, answers),
        *_without_proof(contribution, answers),
    ]


def _touched_too_late(contribution: Contribution, answers: Answers) -> list[Fault]:
    """Promises that a later year has answered already, and that this draft would change."""
    typed = {each.number: each for each in promises_in(answers)}
    answered = PromiseAnswer.objects.filter(
        promise__contribution=contribution, withdrawn_at__isnull=True
    )
    numbers = set(answered.values_list("promise_id", flat=True))
    sentence = _(
        "This promise has an answer already; its words and day stay: “%(words)s”, %(due)s."
    )
    return [
        Fault(
            promise_name(number, "words"), sentence % {"words": promise.words, "due": promise.due}
        )
        for number, promise in promises_there(contribution).items()
        if promise.pk in numbers and not says_the_same(promise, typed.get(number))
    ]


def _without_proof(contribution: Contribution, answers: Answers) -> list[Fault]:
    """Answers that name an activity of which this contribution tells no longer."""
    named = {name: text for name, text in answers.items() if is_proof(name)}
    if not named:
        return []
    told = {str(each.pk) for each in contribution.activities.in_order()}
    sentence = _("This activity is not told of here any more; choose another, or none.")
    return [Fault(name, sentence) for name, text in named.items() if text not in told]


def promises_there(contribution: Contribution) -> dict[int, DatedPromise]:
    """The promises of a contribution that count, by their place in the form."""
    rows = contribution.promises.filter(withdrawn_at__isnull=True)
    return {each.number: each for each in rows.order_by("number", "pk")}


def says_the_same(promise: DatedPromise, typed: TypedPromise | None) -> bool:
    """Whether what is typed in a place is the promise that stands there."""
    return typed is not None and (promise.words, promise.due) == (typed.words, due_in(typed.due))
