"""What does the register itself say of an activity, as an IATI record?

What came from a file is told as it came, under what people changed here since. What was entered by
hand is told by the same record, with what the standard asks for and the register does not hold: the
publisher, the body as accountable organisation, a status that follows from the dates. Import and
export both compare with this, so that an export that is imported again changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from suivi.activities.iati import codes
from suivi.activities.iati.derived import GENERAL, columns_of, main_title
from suivi.activities.iati.records import (
    COUNTRY,
    DESCRIPTION,
    TITLE,
    Dates,
    Marker,
    Organisation,
    Own,
    Place,
    Record,
    Reporter,
    Text,
    Texts,
    Transaction,
)
from suivi.activities.iati.stored import stored_records
from suivi.activities.models import Activity
from suivi.people.models import Body

ACCOUNTABLE, IMPLEMENTING, GOVERNMENT = "2", "4", "10"
UNDER_WAY, CLOSED = "2", "4"


@dataclass(frozen=True)
class Publisher:
    """Who publishes what this installation exports: IATI identifier and name; "" where unset."""

    ref: str = ""
    name: str = ""

    def identifier_of(self, activity: Activity) -> str:
        """The activity's own identifier, else one made from ours; "" when we have none."""
        made = f"{self.ref}-{activity.uid}" if self.ref else ""
        return activity.iati_identifier or made


NO_PUBLISHER: Final = Publisher()
_MISSING: Final = object()


@dataclass(frozen=True)
class Recorded:
    """An activity with its record now, and the record as it last came from a file, if it did."""

    activity: Activity
    now: Record
    stored: Record | None


def recorded(
    activities: Iterable[Activity], *, publisher: Publisher, on: date
) -> dict[int, Recorded]:
    """The records of activities by their number; body and partners are read beforehand.

    `on` is the day on which a record is made: what ends later has not ended yet.
    """
    known = {each.pk: each for each in activities}
    stored = stored_records({pk: each.iati_identifier for pk, each in known.items()})
    return {
        pk: Recorded(each, _now(each, stored.get(pk), publisher, on), stored.get(pk))
        for pk, each in known.items()
    }


def _now(activity: Activity, stored: Record | None, publisher: Publisher, on: date) -> Record:
    identifier = publisher.identifier_of(activity)
    base = stored or _by_hand(identifier, activity, on)
    changed = overlaid(base, activity, since=columns_of(stored) if stored else {})
    return _completed(replace(changed, identifier=identifier), activity, publisher, on)


def _by_hand(identifier: str, activity: Activity, on: date) -> Record:
    """What there is to begin with for an activity that was entered here."""
    title = Text(TITLE, "", activity.language, activity.title)
    later = {"planned_start": activity.started_on, "planned_end": activity.ended_on}
    planned = {name: str(day) for name, day in later.items() if day and day > on}
    return Record(identifier, titles=(title,), dates=Dates(**planned))


def overlaid(record: Record, activity: Activity, *, since: Mapping[str, Any]) -> Record:
    """The record with what the activity says otherwise; `since` is what it would say by itself."""

    def differs(*names: str) -> bool:
        return any(getattr(activity, name) != since.get(name, _MISSING) for name in names)

    if differs("title", "language"):
        record = replace(record, titles=_titles(record, activity))
    if differs("account"):
        record = replace(record, descriptions=_descriptions(record, activity))
    if differs("started_on", "ended_on"):
        record = replace(record, dates=_dates(record.dates, activity))
    if differs("gender_marker"):
        record = replace(record, markers=_markers(record, activity.gender_marker))
    if differs("countries"):
        record = _elsewhere(record, activity.countries)
    if differs("amount", "currency"):
        record = replace(record, transactions=_committed(record, activity))
    return replace(record, own=own_of(activity))


def own_of(activity: Activity) -> Own:
    """What only this register knows."""
    rate = activity.euro_rate
    return Own(
        kind=activity.kind,
        dated=activity.dated,
        forum=activity.forum,
        women=activity.women,
        men=activity.men,
        other_sex=activity.other_sex,
        unknown_sex=activity.unknown_sex,
        euro_rate="" if rate is None else format(Decimal(rate).normalize(), "f"),
        euro_rate_on=str(activity.euro_rate_on or ""),
        euro_rate_source=activity.euro_rate_source,
        source=activity.source,
    )


