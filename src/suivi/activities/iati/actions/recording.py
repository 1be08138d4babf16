"""What writes the tables that hold what a file said of an activity, and what empties them?

Nothing here knows the other actions on activities: these restore records, and import this.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from suivi.activities.iati.actions.rows import insert
from suivi.activities.iati.models import (
    IatiDetails,
    IatiImport,
    IatiIndicator,
    IatiPart,
    IatiResultValue,
    IatiText,
)
from suivi.activities.iati.records import Record, from_plain
from suivi.activities.iati.stored import (
    TABLES,
    details_of,
    indicators_of,
    lists_of,
    names_of,
    values_of,
)
from suivi.activities.models import Activity


def keep_records(
    records: Mapping[int, Record], *, at: datetime, came_with: IatiImport | None
) -> None:
    """Writes the tables of activities, by number, that have no rows there."""
    IatiDetails.objects.bulk_create(
        details_of(pk, record, at=at, came_with=came_with) for pk, record in records.items()
    )
    rows: dict[type[IatiPart], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, record in records.items():
        for table, row in lists_of(pk, record):
            rows[table].append(row)
    for table, several in rows.items():
        insert(table, names_of(table), several)
    pairs = [pair for pk, record in records.items() for pair in indicators_of(pk, record)]
    IatiIndicator.objects.bulk_create([row for row, _entry in pairs])
    IatiResultValue.objects.bulk_create(
        value for row, entry in pairs for value in values_of(row, entry)
    )


def forget_records(activities: Iterable[int]) -> None:
    """Empties the tables of these activities."""
    numbers = list(activities)
    tables: list[type[models.Model]] = [IatiDetails, IatiText, IatiIndicator, *TABLES.values()]
    for table in tables if numbers else ():
        table._default_manager.filter(activity__in=numbers).delete()


def restore_record(*, at: datetime, activity: Activity, told: Mapping[str, Any] | None) -> None:
    """Makes the tables of an activity say what a version of it kept; nothing where it kept none."""
    forget_records([activity.pk])
    if told:
        keep_records({activity.pk: from_plain(dict(told))}, at=at, came_with=None)
