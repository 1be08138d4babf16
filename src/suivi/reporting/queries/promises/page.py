"""Which promises stand around a contribution for somebody who reads it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from suivi.reporting.models import Contribution, DatedPromise, PromiseAnswer
from suivi.reporting.queries.promises.awaiting import Awaited, awaited
from suivi.reporting.queries.promises.telling import PromiseRow, rows_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person


@dataclass(frozen=True)
class Around:
    """What was promised here, what is said here of earlier promises, and which are not answered."""

    given: Sequence[PromiseRow]
    answered: Sequence[PromiseAnswer]
    unanswered: Sequence[Awaited]


def promises_around(
    contribution: Contribution, reader: "Person | AnonymousUser", on: date
) -> Around:
    """Reads the promises around one contribution: a dozen queries at most."""
    told = contribution.promise_answers.filter(withdrawn_at__isnull=True)
    told = told.select_related("promise__contribution__period", "promise__contribution__body")
    said = list(told.select_related("activity").order_by("promise__due_year", "pk"))
    here = DatedPromise.objects.filter(contribution=contribution).select_related("person")
    answered = {each.promise_id for each in said}
    return Around(
        rows_for(here, reader, on),
        said if contribution.is_delivered else [],
        [
            each
            for each in awaited(contribution)
            if each.is_due and (each.pk not in answered or not contribution.is_delivered)
        ],
    )
