"""What must a new focal point know? What is theirs, what was said, what is promised, what is due.

The page tells it of one body in one plan, for the newest year that was opened.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import Http404

from suivi.people.models import Body
from suivi.plans.models import Membership, Period, Plan, Provision, Role
from suivi.plans.standing import WRITING_ROLES, Standing
from suivi.reporting.answers import PROSE
from suivi.reporting.models import Contribution, KeptAside
from suivi.reporting.queries.promises.telling import PromiseRow, promises_of_plan

BEGINNING: Final = 240
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")
_FORMER_AT_MOST: Final = 5


@dataclass
class Left:
    """Words that somebody who no longer works here typed and never joined."""

    aside: KeptAside
    code: str
    texts: Sequence[str]


@dataclass
class Task:
    """One line of the body this year, with what was said of it when it was last told."""

    contribution: Contribution
    is_overdue: bool
    before: Contribution | None = None
    left: list[Left] = field(default_factory=list)

    @property
    def beginning(self) -> str:
        """The first sentences of what was said last."""
        return beginning(self.before.told_account) if self.before else ""


@dataclass(frozen=True)
class Handover:
    """The whole page."""

    plan: Plan
    body: Body
    period: Period | None
    tasks: list[Task]
    lines: list[Provision]
    people: dict[str, list[Membership]]
    former: list[Membership]
    is_at_the_desk: bool
    writes: bool
    promised: Sequence[PromiseRow] = ()

    @property
    def due_on(self) -> date | None:
        """By when the body delivers in the period: its own day, else that of all."""
        first = next((each.contribution for each in self.tasks), None)
        return first.due_day if first else None

    @property
    def to_do(self) -> list[Task]:
        """What waits to be written."""
        return [each for each in self.tasks if not each.contribution.is_delivered]

    @property
    def announced(self) -> list[Task]:
        """The lines on which next steps were announced last time."""
        return [each for each in self.tasks if each.before and each.before.next_steps]

    @property
    def left(self) -> list[Left]:
        """All words left behind."""
        return [one for each in self.tasks for one in each.left]


def handover(who: Standing, body: Body, on: date) -> Handover:
    """Reads the page: eighteen queries, however many lines the body has. Http404 for a body that
    the plan never asked anything."""
    plan = who.plan
    period = Period.objects.filter(plan=plan, opened_at__isnull=False).order_by("-year").first()
    tasks = _tasks(plan, body, period, on) if period else []
    lines = _lines(plan, body)
    memberships = _memberships(plan, body)
    if not (tasks or lines or memberships):
        raise Http404
    at_the_desk = who.is_coordinator or who.belongs_to(body.pk)
    if period and period.is_open and at_the_desk:
        _put_down(tasks, memberships)
    return Handover(
        plan=plan,
        body=body,
        period=period,
        tasks=tasks,
        lines=lines,
        people=_by_role(memberships),
        former=[each for each in memberships if each.ended_on][:_FORMER_AT_MOST],
        is_at_the_desk=at_the_desk,
        writes=who.writes_for(body.pk),
        promised=[
            row
            for row in promises_of_plan(plan, who.person, on)
            if row.awaits and (row.owner or row.body).pk == body.pk
        ],
    )


def beginning(text: str) -> str:
    """The first sentences of a text, about two lines of them; what is left out is marked."""
    flat = " ".join(text.split())
    if len(flat) <= BEGINNING:
        return flat
    kept = ""
    for sentence in _SENTENCE.split(flat):
        if kept and len(kept) + len(sentence) > BEGINNING:
            break
        kept = f"{kept} {sentence}".strip()
    return f"{kept[:BEGINNING].rstrip()} …"


def _tasks(plan: Plan, body: Body, period: Period, on: date) -> list[Task]:
    rows = Contribution.objects.of_period(period).filter(body=body).asked()
    rows = rows.with_due_day().in_order()
    found = list(rows.select_related("provision", "changed_by"))
    told = Contribution.objects.published().filter(body=body, period__plan=plan)
    told = told.filter(period__year__lt=period.year).select_related("period")
    last: dict[int, Contribution] = {}
    for each in told.order_by("-period__year", "pk"):
        last.setdefault(each.provision_id, each)
    for each in found:
        each.period, each.body, each.provision.plan = period, body, plan
    return [Task(each, each.is_overdue(on), last.get(each.provision_id)) for each in found]


def _lines(plan: Plan, body: Body) -> list[Provision]:
    rows = Provision.objects.filter(plan=plan, responsibilities__body=body)
    found = list(rows.distinct().in_order())
    for each in found:
        each.plan = plan
    return found


def _memberships(plan: Plan, body: Body) -> list[Membership]:
    """Those who work or worked for the body, current ones first, then the last to leave."""
    rows = Membership.objects.filter(plan=plan, body=body).select_related("person")
    others = [Role.READER, Role.CIVIL_SOCIETY, Role.COORDINATOR]
    found = list(rows.exclude(role__in=others).order_by("person__name", "pk"))
    current = [each for each in found if not each.ended_on]
    ended = [(each.ended_on, each) for each in found if each.ended_on]
    return [*current, *(each for _day, each in sorted(ended, key=_day_first, reverse=True))]


def _day_first(ended: tuple[date, Membership]) -> date:
    return ended[0]


def _by_role(memberships: Sequence[Membership]) -> dict[str, list[Membership]]:
    people: dict[str, list[Membership]] = defaultdict(list)
    for each in memberships:
        if not each.ended_on:
            people[each.role].append(each)
    return dict(people)


def _put_down(tasks: Sequence[Task], memberships: Sequence[Membership]) -> None:
    """Puts beside each line what leavers typed there and nobody joined."""
    current = (each for each in memberships if not each.ended_on)
    writers = {each.person_id for each in current if each.role in WRITING_ROLES}
    by_number = {each.contribution.pk: each for each in tasks}
    rows = KeptAside.objects.filter(contribution__in=by_number).exclude(person__in=writers)
    for aside in rows.select_related("person").order_by("kept_at", "pk"):
        texts = [text for name, text in sorted(aside.answers.items()) if name in PROSE and text]
        task = by_number[aside.contribution_id]
        task.left.append(Left(aside, task.contribution.provision.code, texts))
