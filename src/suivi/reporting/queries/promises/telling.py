"""What may a reader see of promises: what was promised, what became of it, and who answers now?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from suivi.activities.models import Activity, ActivityQuerySet, Evidence
from suivi.people.models import Body
from suivi.plans.models import Period, Plan, Provision
from suivi.reporting.models import (
    Contribution,
    DatedPromise,
    DatedPromiseQuerySet,
    PromiseAnswer,
)
from suivi.reporting.promise_days import Due
from suivi.reporting.promise_states import PromiseState, stands
from suivi.reporting.promise_states import Standing as Stands
from suivi.reporting.queries.promises.owning import owners
from suivi.reporting.states import Status
from suivi.ui.cells import SIGNS, Cell

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

# The cell of each state: its sign and colour are those of the house.
CELLS: Final = {
    PromiseState.KEPT: "done",
    PromiseState.LATE: "delayed",
    PromiseState.OPEN: "promised",
    PromiseState.DROPPED: "dropped",
}


@dataclass(frozen=True)
class PromiseRow:
    """A promise on its thread: the words, the answers in the order of their years, how it stands.

    `owner` is the body that answers for it now, where that is another than the one that gave it.
    """

    promise: DatedPromise
    answers: Sequence[PromiseAnswer]
    stands: Stands
    owner: Body | None

    @property
    def anchor(self) -> str:
        """Where it stands on a page."""
        return f"promise-{self.promise.pk}"

    @property
    def line(self) -> Provision:
        """The line of the plan."""
        return self.promise.contribution.provision

    @property
    def body(self) -> Body:
        """The body that gave it."""
        return self.promise.contribution.body

    @property
    def given_for(self) -> Period:
        """The year in whose contribution it was given."""
        return self.promise.contribution.period

    @property
    def state(self) -> PromiseState:
        """How it stands."""
        return self.stands.state

    @property
    def cell(self) -> Cell:
        """Its state as it is shown everywhere."""
        code = CELLS[self.state]
        return Cell(code, SIGNS[code], self.state.label)

    @property
    def awaits(self) -> bool:
        """Whether an answer is owed still."""
        return not self.stands.is_settled

    @property
    def due(self) -> Due:
        """By when it was promised first."""
        return self.promise.due

    @property
    def due_now(self) -> Due:
        """By when it is due now."""
        return self.stands.due

    @property
    def was_put_off(self) -> bool:
        """Whether another day was given since."""
        return self.due_now != self.due

    @property
    def is_public(self) -> bool:
        """Whether everyone may read it."""
        return self.promise.contribution.status == Status.PUBLISHED


def rows_for(promises: DatedPromiseQuerySet, reader: "Reader", on: date) -> list[PromiseRow]:
    """These promises as far as the reader may see them and their answers: nine queries.

    A promise is seen with the contribution that gave it, an answer with the one that told it.
    """
    seen = Contribution.objects.visible_to(reader).delivered().order_by()
    told = PromiseAnswer.objects.filter(withdrawn_at__isnull=True, contribution__in=seen)
    told = told.select_related("contribution__period", "contribution__body")
    told = told.prefetch_related(Prefetch("activity", _open_to_all()))
    ordered = told.order_by("contribution__period__year", "answered_at", "pk")
    found = promises.standing().filter(contribution__in=seen).in_order()
    found = found.select_related("contribution__period", "contribution__body")
    found = found.select_related("contribution__provision__plan", "contribution__provision__level")
    return as_rows(
        list(found.prefetch_related(Prefetch("answers", queryset=ordered, to_attr="told"))), on
    )


def _open_to_all() -> ActivityQuerySet:
    """The activities that everyone may read, with their evidence."""
    return Activity.objects.public().prefetch_related(
        Prefetch("evidence", Evidence.objects.order_by("pk"))
    )


def as_rows(promises: Sequence[DatedPromise], on: date) -> list[PromiseRow]:
    """The promises, each with the answers read with it as `told`, as rows: four queries."""
    holders = _holders(promises) if promises else {}
    named = Body.objects.prefetch_related("former_names")
    numbers = {each.contribution.body_id for each in promises} | set(holders.values())
    bodies = named.in_bulk(numbers) if numbers else {}
    rows = []
    for each in promises:
        gave = each.contribution
        gave.body = bodies[gave.body_id]
        for answer in each.told:  # type: ignore[attr-defined]
            answer.promise = each
        stood = stands(each.due, each.told, on)  # type: ignore[attr-defined]
        holder = holders[each.pk]
        owner = bodies[holder] if holder != gave.body_id and not stood.is_settled else None
        rows.append(PromiseRow(each, each.told, stood, owner))  # type: ignore[attr-defined]
    return rows


def promises_of_line(line: Provision, reader: "Reader", on: date) -> list[PromiseRow]:
    """The promises on one line that the reader may see, newest year first."""
    found = rows_for(DatedPromise.objects.filter(contribution__provision=line), reader, on)
    return sorted(found, key=lambda row: (-row.given_for.year, row.promise.contribution.position))


def promises_of_plan(plan: Plan, reader: "Reader", on: date) -> list[PromiseRow]:
    """All promises of a plan that the reader may see, in the order of the plan."""
    return rows_for(DatedPromise.objects.filter(contribution__period__plan=plan), reader, on)


def _holders(promises: Iterable[DatedPromise]) -> dict[int, int]:
    """The number of the body that answers for each promise in the newest year opened."""
    gave = {each.pk: each.contribution for each in promises}
    known = owners(each.provision_id for each in gave.values())
    plans = {each.period.plan_id for each in gave.values()}
    opened = Period.objects.filter(plan__in=plans, opened_at__isnull=False).order_by("year", "pk")
    newest = dict(opened.values_list("plan", "pk"))
    return {
        pk: known.of(
            each.provision_id,
            each.body_id,
            each.period_id,
            newest.get(each.period.plan_id, each.period_id),
        )
        for pk, each in gave.items()
    }
