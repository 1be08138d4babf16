"""How does an IATI record stand in the tables, and how is it read from them?

One table for each list of the record, its columns named as the record's fields. Reading takes as
many queries as there are tables, whatever the number of activities.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import models

from suivi.activities.iati.models import (
    IatiBudget,
    IatiDetails,
    IatiDocument,
    IatiImport,
    IatiIndicator,
    IatiMarker,
    IatiOrganisation,
    IatiPart,
    IatiPlace,
    IatiResultValue,
    IatiScope,
    IatiSector,
    IatiTag,
    IatiText,
    IatiTransaction,
)
from suivi.activities.iati.records import (
    LISTS,
    TITLE,
    Dates,
    Indicator,
    Record,
    Reporter,
    ResultValue,
    frozen,
)
from suivi.activities.iati.values import exact_text

TABLES: Final[dict[str, type[IatiPart]]] = {
    "organisations": IatiOrganisation,
    "places": IatiPlace,
    "sectors": IatiSector,
    "tags": IatiTag,
    "markers": IatiMarker,
    "scopes": IatiScope,
    "budgets": IatiBudget,
    "transactions": IatiTransaction,
    "documents": IatiDocument,
}
_REPORTER: Final = ("reporter_ref", "reporter_type", "reporter_secondary", "reporter_names")
_SINGLE: Final = ("status", *Dates._fields, "humanitarian", "hierarchy", "last_updated")
_OF_INDICATOR: Final = tuple(name for name in Indicator._fields if name != "values")
Rows = dict[int, list[Any]]


def details_of(
    activity: int, record: Record, *, at: datetime, came_with: IatiImport | None
) -> IatiDetails:
    """The row of what is said once."""
    dates = {name: day or None for name, day in record.dates._asdict().items()}
    return IatiDetails(
        activity_id=activity,
        **dict(zip(_REPORTER, record.reporter, strict=True)),
        **dates,
        status=record.status,
        humanitarian=record.humanitarian,
        hierarchy=record.hierarchy,
        last_updated=record.last_updated,
        came_with=came_with,
        came_at=at,
    )


def lists_of(activity: int, record: Record) -> Iterator[tuple[type[IatiPart], tuple[Any, ...]]]:
    """Each row of the lists, with its table: activity, position, and the fields of its entry.

    Not the indicators, which are stored before their values.
    """
    for position, text in enumerate((*record.titles, *record.descriptions)):
        yield IatiText, (activity, position, *text)
    for name, table in TABLES.items():
        blank = _BLANK_IS_NULL[name]
        for position, entry in enumerate(getattr(record, name)):
            row = (
                None if null and fact == "" else fact
                for fact, null in zip(entry, blank, strict=True)
            )
            yield table, (activity, position, *row)


def names_of(table: type[IatiPart]) -> tuple[str, ...]:
    """The fields of such a row."""
    of_entry = LISTS[next((name for name, each in TABLES.items() if each is table), "titles")]
    return ("activity", "position", *of_entry._fields)  # type: ignore[attr-defined]


def indicators_of(activity: int, record: Record) -> Iterator[tuple[IatiIndicator, Indicator]]:
    """The rows of indicators, each beside its entry."""
    for position, entry in enumerate(record.indicators):
        facts = {name: getattr(entry, name) for name in _OF_INDICATOR}
        yield IatiIndicator(activity_id=activity, position=position, **facts), entry


def values_of(row: IatiIndicator, entry: Indicator) -> Iterator[IatiResultValue]:
    """The rows of an indicator's values; the indicator is stored already."""
    for position, value in enumerate(entry.values):
        facts = value._asdict()
        facts |= {name: facts[name] or None for name in ("starts_on", "ends_on")}
        yield IatiResultValue(indicator=row, position=position, **facts)


def stored_records(activities: Mapping[int, str]) -> dict[int, Record]:
    """The records of those among the activities that have one; `activities` gives identifiers."""
    details = _details(activities)
    if not details:
        return {}
    texts = _rows(IatiText, LISTS["titles"], details)
    lists = {name: _rows(table, LISTS[name], details) for name, table in TABLES.items()}
    indicators = _indicators(details)
    records = {}
    for number, parts in details.items():
        parts |= {name: tuple(rows[number]) for name, rows in lists.items()}
        parts["titles"] = tuple(each for each in texts[number] if each.kind == TITLE)
        parts["descriptions"] = tuple(each for each in texts[number] if each.kind != TITLE)
        parts["indicators"] = tuple(indicators[number])
        records[number] = Record(identifier=activities[number], **parts)
    return records


def _details(activities: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = IatiDetails.objects.filter(activity__in=list(activities))
    found: dict[int, dict[str, Any]] = {}
    for number, *facts in rows.values_list("activity_id", *_REPORTER, *_SINGLE):
        of_reporter, of_all = facts[: len(_REPORTER)], facts[len(_REPORTER) :]
        single = dict(zip(_SINGLE, of_all, strict=True))
        days = {name: single.pop(name) for name in Dates._fields}
        single["dates"] = Dates(**{name: str(day or "") for name, day in days.items()})
        single["reporter"] = Reporter(*map(frozen, of_reporter))
        found[number] = single
    return found


def _rows(
    table: type[models.Model], entry: type[tuple[Any, ...]], activities: Collection[int]
) -> Rows:
    """The entries of a table by activity, in their order."""
    names: tuple[str, ...] = entry._fields  # type: ignore[attr-defined]
    blanks = [entry.__annotations__[name] is str for name in names]
    found: Rows = defaultdict(list)
    rows = table._default_manager.filter(activity__in=list(activities))
    columns = rows.order_by("activity", "position").values_list("activity_id", *names)
    for number, *facts in columns:
        told = [_told(fact, blank) for fact, blank in zip(facts, blanks, strict=True)]
        found[number].append(entry(*told))
    return found


def _indicators(activities: Collection[int]) -> Rows:
    values: Rows = defaultdict(list)
    names = ResultValue._fields
    rows = IatiResultValue.objects.filter(indicator__activity__in=list(activities))
    columns = rows.order_by("indicator", "position").values_list("indicator_id", *names)
    for number, *facts in columns:
        values[number].append(ResultValue(*(_told(fact, True) for fact in facts)))
    found: Rows = defaultdict(list)
    indicators = IatiIndicator.objects.filter(activity__in=list(activities))
    ordered = indicators.order_by("activity", "position")
    for number, pk, *facts in ordered.values_list("activity_id", "pk", *_OF_INDICATOR):
        found[number].append(Indicator._make([*map(frozen, facts), tuple(values[pk])]))
    return found


def _told(fact: Any, blank: bool) -> Any:
    """A column as the record holds it."""
    if fact is None:
        return "" if blank else None
    if isinstance(fact, date):
        return fact.isoformat()
    return exact_text(fact) if isinstance(fact, Decimal) else frozen(fact)


def _blank_is_null(name: str) -> list[bool]:
    fields = [TABLES[name]._meta.get_field(field) for field in LISTS[name]._fields]  # type: ignore[attr-defined]
    return [isinstance(each, models.DateField | models.DecimalField) for each in fields]


_BLANK_IS_NULL: Final = {name: _blank_is_null(name) for name in TABLES}
