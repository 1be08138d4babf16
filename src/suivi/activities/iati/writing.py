"""How is a record written as XML that the published schema (2.03) takes?

Elements stand in the order of the schema. Texts that XML cannot hold (controls) are dropped; marks
are escaped by the standard library. A file is made piece by piece, whatever its size.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from suivi.activities.iati import own
from suivi.activities.iati.records import (
    BASELINE,
    COUNTRY,
    Budget,
    Document,
    Indicator,
    Organisation,
    Place,
    Record,
    Reporter,
    ResultValue,
    Text,
    Texts,
    Transaction,
)

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DATES: Final = (
    ("planned_start", "1"),
    ("actual_start", "2"),
    ("planned_end", "3"),
    ("actual_end", "4"),
)
Attributes = Mapping[str, str]


def written(records: Iterable[Record], *, at: datetime) -> Iterator[str]:
    """A file of activities, piece by piece; `at` is when it is made."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<iati-activities version="2.03" generated-datetime="{moment}">\n'
    for record in records:
        yield "".join(activity(record))
    yield "</iati-activities>\n"


def activity(record: Record) -> Iterator[str]:
    """The element of one activity."""
    yield f"<iati-activity{_attributes(_of_activity(record))}>\n"
    yield element("iati-identifier", {}, escape(_clean(record.identifier)))
    yield _reporter(record.reporter)
    yield element("title", {}, _narratives((t.language, t.text) for t in record.titles))
    yield from _descriptions(record.descriptions)
    yield from (_organisation(each) for each in record.organisations)
    yield element("activity-status", {"code": record.status})
    for name, kind in _DATES:
        day = getattr(record.dates, name)
        yield element("activity-date", {"iso-date": day, "type": kind}) if day else ""
    yield from (_place(each) for each in sorted(record.places, key=lambda each: each.kind))
    yield from _coded(record)
    yield from (_budget(each) for each in record.budgets)
    yield from (_transaction(each) for each in record.transactions)
    yield from (_document(each) for each in record.documents)
    yield from _results(record.indicators)
    facts = own.written(record.own)
    if facts:
        yield f'<suivi:activity xmlns:suivi="{own.NAMESPACE}"{_attributes(facts)}/>\n'
    yield "</iati-activity>\n"


def element(name: str, attributes: Attributes, inside: str = "") -> str:
    """An element; attributes without value are left out."""
    head = f"{name}{_attributes(attributes)}"
    return f"<{head}>{inside}</{name}>\n" if inside else f"<{head}/>\n"


def _attributes(attributes: Attributes) -> str:
    given = ((name, value) for name, value in attributes.items() if value != "")
    return "".join(f" {name}={quoteattr(_clean(value))}" for name, value in given)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _narratives(texts: Iterable[tuple[str, str]]) -> str:
    return "".join(
        element("narrative", {"xml:lang": language}, escape(_clean(text)))
        for language, text in texts
    )


def _of_activity(record: Record) -> Attributes:
    return {
        "last-updated-datetime": record.last_updated,
        "humanitarian": _truth(record.humanitarian),
        "hierarchy": "" if record.hierarchy is None else str(record.hierarchy),
    }


def _truth(fact: bool | None) -> str:
    return "" if fact is None else str(int(fact))


def _reporter(one: Reporter) -> str:
    facts = {"ref": one.ref, "type": one.type, "secondary-reporter": _truth(one.secondary)}
    return element("reporting-org", facts, _narratives(one.names))


def _descriptions(texts: Iterable[Text]) -> Iterator[str]:
    """A description for each type, its languages together."""
    for kind, found in groupby(sorted(texts, key=lambda each: each.type), lambda each: each.type):
        languages = _narratives((each.language, each.text) for each in found)
        yield element("description", {"type": kind}, languages)


def _organisation(one: Organisation) -> str:
    facts = {"role": one.role, "ref": one.ref, "type": one.type, "activity-id": one.activity_ref}
    return element("participating-org", facts, _narratives(one.names))


def _place(one: Place) -> str:
    name = "recipient-country" if one.kind == COUNTRY else "recipient-region"
    facts = {"code": one.code, "vocabulary": one.vocabulary, "percentage": one.percentage}
    return element(name, facts)


def _coded(record: Record) -> Iterator[str]:
    """Sectors, tags, humanitarian scopes and policy markers."""
    for name, entries in (
        ("sector", record.sectors),
        ("tag", record.tags),
        ("humanitarian-scope", record.scopes),
        ("policy-marker", record.markers),
    ):
        for entry in entries:
            facts = {
                field.replace("_", "-"): fact
                for field, fact in entry._asdict().items()
                if field != "names"
            }
            yield element(name, facts, _narratives(entry.names))


