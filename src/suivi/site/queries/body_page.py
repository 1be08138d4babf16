"""What did a body promise, in every plan that names it, and how far did it say it had come?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from suivi.languages.wording import Said
from suivi.people.models import Body
from suivi.plans.models import (
    Level,
    Period,
    Plan,
    Provision,
    Responsibility,
    ResponsibilityRole,
)
from suivi.plans.models.plan import PlanQuerySet
from suivi.plans.queries.outline import line_levels, named
from suivi.reporting.models import Contribution
from suivi.site.queries.plan_page import legend
from suivi.site.queries.progress import Cells, Progress, progress_of
from suivi.ui.cells import Cell

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

# A body may stand in the plans of decades; those before the newest are linked, not shown.
PLANS_IN_FULL: Final = 3


@dataclass(frozen=True)
class Name:
    """The name of the body in one language."""

    language: str
    language_name: str
    said: Said


# A line, and what the body is to it.
Held = tuple[Provision, str]


@dataclass(frozen=True)
class BodyLine:
    """A line of the body: its role there, and its own progress year by year."""

    code: str
    href: str
    text: Said
    role: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class BodyGroup:
    """The lines of the body below one provision of the highest level."""

    heading: Provision | None
    lines: Sequence[BodyLine]


@dataclass(frozen=True)
class BodyPlan:
    """A plan that names the body."""

    plan: Plan
    progress: Progress
    legend: Sequence[Cell]
    groups: Sequence[BodyGroup]
    lines: int
    lines_name: Said


@dataclass(frozen=True)
class Elsewhere:
    """An older plan that names the body: its lines stand on the page of that plan."""

    plan: Plan
    lines: int
    lines_name: Said


@dataclass(frozen=True)
class BodyPage:
    """A body, its names and relatives, and its lines in every plan the reader may see."""

    body: Body
    names: Sequence[Name]
    own_bodies: Sequence[tuple[Body, int]]
    plans: Sequence[BodyPlan]
    elsewhere: Sequence[Elsewhere]

    def is_sample(self) -> bool:
        """Whether some of what is shown was made up."""
        return any(each.plan.is_sample or each.progress.is_sample for each in self.plans)


def find_body(code: str) -> Body:
    """The body with this code, and the one it belongs to. Raises Http404 when unknown."""
    return get_object_or_404(Body.objects.select_related("parent"), code=code)


def body_page(body: Body, reader: "Reader") -> BodyPage:
    """Reads the page of a body in a fixed number of queries."""
    visible = Plan.objects.visible_to(reader)
    counted = _line_counts(body, visible)
    plans = [plan for plan in visible.newest_first() if plan.pk in counted]
    levels = line_levels(plans)
    return BodyPage(
        body,
        _names(body),
        _own_bodies(body, visible),
        _plans(body, plans[:PLANS_IN_FULL], levels),
        [
            Elsewhere(plan, counted[plan.pk], named(levels[plan.pk], counted[plan.pk]))
            for plan in plans[PLANS_IN_FULL:]
        ],
    )


def _line_counts(body: Body, visible: PlanQuerySet) -> dict[int, int]:
    """How many lines the body has in each plan, by number of the plan; 0 where it had some."""
    rows = Responsibility.objects.filter(body=body, provision__plan__in=visible).order_by()
    told = Contribution.objects.published().filter(body=body, period__plan__in=visible).order_by()
    had = dict.fromkeys(told.values_list("period__plan", flat=True).distinct(), 0)
    return {**had, **dict(rows.values_list("provision__plan").annotate(Count("pk")))}


def _names(body: Body) -> list[Name]:
    wording = body.name
    return [
        Name(code, name, Said(wording.texts[code], code, wording.state(code)))
        for code, name in settings.LANGUAGES
        if wording.texts.get(code)
    ]


def _own_bodies(body: Body, visible: PlanQuerySet) -> list[tuple[Body, int]]:
    """The bodies that belong to it, each with the number of its lines that the reader may see."""
    own = list(body.own_bodies.in_order())
    rows = Responsibility.objects.filter(body__in=own, provision__plan__in=visible).order_by()
    lines = dict(rows.values_list("body").annotate(Count("pk")))
    return [(each, lines.get(each.pk, 0)) for each in own]


def _plans(body: Body, plans: Sequence[Plan], levels: dict[int, Level]) -> list[BodyPlan]:
    held, above = _held(body, plans), _above(plans)
    left = _left(body, plans)
    periods = Period.objects.filter(plan__in=plans).values("pk")
    own = Contribution.objects.published().filter(body=body, period__in=periods)
    progress = progress_of(plans, own)
    return [
        BodyPlan(
            plan,
            progress[plan.pk],
            list(legend(progress[plan.pk])),
            _groups(plan, held[plan.pk] + left[plan.pk], above, progress[plan.pk].cells()),
            len(held[plan.pk]),
            named(levels[plan.pk], len(held[plan.pk])),
        )
        for plan in plans
    ]


def _held(body: Body, plans: Sequence[Plan]) -> dict[int, list[Held]]:
    """What the body answers for, by plan, in printed order; each provision knows its plan."""
    roles = {code: str(name) for code, name in ResponsibilityRole.choices}
    known = {plan.pk: plan for plan in plans}
    rows = Responsibility.objects.filter(body=body, provision__plan__in=plans)
    found: dict[int, list[Held]] = defaultdict(list)
    for each in rows.select_related("provision").order_by("provision__position", "pk"):
        each.provision.plan = known[each.provision.plan_id]
        found[each.provision.plan_id].append((each.provision, roles[each.role]))
    return found


def _left(body: Body, plans: Sequence[Plan]) -> dict[int, list[Held]]:
    """Lines on which the body reported, and that are others' now; as `_held`."""
    known = {plan.pk: plan for plan in plans}
    told = Contribution.objects.published().filter(body=body, provision=OuterRef("pk"))
    answers = Responsibility.objects.filter(body=body, provision=OuterRef("pk"))
    rows = Provision.objects.filter(Exists(told), ~Exists(answers), plan__in=plans)
    found: dict[int, list[Held]] = defaultdict(list)
    for each in rows.in_order():
        each.plan = known[each.plan_id]
        found[each.plan_id].append((each, _("in earlier years")))
    return found


def _above(plans: Sequence[Plan]) -> dict[int, Provision]:
    """The provisions above others, with their plans, by number."""
    known = {plan.pk: plan for plan in plans}
    below = Provision.objects.filter(parent=OuterRef("pk"))
    found = Provision.objects.filter(Exists(below), plan__in=plans).in_bulk()
    for each in found.values():
        each.plan = known[each.plan_id]
    return found


def _groups(
    plan: Plan, held: Iterable[Held], above: dict[int, Provision], cells: Cells
) -> list[BodyGroup]:
    """The lines by the highest provision above them, in printed order."""
    address = plan.get_absolute_url()
    tops: dict[int, Provision | None] = {}
    lines: dict[int, list[BodyLine]] = defaultdict(list)
    for line, role in held:
        top = _top(line, above)
        key = top.pk if top else 0
        tops[key] = top
        row = BodyLine(
            line.code,
            f"{address}{line.code}/",
            line.said_text,
            role,
            cells.of(line.pk),
        )
        lines[key].append(row)
    return [BodyGroup(top, lines[key]) for key, top in tops.items()]


def _top(line: Provision, above: dict[int, Provision]) -> Provision | None:
    top = None
    at = line.parent_id
    while at is not None:
        top = above[at]
        at = top.parent_id
    return top
