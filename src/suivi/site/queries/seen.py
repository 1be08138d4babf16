"""What of a line may a reader see? Contributions, and what came with them.

A figure or an activity is seen with the contribution it came with, and never before. Members see
their own drafts too.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from suivi.activities.models import Activity, Evidence
from suivi.indicators.models import Value
from suivi.people.models import Body
from suivi.plans.models import Measure, Period, ScaleStep
from suivi.plans.queries.line import Promise
from suivi.reporting.models import Contribution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


def contributions_seen(
    line: Promise, scale: Iterable[ScaleStep], reader: "Reader"
) -> list[Contribution]:
    """What the reader may see, newest year first, with activities that are open to all.

    Bodies, years and steps come back in contribution after contribution; each is read once.
    """
    seen = list(
        Contribution.objects.visible_to(reader)
        .filter(provision=line.provision)
        .order_by("-period__year", "position", "pk")
    )
    plan = line.provision.plan
    periods = {each.pk: each for each in Period.objects.filter(plan=plan)}
    steps = {each.pk: each for each in scale}
    named = Body.objects.prefetch_related("former_names")
    bodies = named.in_bulk({each.body_id for each in seen})
    for each in seen:
        each.period, each.body = periods[each.period_id], bodies[each.body_id]
        each.progress = steps[each.progress_id] if each.progress_id else None
    evidence = Prefetch("evidence", Evidence.objects.order_by("pk"))
    activities = Activity.objects.public().in_order().select_related("body")
    told = activities.prefetch_related(evidence, "partners")
    prefetch_related_objects(seen, Prefetch("activities", told))
    return seen


def values_seen(measures: Iterable[Measure], seen: Sequence[Contribution]) -> list[Value]:
    """The figures of these measures, all of one line, that came with the contributions seen."""
    shown = {(each.body_id, each.period_id): each for each in seen}
    found: list[Value] = []
    for value in Value.objects.filter(measure__in=list(measures)).in_order():
        source = shown.get((value.body_id, value.period_id))
        if source is not None:
            value.body, value.period = source.body, source.period
            found.append(value)
    return found
