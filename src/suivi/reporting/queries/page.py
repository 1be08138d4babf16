"""What does the page of one contribution show to this person, and what may they do there?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from suivi.activities.models import Activity, ActivityQuerySet
from suivi.activities.permissions import open_to_all
from suivi.errors import Leave, leave
from suivi.indicators.figure_tables import NUMBERS
from suivi.people.models import Body, Person
from suivi.plans.models import Instrument, Measure
from suivi.plans.standing import Standing, member_standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution, KeptAside, Turn
from suivi.reporting.queries.chains import Chain, chain_of
from suivi.reporting.queries.past import Past, past
from suivi.reporting.queries.review.queue import neighbours
from suivi.reporting.queries.review.wishes import QueueFilter
from suivi.reporting.queries.waiting import review_queue, waiting_in
from suivi.reporting.states import Status

Guard = Callable[[], object]


@dataclass(frozen=True)
class ContributionPage:
    """Everything around the form: history, neighbours, leave for each move."""

    may_write: Leave
    may_submit: Leave
    may_submit_for: Leave
    may_withdraw: Leave
    may_clear: Leave
    may_accept: Leave
    may_send_back: Leave
    may_restate: Leave
    to_restate: list[Measure]
    may_remind: Leave
    past: Past
    activities: list[Activity]
    instruments: list[Instrument]
    turns: list[Turn]
    chain: Chain | None
    in_name: list[Turn]
    last_note: Turn | None
    has_aside: bool
    is_overdue: bool
    begun_by_others: list[Contribution]
    now_asked: list[Body]
    previous: Contribution | None
    next: Contribution | None


def contribution_page(
    by: Person, contribution: Contribution, on: date, wanted: QueueFilter | None = None
) -> ContributionPage:
    """Reads the page; a dozen queries, whatever the size of the plan.

    `wanted` is the queue from which a coordinator came: its neighbours are those in it.
    """
    who = member_standing(by, contribution.plan)
    turns: list[Turn] = []
    if who.is_coordinator or who.belongs_to(contribution.body_id):
        rows = contribution.turns.select_related("by", "on_behalf_of")
        turns = list(rows.order_by("-at", "-pk"))
    instruments = contribution.provision.instruments.prefetch_related("measures")
    before, after = _neighbours(by, who, contribution, on, wanted)
    earlier = past(contribution)
    measures = [each.measure for each in earlier.defined.values()]
    beside = _beside(contribution)
    return ContributionPage(
        **_leave_for(who, contribution, on),
        past=earlier,
        to_restate=[each for each in measures if each.kind in NUMBERS],
        activities=activities_of(contribution),
        instruments=list(instruments.order_by("position", "pk")),
        turns=turns,
        chain=chain_of(contribution, turns, on),
        in_name=_in_name(contribution, turns),
        last_note=next((t for t in turns if t.verb == "send_back"), None)
        if contribution.status == Status.SENT_BACK
        else None,
        has_aside=KeptAside.objects.filter(contribution=contribution, person=by).exists(),
        is_overdue=contribution.is_overdue(on),
        begun_by_others=[each for each in beside if not each.is_asked and each.version],
        now_asked=[] if contribution.is_asked else [each.body for each in beside if each.is_asked],
        previous=before,
        next=after,
    )


def _in_name(contribution: Contribution, turns: list[Turn]) -> list[Turn]:
    """The last submission, where it was made on behalf of the focal point; none while written."""
    if not contribution.is_delivered:
        return []
    last = [turn for turn in turns if turn.verb == "submit"][:1]
    return [turn for turn in last if turn.on_behalf_of_id is not None]


def _beside(contribution: Contribution) -> list[Contribution]:
    """Those of other bodies on the line in the same period."""
    there = Contribution.objects.of_period(contribution.period)
    others = there.filter(provision=contribution.provision_id).exclude(pk=contribution.pk)
    return list(others.select_related("body").in_order())


def activities_of(contribution: Contribution) -> list[Activity]:
    """The activities of which it tells, with their evidence: three queries."""
    found = contribution.activities.in_order().select_related("body")
    return list(found.prefetch_related("evidence__file", "partners"))


def others_on_the_line(contribution: Contribution) -> ActivityQuerySet:
    """Activities of the period that may be told of here without being entered again.

    Those of the body itself and those that name it as partner, on this line or elsewhere in the
    plan, and those on this line that anyone may read.
    """
    own = Q(body=contribution.body) | Q(partners=contribution.body)
    in_plan = Q(provisions__plan=contribution.plan) | Q(
        contributions__period__plan=contribution.plan
    )
    on_line = Q(provisions=contribution.provision) & open_to_all()
    year = contribution.period.year
    found = Activity.objects.filter((own & in_plan) | on_line)
    found = found.between(date(year, 1, 1), date(year, 12, 31))
    told = contribution.activities.values("pk")
    return found.exclude(pk__in=told).distinct().in_order().select_related("body")


def _leave_for(who: Standing, contribution: Contribution, on: date) -> dict[str, Leave]:
    """For each move: whether this person may make it now, and if not, why."""

    def moves(verb: str, may: Callable[[Standing, Contribution], None], *more: Guard) -> Leave:
        return leave(
            lambda: may(who, contribution),
            lambda: policies.can_make_the_move(contribution, verb),
            *more,
        )

    def has_left() -> None:
        policies.has_left_the_department(contribution)

    def may_step_in() -> None:
        if not who.writes_for(contribution.body_id):
            points = policies.focal_points(contribution)
            policies.coordinator_may_step_in(contribution, points, on)

    return {
        "may_write": leave(
            lambda: permissions.may_write(who, contribution),
            lambda: policies.can_be_written(contribution),
        ),
        "may_submit": moves("submit", permissions.may_submit),
        "may_submit_for": moves("submit", permissions.may_submit_for, may_step_in),
        "may_withdraw": moves("withdraw", permissions.may_submit),
        "may_clear": moves("clear", permissions.may_clear),
        "may_restate": leave(
            lambda: permissions.may_restate(who, contribution),
            lambda: policies.is_published(contribution),
        ),
        "may_accept": moves("accept", permissions.may_accept, has_left),
        "may_send_back": moves(
            "send_back",
            permissions.may_send_back,
            lambda: policies.is_on_this_persons_desk(who, contribution),
        ),
        "may_remind": leave(
            lambda: permissions.may_coordinate(who),
            lambda: policies.waits_for_the_department(contribution),
        ),
    }


def _neighbours(
    by: Person,
    who: Standing,
    contribution: Contribution,
    on: date,
    wanted: QueueFilter | None,
) -> tuple[Contribution | None, Contribution | None]:
    """What waits before and after this one on the same desk, or in the queue as it was asked."""
    period = contribution.period
    if who.is_coordinator and wanted is not None:
        return neighbours(period, wanted, contribution)
    waiting = list(review_queue(period)) if who.is_coordinator else waiting_in(by, period, on)
    place = contribution.position
    before = [each for each in waiting if each.position < place]
    after = [each for each in waiting if each.position > place]
    return (before[-1] if before else None), (after[0] if after else None)


def next_on_desk(
    by: Person, contribution: Contribution, on: date, wanted: QueueFilter | None = None
) -> Contribution | None:
    """What waits on the same desk after this one; the first of the rest at the end of the plan."""
    who = member_standing(by, contribution.plan)
    before, after = _neighbours(by, who, contribution, on, wanted)
    return after or before
