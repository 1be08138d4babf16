"""When does silence clear, and who hears of it before?

The silent procedure: what lies at a step that has it, and is not answered by its day, is cleared.
Nobody's silence counts who was not told of it a day before; nothing is cleared by silence in a
period that is closed, and nothing that was sent back.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from suivi.plans.models import Period
from suivi.reporting import clearance
from suivi.reporting.actions.journeys import day_of, silent_day
from suivi.reporting.actions.turning import hold, pass_on
from suivi.reporting.models import Clearance, ClearanceStep, Contribution
from suivi.reporting.notices.moves import tell_of_silence, tell_of_step
from suivi.reporting.states import Status


def clear_by_silence(*, at: datetime) -> int:
    """Clears what its day has come for; gives how many. Safe to run twice, and at once."""
    on = day_of(at)
    due = Clearance.objects.under_way().filter(silent_on__lte=on, told_on__lt=on)
    rows = Contribution.objects.filter(pk__in=due.values("contribution"))
    return sum(_clear(at, each) for each in list(rows.order_by("pk")))


@transaction.atomic
def _clear(at: datetime, contribution: Contribution) -> bool:
    """Clears one, if it still is to be cleared now that it is held; each is a move of its own."""
    on = day_of(at)
    locked = hold(contribution, at)
    found = clearance.lying(locked)
    if found is None or not locked.is_asked or not locked.period.is_open:
        return False
    if not (_is_reached(found.silent_on, on) and _is_reached(found.told_on, on - timedelta(1))):
        return False
    pass_on(None, at, locked, Clearance.Outcome.SILENCE)
    return True


def _is_reached(day: date | None, on: date) -> bool:
    return day is not None and day <= on


@transaction.atomic
def tell_those_asked(*, at: datetime) -> int:
    """Lets those hear who are asked today of what lies at their steps, each once; and the day
    before silence clears, that it will. Gives how many were warned.

    Whoever becomes the one who is asked because somebody is away hears of it like this.
    """
    _lay_down_forgotten(at)
    on, warned = day_of(at), 0
    for found, people in _asked(on):
        tell_of_step(at, found, people)
        if found.silent_on and found.told_on is None and found.silent_on <= on + timedelta(1):
            # A warning that comes late puts the day off: it is true of every mail that left.
            found.silent_on, found.told_on = max(found.silent_on, on + timedelta(1)), on
            found.save(update_fields=["silent_on", "told_on"])
            tell_of_silence(at, found, people)
            warned += 1
    return warned


def _asked(on: date) -> Iterator[tuple[Clearance, list[int]]]:
    """What lies somewhere, with those who are asked there, where anybody is."""
    rows = Clearance.objects.under_way().filter(step__ended_at__isnull=True)
    waiting = list(rows.select_for_update(of=("self",)).order_by("pk"))
    desks = clearance.desks({each.step_id for each in waiting}, on)
    for each in waiting:
        if people := [person.pk for person in desks[each.step_id].asked]:
            yield each, people


def _lay_down_forgotten(at: datetime) -> None:
    """Lays at its step what was submitted in the very moment in which steps were switched on."""
    steps = set(ClearanceStep.objects.current().values_list("plan", "body"))
    rows = Contribution.objects.filter(
        status=Status.SUBMITTED,
        body__in={body for _plan, body in steps},
        period__in=Period.objects.open(),
    ).exclude(clearances__outcome=Clearance.Outcome.WAITING)
    for each in rows.select_related("period"):
        if (each.period.plan_id, each.body_id) in steps:
            hold(each, at)


def count_silence_anew(at: datetime, period: Period) -> None:
    """A period that was closed opens again: the days of silence begin anew.

    Part of an action, inside its transaction.
    """
    rows = Clearance.objects.waiting().filter(contribution__period=period)
    for each in rows.filter(silent_on__isnull=False).select_related("step"):
        each.silent_on, each.told_on = silent_day(each.step, at), None
        each.save(update_fields=["silent_on", "told_on"])
