"""How does a contribution come to lie at a step, and how is it answered there?

Part of the actions that move contributions, inside their transactions.
"""

from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from suivi.people.models import Person
from suivi.reporting import clearance
from suivi.reporting.models import Clearance, ClearanceStep, Contribution
from suivi.reporting.states import Status

Outcome = Clearance.Outcome


def lay_down(at: datetime, contribution: Contribution, *, anew: bool = False) -> None:
    """Lays what is submitted at the first step that has not cleared it, unless it lies at one.

    `anew` begins a new journey: it was submitted again, and what was cleared before is past.
    Nothing happens where the department has no steps, or all of them have cleared it.
    """
    if contribution.status != Status.SUBMITTED or clearance.lying(contribution) is not None:
        return
    journey = _journey(contribution, anew=anew)
    step = clearance.next_step(contribution, journey)
    if step is None:
        return
    Clearance.objects.create(
        contribution=contribution,
        step=step,
        **_named(step),
        journey=journey,
        version=contribution.submitted_version,
        since=at,
        silent_on=silent_day(step, at),
    )
    clearance.moved(contribution)


def answer(
    by: Person | None,
    at: datetime,
    contribution: Contribution,
    outcome: Outcome,
    on_behalf_of: Person | None = None,
) -> Clearance | None:
    """Writes down what was answered at the step where it lies; None where it lies at none."""
    found = clearance.lying(contribution)
    if found is not None:
        found.outcome, found.at, found.by, found.on_behalf_of = outcome, at, by, on_behalf_of
        found.save(update_fields=["outcome", "at", "by", "on_behalf_of"])
        clearance.moved(contribution)
    return found


def silent_day(step: ClearanceStep, at: datetime) -> date | None:
    """The day on which silence clears what comes to lie at a step at that moment."""
    if step.silent_days is None:
        return None
    return day_of(at) + timedelta(days=step.silent_days)


def day_of(at: datetime) -> date:
    """The day on which a moment falls, where the plan is."""
    return timezone.localtime(at).date()


def _journey(contribution: Contribution, *, anew: bool) -> int:
    """The way through the department on which it is, or a new one."""
    last = contribution.clearances.aggregate(last=Max("journey"))["last"] or 0
    rows = contribution.clearances.filter(journey=last)
    is_over = rows.filter(outcome__in=(Outcome.SENT_BACK, Outcome.WITHDRAWN)).exists()
    return last + 1 if anew or is_over or not last else last


def _named(step: ClearanceStep) -> dict[str, str]:
    """The name of a step, as it is now, for what is kept."""
    texts = step.name.texts
    return {f"step_name_{code}": text for code, text in texts.items()}
