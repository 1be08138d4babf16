"""How does a department set up the steps through which its contributions go?

What is under way stays where it is: a change of the chain never takes a contribution back, and
never lets it skip a step that is still to come.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.languages.wording import Wording
from suivi.people.models import Body, Person
from suivi.plans import permissions as plan_permissions
from suivi.plans.models import Membership, Plan
from suivi.plans.standing import DEPARTMENT_ROLES, standing
from suivi.reporting import clearance, permissions, policies
from suivi.reporting.actions.journeys import answer, silent_day
from suivi.reporting.actions.turning import Said, hold, move
from suivi.reporting.models import Clearance, ClearanceSeat, ClearanceStep, Contribution
from suivi.reporting.queries.chains import candidates
from suivi.reporting.states import Status


@dataclass(frozen=True)
class StepFacts:
    """A step as it is wished: its name, its silence, and who sits there.

    `seats` are numbers of memberships, each with whether it is an alternate's.
    """

    name: Wording
    silent_days: int | None = None
    seats: Mapping[int, bool] = field(default_factory=dict)


@transaction.atomic
def add_step(
    *, by: Person, at: datetime, plan: Plan, body: Body, facts: StepFacts
) -> ClearanceStep:
    """Adds a step at the end of a department's chain. With the first one, steps are switched on:
    what is submitted and not cleared lies at it from now on.

    Raises Refused (who; nobody holds it) or ValidationError (name, days).
    """
    _take_up(by, plan, body)
    before = ClearanceStep.objects.current().of(plan.pk, body.pk)
    step = ClearanceStep(
        plan=plan,
        body=body,
        position=1 + max(before.values_list("position", flat=True), default=0),
        begun_at=at,
        is_sample=by.is_sample,
    )
    _shape(at, step, facts)
    rows = Contribution.objects.filter(period__plan=plan, body=body, status=Status.SUBMITTED)
    for each in rows.order_by("pk"):
        hold(each, at)
    _tell(by, at, step, "add_clearance_step", silent_days=step.silent_days or 0)
    return step


@transaction.atomic
def change_step(
    *, by: Person, at: datetime, step: ClearanceStep, facts: StepFacts
) -> ClearanceStep:
    """Gives a step another name, other people, another number of days.

    Records keep the name of then. Where the days change, those of what lies there begin anew.
    """
    locked = _step(by, step)
    days = locked.silent_days
    _shape(at, locked, facts)
    if days != locked.silent_days:
        for each in Clearance.objects.at_steps([locked.pk]):
            each.silent_on, each.told_on = silent_day(locked, at), None
            each.save(update_fields=["silent_on", "told_on"])
    _tell(by, at, locked, "change_clearance_step", silent_days=locked.silent_days or 0)
    return locked


@transaction.atomic
def move_step(*, by: Person, at: datetime, step: ClearanceStep, up: bool) -> ClearanceStep:
    """Moves a step one place up or down. What lies somewhere stays there."""
    locked = _step(by, step)
    chain = list(ClearanceStep.objects.current().of(locked.plan_id, locked.body_id).in_order())
    place = [each.pk for each in chain].index(locked.pk)
    other = place + (-1 if up else 1)
    policies.can_move(other, len(chain))
    chain[place], chain[other] = chain[other], chain[place]
    for number, each in enumerate(chain, start=1):
        each.position = number
        each.save(update_fields=["position"])
    _tell(by, at, locked, "move_clearance_step", position=other + 1)
    return chain[other]


@transaction.atomic
def end_step(*, by: Person, at: datetime, step: ClearanceStep) -> int:
    """Ends a step; gives how many contributions lay there.

    They go to the next step that has not cleared them. Where every other step has, they have left
    the department; where no step is left at all, they wait as in a department without steps.
    """
    locked = _step(by, step)
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    lay = Contribution.objects.filter(
        pk__in=Clearance.objects.at_steps([locked.pk]).values("contribution")
    )
    numbers = [_move_on(by, at, each) for each in lay.order_by("pk")]
    _tell(by, at, locked, "end_clearance_step", contributions=len(numbers))
    return len(numbers)


def _move_on(by: Person, at: datetime, contribution: Contribution) -> int:
    locked = hold(contribution, at)
    answered = answer(by, at, locked, Clearance.Outcome.STEP_ENDED)
    if answered is not None:
        said = Said(facts={"outcome": answered.outcome, "clearance": str(answered.pk)})
        goes_on = clearance.next_step(locked, answered.journey) is not None
        has_steps = clearance.has_steps(locked.plan.pk, locked.body_id)
        move(by, at, locked, "pass_on" if goes_on or not has_steps else "clear", said)
    return locked.pk


def pass_seats_on(at: datetime, leaver: Membership, successor: Membership) -> None:
    """A role passes on to somebody else: so do the seats that rested on it.

    Part of the action that passes the role on or changes it, inside its transaction. Who leaves the
    department takes no seat along.
    """
    if successor.body_id != leaver.body_id or successor.role not in DEPARTMENT_ROLES:
        return
    seats = ClearanceSeat.objects.filter(membership=leaver, ended_at__isnull=True)
    for each in seats.select_related("step").order_by("pk"):
        each.ended_at = at
        each.save(update_fields=["ended_at"])
        ClearanceSeat.objects.get_or_create(
            step=each.step,
            membership=successor,
            ended_at=None,
            defaults={"is_alternate": each.is_alternate, "begun_at": at},
        )


def _take_up(by: Person, plan: Plan, body: Body) -> None:
    """Whether this person may; all changes of a plan's chains wait for each other."""
    care = plan_permissions.care_of(standing(by, plan))
    permissions.may_set_up_clearance(care, body.pk)
    Plan.objects.select_for_update().get(pk=plan.pk)


def _step(by: Person, step: ClearanceStep) -> ClearanceStep:
    _take_up(by, step.plan, step.body)
    found = ClearanceStep.objects.select_related("plan", "body").get(pk=step.pk)
    policies.step_is_current(found)
    return found


def _shape(at: datetime, step: ClearanceStep, facts: StepFacts) -> None:
    """Writes the facts of a step, and its people: who leaves is ended, who comes begins."""
    if not facts.name:
        raise ValidationError({"name": _("Give the step a name in at least one language.")})
    members = {each.pk for each in candidates(step.plan, step.body)}
    seats = {pk: alternate for pk, alternate in facts.seats.items() if pk in members}
    policies.somebody_holds_it(sum(not alternate for alternate in seats.values()))
    step.name, step.silent_days = facts.name, facts.silent_days
    step.full_clean()
    step.save()
    for seat in ClearanceSeat.objects.filter(step=step, ended_at__isnull=True):
        if seats.get(seat.membership_id) == seat.is_alternate:
            del seats[seat.membership_id]
        else:
            seat.ended_at = at
            seat.save(update_fields=["ended_at"])
    ClearanceSeat.objects.bulk_create(
        ClearanceSeat(step=step, membership_id=pk, is_alternate=alternate, begun_at=at)
        for pk, alternate in seats.items()
    )


def _tell(by: Person, at: datetime, step: ClearanceStep, verb: str, **facts: Any) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"clearance_step:{step.pk}",
        body=step.body.code,
        plan=step.plan.slug,
        **facts,
    )
