"""How does a throw-away installation come to hold many plans of ten years, quickly?

Every plan but the first is a copy of the Belgian one under another name, with ten periods, each of
its responsibilities contributed, each measure with a value, one activity for every third
contribution. Rows are written in bulk, past the actions: nobody will ever work with them.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final, TypeVar

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.activities.actions.keeping import rebuild_words  # noqa: E402
from suivi.activities.models import Activity  # noqa: E402
from suivi.indicators.models import Value  # noqa: E402
from suivi.plans.actions.load_plan import load_plan  # noqa: E402
from suivi.plans.models import Measure, Period, Plan, Responsibility  # noqa: E402
from suivi.reporting.models import Contribution  # noqa: E402
from suivi.reporting.states import Status  # noqa: E402

SOURCE: Final = "be-wps-2013-2016"
YEARS: Final = range(2012, 2022)
NOON: Final = datetime(2022, 1, 1, 12, tzinfo=UTC)
ACCOUNT: Final = "What was done, in some sentences that a department would write. " * 12
_BATCH: Final = 2000
Row = TypeVar("Row")


def copy_plan(number: int | str) -> Plan:
    """The Belgian plan once more, under another name and alone."""
    path = settings.PACKAGE_DIR / "plans" / "data" / f"{SOURCE}.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document.pop("predecessor", None)
    document["slug"] = f"copy-{number}"
    return load_plan(document=document, by=None, at=NOON).plan


def fill_plan(plan: Plan) -> None:
    """Ten years of contributions, values and activities."""
    known = set(plan.periods.values_list("year", flat=True))
    Period.objects.bulk_create(
        Period(plan=plan, year=year, opened_at=NOON, closed_at=NOON)
        for year in YEARS
        if year not in known
    )
    periods = list(plan.periods.order_by("year"))
    steps = list(plan.scale.order_by("position"))
    responsible = list(Responsibility.objects.of_plan(plan))
    measures = list(
        Measure.objects.filter(instrument__provision__plan=plan).select_related("instrument")
    )
    write(
        Contribution,
        (
            Contribution(
                provision_id=each.provision_id,
                body_id=each.body_id,
                period=period,
                position=each.position,
                status=Status.PUBLISHED,
                account=ACCOUNT,
                progress=steps[(place + period.year) % len(steps)],
                progress_reason="For a reason.",
                next_steps="More of it.",
                version=1,
                submitted_version=1,
                changed_at=NOON,
                delivered_at=NOON,
                is_sample=True,
            )
            for period in periods
            for place, each in enumerate(responsible)
        ),
    )
    write(Value, values(measures, periods, responsible))
    add_activities(periods, responsible)


def values(
    measures: list[Measure], periods: list[Period], responsible: list[Responsibility]
) -> Iterator[Value]:
    """A figure of every measure, for every body on its line and every year."""
    bodies: dict[int, list[int]] = {}
    for each in responsible:
        bodies.setdefault(each.provision_id, []).append(each.body_id)
    for measure in measures:
        for period in periods:
            for body in bodies.get(measure.instrument.provision_id, []):
                facts = figure(measure.kind, period.year + body)
                if facts:
                    yield Value(
                        measure=measure, body_id=body, period=period, is_sample=True, **facts
                    )


def figure(kind: str, seed: int) -> dict[str, Any]:
    """What a value of this kind holds; nothing for a log, which activities answer."""
    if kind in {Measure.Kind.SHARE, Measure.Kind.RATIO}:
        return {"number": seed % 40, "denominator": 40 + seed % 60}
    if kind == Measure.Kind.MILESTONE:
        return {"state": "adopted", "reached_on": date(2014, 5, 6)}
    if kind == Measure.Kind.NARRATIVE:
        return {"text": "An account.", "language": "en"}
    return {} if kind == Measure.Kind.LOG else {"number": seed % 100}


def add_activities(periods: list[Period], responsible: list[Responsibility]) -> None:
    """One activity for every third responsibility and year, on its line."""
    told = [(each, period) for period in periods for each in responsible[::3]]
    made = Activity.objects.bulk_create(
        (
            Activity(
                kind=Activity.Kind.TRAINING,
                title=f"Training {period.year}",
                account=ACCOUNT[:300],
                body_id=each.body_id,
                started_on=date(period.year, 5, 6),
                countries=["CD"],
                entered_at=NOON,
                is_sample=True,
            )
            for each, period in told
        ),
        batch_size=_BATCH,
    )
    serves = Activity.provisions.through
    serves._default_manager.bulk_create(
        (
            serves(activity_id=activity.pk, provision_id=each.provision_id)
            for activity, (each, _period) in zip(made, told, strict=True)
        ),
        batch_size=_BATCH,
    )
    rows = Activity.objects.filter(pk__in=[each.pk for each in made])
    rebuild_words(activities=rows.prefetch_related("provisions", "plans"))


def write(model: Any, rows: "Iterator[Row]") -> None:
    """Writes rows in batches, so that they are never all in memory."""
    while batch := list(islice(rows, _BATCH)):
        model.objects.bulk_create(batch)


def main(copies: int) -> None:
    """Adds so many filled copies to the installation."""
    for number in range(copies):
        fill_plan(copy_plan(number))


if __name__ == "__main__":
    main(int(sys.argv[1]))
