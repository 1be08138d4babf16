"""Which results does an activity report: indicators with baseline, target and actual values?"""

from collections.abc import Iterator
from typing import Final

from suivi.activities.iati.elements import Node
from suivi.activities.iati.records import ACTUAL, BASELINE, TARGET, Indicator, ResultValue
from suivi.activities.iati.values import Reading, tidy, whole, yes_or_no

# The standard asks for a title; real files leave it out.
UNTITLED: Final = (("", "–"),)


def indicators(reading: Reading) -> tuple[Indicator, ...]:
    """The indicators of all results, each with its result; a result without any is left out."""
    results = [each for each in reading.node.all("result") if each.first("indicator")]
    return tuple(
        _indicator(reading, number, result, node)
        for number, result in enumerate(results, start=1)
        for node in result.all("indicator")
    )


def _indicator(reading: Reading, number: int, result: Node, node: Node) -> Indicator:
    references = (
        (each.get("vocabulary"), each.get("code"), each.get("indicator-uri"))
        for each in node.all("reference")
    )
    return Indicator(
        result=number,
        result_type=reading.coded(result, "ResultType", "type"),
        result_titles=reading.texts(result.first("title")) or UNTITLED,
        result_descriptions=reading.texts(result.first("description")),
        measure=reading.coded(node, "IndicatorMeasure", "measure"),
        ascending=yes_or_no(node.get("ascending")),
        titles=reading.texts(node.first("title")) or UNTITLED,
        descriptions=reading.texts(node.first("description")),
        references=tuple(each for each in references if each[0] and each[1]),
        values=tuple(sorted(_values(reading, node), key=_place_of)),
    )


def _place_of(value: ResultValue) -> tuple[bool, str, str, bool]:
    """Baselines first, then period by period, targets before actual values."""
    return value.kind != BASELINE, value.starts_on, value.ends_on, value.kind == ACTUAL


def _values(reading: Reading, node: Node) -> Iterator[ResultValue]:
    for baseline in node.all("baseline"):
        day = baseline.get("iso-date")
        on = reading.written_day(day, baseline) if day else ""
        year = whole(baseline.get("year"))
        if year is None and not on:
            reading.flaw("no_date", baseline, element="baseline")
        yield _value(reading, BASELINE, baseline, on, "", on[:4] if year is None else str(year))
    for period in node.all("period"):
        start, end = reading.day_in(period, "period-start"), reading.day_in(period, "period-end")
        for kind in (TARGET, ACTUAL):
            for each in period.all(kind):
                yield _value(reading, kind, each, start, end, "")


def _value(
    reading: Reading, kind: str, node: Node, starts_on: str, ends_on: str, year: str
) -> ResultValue:
    dimensions = tuple((d.get("name"), d.get("value")) for d in node.all("dimension"))
    comments = reading.texts(node.first("comment"))
    value = tidy(node.get("value"))
    return ResultValue(kind, starts_on, ends_on, year, value, dimensions, comments)
