"""At which step of its department does a contribution lie, and who answers there?

A department without steps has none: there a clearing officer clears at once, or nobody does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from suivi.people.models import Person
from suivi.plans.models import Membership, Role
from suivi.reporting.models import Clearance, ClearanceSeat, ClearanceStep, Contribution
from suivi.reporting.states import Status


@dataclass(frozen=True)
class StepDesk:
    """Those who answer at a step on a day: `is_away` is known of each seat."""

    seats: Sequence[ClearanceSeat]

    @property
    def holders(self) -> list[Person]:
        """Whose step it is."""
        return [each.membership.person for each in self.seats if not each.is_alternate]

    @property
    def alternates(self) -> list[Person]:
        """Who answers in their place."""
        return [each.membership.person for each in self.seats if each.is_alternate]

    @property
    def asked(self) -> list[Person]:
        """Who is asked today: the holders who are here, else the alternates who are, else all."""
        here = [each for each in self.seats if not each.is_away]  # type: ignore[attr-defined]
        holding = [each for each in here if not each.is_alternate]
        return _people(holding or here or self.seats)

    @property
    def away(self) -> list[Person]:
        """The holders who are away."""
        seats = (each for each in self.seats if not each.is_alternate)
        return _people(each for each in seats if each.is_away)  # type: ignore[attr-defined]

    def stood_for(self, person: Person) -> Person | None:
        """In whose place this person answers: that of a holder, one who is away first."""
        if any(each.pk == person.pk for each in self.holders):
            return None
        return next(iter([*self.away, *self.holders]), None)


def _people(seats: Iterable[ClearanceSeat]) -> list[Person]:
    return list({each.membership.person_id: each.membership.person for each in seats}.values())


def lying(contribution: Contribution) -> Clearance | None:
    """The step at which it lies, with since when; None where it lies at none.

    Read once for each record: whatever moves it forgets what was read (`moved`).
    """
    if contribution.status != Status.SUBMITTED:
        return None
    if "lying" not in contribution.__dict__:
        rows = contribution.clearances.waiting().select_related("step")
        contribution.__dict__["lying"] = rows.first()
    found: Clearance | None = contribution.__dict__["lying"]
    return found


def moved(contribution: Contribution) -> None:
    """What was read of where it lies holds no longer."""
    contribution.__dict__.pop("lying", None)


def answers_at(person_id: int, step_id: int) -> bool:
    """Whether this person answers at that step, as holder or alternate."""
    seats = ClearanceSeat.objects.current().filter(step=step_id)
    return seats.filter(membership__person=person_id).exists()


def desks(steps: Iterable[int], on: date) -> dict[int, StepDesk]:
    """Those who answer at these steps (by number) on a day: one query."""
    wanted = list(steps)
    found: dict[int, list[ClearanceSeat]] = {step: [] for step in wanted}
    rows = ClearanceSeat.objects.current().filter(step__in=wanted).with_away(on)
    rows = rows.select_related("membership__person")
    for each in rows.order_by("is_alternate", "membership__person__name", "pk"):
        found[each.step_id].append(each)
    return {step: StepDesk(seats) for step, seats in found.items()}


def desk_of(step_id: int, on: date) -> StepDesk:
    """Those who answer at one step."""
    return desks([step_id], on)[step_id]


def steps_asking(people: Iterable[Person], on: date) -> Mapping[int, set[int]]:
    """The steps (by number) at which each of these people is asked on a day: two queries."""
    wanted = {each.pk for each in people}
    mine = ClearanceSeat.objects.current().filter(membership__person__in=wanted)
    found: dict[int, set[int]] = defaultdict(set)
    for step, desk in desks(set(mine.values_list("step", flat=True)), on).items():
        for person in desk.asked:
            found[person.pk].add(step)
    return found


def has_steps(plan_id: int, body_id: int) -> bool:
    """Whether a body has steps in a plan."""
    return ClearanceStep.objects.current().of(plan_id, body_id).exists()


def clears(contribution: Contribution) -> bool:
    """Whether its department clears what it sends: by steps, or by a clearing officer."""
    plan, body = contribution.period.plan_id, contribution.body_id
    if lying(contribution) is not None:
        return True
    officers = Membership.objects.current().filter(role=Role.CLEARING_OFFICER)
    return officers.filter(plan=plan, body=body).exists() or has_steps(plan, body)


def next_step(contribution: Contribution, journey: int) -> ClearanceStep | None:
    """The first step of the chain, as it is now, that has not cleared it on this journey."""
    rows = contribution.clearances.filter(journey=journey)
    done = {each.step_id for each in rows if each.has_cleared}
    steps = ClearanceStep.objects.current().of(contribution.period.plan_id, contribution.body_id)
    return next((each for each in steps.in_order() if each.pk not in done), None)