def amount(hundredths: int) -> str:
    """Hundredths as a decimal: 125050 → "1250.50"."""
    return str(Decimal(hundredths).scaleb(-2))


def _value(hundredths: int, currency: str, day: str) -> str:
    return element("value", {"currency": currency, "value-date": day}, amount(hundredths))


def _budget(one: Budget) -> str:
    inside = (
        element("period-start", {"iso-date": one.starts_on}),
        element("period-end", {"iso-date": one.ends_on}),
        _value(one.amount, one.currency, one.valued_on),
    )
    return element("budget", {"type": one.type, "status": one.status}, "".join(inside))


def _transaction(one: Transaction) -> str:
    region = {"code": one.region, "vocabulary": one.region_vocabulary}
    inside = [
        element("transaction-type", {"code": one.type}),
        element("transaction-date", {"iso-date": one.on}),
        _value(one.amount, one.currency, one.valued_on),
        _if(one.descriptions, "description", {}, one.descriptions),
        _if(
            one.provider or one.provider_ref,
            "provider-org",
            {"ref": one.provider_ref},
            one.provider,
        ),
        _if(
            one.receiver or one.receiver_ref,
            "receiver-org",
            {"ref": one.receiver_ref},
            one.receiver,
        ),
        *(element("sector", {"vocabulary": name, "code": code}) for name, code in one.sectors),
        _if(one.country, "recipient-country", {"code": one.country}, ()),
        _if(one.region, "recipient-region", region, ()),
    ]
    facts = {"ref": one.reference, "humanitarian": _truth(one.humanitarian)}
    return element("transaction", facts, "".join(inside))


def _party(name: str, ref: str, names: Texts) -> str:
    return _if(ref or names, name, {"ref": ref}, names)


def _if(given: object, name: str, attributes: Attributes, texts: Texts) -> str:
    return element(name, attributes, _narratives(texts)) if given else ""


def _document(one: Document) -> str:
    inside = [
        element("title", {}, _narratives(one.titles)),
        *(element("category", {"code": code}) for code in one.categories),
        *(element("language", {"code": code}) for code in one.languages),
        element("document-date", {"iso-date": one.dated}) if one.dated else "",
    ]
    return element("document-link", {"url": one.url, "format": one.format}, "".join(inside))


def _results(indicators: Iterable[Indicator]) -> Iterator[str]:
    """The indicators, those of one result together."""
    for _number, group in groupby(indicators, lambda each: each.result):
        found = list(group)
        inside = [
            element("title", {}, _narratives(found[0].result_titles)),
            _if(found[0].result_descriptions, "description", {}, found[0].result_descriptions),
            *(_indicator(each) for each in found),
        ]
        yield element("result", {"type": found[0].result_type}, "".join(inside))


def _indicator(one: Indicator) -> str:
    baselines = [each for each in one.values if each.kind == BASELINE]
    others = [each for each in one.values if each.kind != BASELINE]
    inside = [
        element("title", {}, _narratives(one.titles)),
        _if(one.descriptions, "description", {}, one.descriptions),
        *(
            element("reference", {"vocabulary": name, "code": code, "indicator-uri": address})
            for name, code, address in one.references
        ),
        *(_result_value(each) for each in baselines),
        *_periods(others),
    ]
    facts = {"measure": one.measure, "ascending": _truth(one.ascending)}
    return element("indicator", facts, "".join(inside))


def _periods(values: Iterable[ResultValue]) -> Iterator[str]:
    """The periods, each with its targets before its actual values, as they stand."""
    periods: dict[tuple[str, str], list[ResultValue]] = {}
    for each in values:
        periods.setdefault((each.starts_on, each.ends_on), []).append(each)
    for (start, end), found in periods.items():
        days = (("period-start", start), ("period-end", end))
        inside = [element(name, {"iso-date": day}) for name, day in days if day]
        yield element("period", {}, "".join([*inside, *map(_result_value, found)]))


def _result_value(one: ResultValue) -> str:
    facts = {"value": one.value}
    if one.kind == BASELINE:
        facts = {"year": one.year, "iso-date": one.starts_on, **facts}
    inside = [
        *(element("dimension", {"name": name, "value": value}) for name, value in one.dimensions),
        _if(one.comments, "comment", {}, one.comments),
    ]
    return element(one.kind, facts, "".join(inside))
