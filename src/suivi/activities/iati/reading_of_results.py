"""Which results does an activity report: indicators with baseline, target and actual values?"""

from collections.abc import Iterator

from suivi.activities.iati.elements import Node
from suivi.activities.iati.records import ACTUAL, BASELINE, TARGET, Indicator, ResultValue
from suivi.activities.iati.values import Reading, tidy, whole, yes_or_no


def indicators(reading: Reading) -> tuple[Indicator, ...]:
    """The indicators of all results, each with its result."""
    return tuple(
        _indicator(reading, number, result, node)
        for number, result in enumerate(reading.node.all("result"), start=1)
        for node in result.all("indicator")
    )


def _indicator(reading: Reading, number: int, result: Node, node: Node) -> Indicator:
    return Indicator(
        result=number,
        result_type=reading.coded(result, "ResultType", "type"),
        result_titles=reading.texts(result.first("title")),
        result_descriptions=reading.texts(result.first("description")),
        measure=reading.coded(node, "IndicatorMeasure", "measure"),
        ascending=yes_or_no(node.get("ascending")),
        titles=reading.texts(node.first("title")),
        descriptions=reading.texts(node.first("description")),
        references=tuple(
            (each.get("vocabulary"), each.get("code"), each.get("indicator-uri"))
            for each in node.all("reference")
        ),
        values=tuple(_values(reading, node)),
    )


def _values(reading: Reading, node: Node) -> Iterator[ResultValue]:
    for baseline in node.all("baseline"):
        day = baseline.get("iso-date")
        on = reading.written_day(day, baseline) if day else ""
        year = whole(baseline.get("year"))
        yield _value(reading, BASELINE, baseline, on, "", "" if year is None else str(year))
    for period in node.all("period"):
        start, end = _end(reading, period, "period-start"), _end(reading, period, "period-end")
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


def _end(reading: Reading, period: Node, name: str) -> str:
    child = period.first(name)
    return reading.day(child) if child is not None else ""