def _titles(record: Record, activity: Activity) -> tuple[Text, ...]:
    """The title changed in its place; another title in the same language makes room."""
    replaced = main_title(record)
    own = Text(TITLE, "", activity.language, activity.title)
    others = [each for each in record.titles if each.language != own.language]
    return (own, *(each for each in others if each != replaced))


def _descriptions(record: Record, activity: Activity) -> tuple[Text, ...]:
    others = tuple(each for each in record.descriptions if each.type not in GENERAL)
    if not activity.account:
        return ()
    return (Text(DESCRIPTION, "1", activity.language, activity.account), *others)


def _dates(dates: Dates, activity: Activity) -> Dates:
    """The days of the register, each as the kind of date that was known."""
    begun, ended = str(activity.started_on), str(activity.ended_on or "")
    start = "planned_start" if dates.planned_start and not dates.actual_start else "actual_start"
    end = "planned_end" if dates.planned_end and not dates.actual_end else "actual_end"
    days = dates._replace(**{start: begun})
    return days._replace(**{end: ended}) if ended else days._replace(planned_end="", actual_end="")


def _markers(record: Record, score: int | None) -> tuple[Marker, ...]:
    others = tuple(
        each
        for each in record.markers
        if (each.vocabulary, each.code) != (codes.DAC, codes.GENDER_EQUALITY)
    )
    if score is None:
        return others
    return (Marker(codes.DAC, "", codes.GENDER_EQUALITY, str(score), ()), *others)


def _elsewhere(record: Record, countries: Iterable[str]) -> Record:
    """Countries by hand: their shares are unknown, and so is where each transaction went."""
    places = tuple(Place(COUNTRY, "", code, "") for code in countries)
    transactions = tuple(
        each._replace(country="", region_vocabulary="", region="") for each in record.transactions
    )
    return replace(record, places=places, transactions=transactions)


def _committed(record: Record, activity: Activity) -> tuple[Transaction, ...]:
    """The amount by hand, as one commitment on the first day."""
    others = tuple(each for each in record.transactions if each.type != codes.COMMITMENT)
    if activity.amount is None:
        return others
    day = str(activity.started_on)
    one = Transaction(codes.COMMITMENT, day, activity.amount, activity.currency, day)
    return (one, *others)


def _completed(record: Record, activity: Activity, publisher: Publisher, on: date) -> Record:
    """With what the standard asks for of every activity."""
    missing: dict[str, Any] = {}
    reporter = _reporter(record.reporter, publisher)
    if reporter != record.reporter:
        missing["reporter"] = reporter
    if not record.organisations:
        missing["organisations"] = tuple(_organisations(activity))
    if not record.status:
        ended = activity.ended_on or activity.started_on
        missing["status"] = UNDER_WAY if ended > on else CLOSED
    if not record.descriptions:
        title = main_title(record)
        missing["descriptions"] = (Text(DESCRIPTION, "1", title.language, title.text),)
    return replace(record, **missing) if missing else record


def _reporter(reporter: Reporter, publisher: Publisher) -> Reporter:
    """Whoever reported it; ourselves where nobody did."""
    if not reporter.ref:
        return Reporter(publisher.ref, GOVERNMENT, None, (("en", publisher.name),))
    kind = reporter.type or codes.OTHER_ORGANISATION
    return reporter._replace(type=kind, names=reporter.names or (("", reporter.ref),))


def _organisations(activity: Activity) -> Iterable[Organisation]:
    """The body that did it, and those with whom."""
    yield Organisation(ACCOUNTABLE, "", GOVERNMENT, "", _name(activity.body))
    for partner in sorted(activity.partners.all(), key=lambda each: each.code):
        yield Organisation(IMPLEMENTING, "", GOVERNMENT, "", _name(partner))


def _name(body: Body) -> Texts:
    return tuple(body.name.texts.items())
