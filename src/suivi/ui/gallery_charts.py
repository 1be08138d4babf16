"""How does each kind of chart look, with data that is awkward to draw?"""

from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.charts.definitions import (
    Axis,
    BarChart,
    Breaks,
    Chart,
    Column,
    CountryMap,
    Gap,
    Lines,
    Place,
    Point,
    Reference,
    Series,
    ShareBars,
    ShareRow,
    SmallMultiples,
    StackedBars,
)
from suivi.charts.maps import steps_for
from suivi.ui import numbers_and_days as said

YEARS: Final = (Column("2012"), Column("2013"), Column("2014"), Column("2015"))
# Names as long as they come, and longer than any word in English.
LONG: Final = (
    "Föderaler Öffentlicher Dienst Auswärtige Angelegenheiten, Außenhandel und "
    "Entwicklungszusammenarbeit",
    "Generalkommissariat für Flüchtlinge und Staatenlose",
    "Gleichstellungsbeauftragtenkoordinierungsausschussgeschäftsstelle",
)


def _number(value: Fraction) -> str:
    return said.compact(value)


def _share(value: Fraction) -> str:
    return said.percent(said.decimal(value))


def _counted(*numbers: int | Gap) -> tuple[Point, ...]:
    return tuple(
        Point(gap=each) if isinstance(each, Gap) else Point(Fraction(each), _number(Fraction(each)))
        for each in numbers
    )


def _shared(*pairs: tuple[int, int] | Gap) -> tuple[Point, ...]:
    return tuple(
        Point(gap=each)
        if isinstance(each, Gap)
        else Point(Fraction(*each), _share(Fraction(*each)))
        for each in pairs
    )


def charts() -> list[Chart]:
    """Each kind once or twice."""
    return [
        _shares_over_years(),
        _zero_and_gaps(),
        _one_point(),
        _large(),
        _changes(),
        _stacked(),
        _by_sex(),
        _lines(),
        _multiples(),
        _months(),
        _map(),
    ]


def _people() -> Axis:
    return Axis(_number, _("people"), is_whole=True)


def _missing() -> Gap:
    return Gap(":", _("not available"))


def _hidden() -> Gap:
    return Gap("c", _("cannot be disclosed"), is_hidden=True)


def _facts(key: str, title: str) -> dict[str, Any]:
    return {"key": f"gallery-{key}", "title": title, "summary": _("The sentence of the chart.")}


def _shares_over_years() -> Chart:
    points = _shared((68, 1000), (71, 1164), (79, 952), (101, 930))
    return BarChart(
        **_facts("shares", _("Shares, with the baseline")),
        columns=(Column("2012", _("baseline"), is_base=True), *YEARS[1:]),
        points=points,
        axis=Axis(said.short_percent),
        reference=Reference(0, Fraction(68, 1000), "2012", points[0].label),
        breaks=Breaks(frozenset({3}), _("new definition")),
    )


def _zero_and_gaps() -> Chart:
    return BarChart(
        **_facts("gaps", _("Zero, nothing given, not available, cannot be disclosed")),
        columns=(*YEARS, Column("2016")),
        points=_counted(0, Gap("·", _("nothing given")), _missing(), _hidden(), 12),
        axis=_people(),
    )


def _one_point() -> Chart:
    return BarChart(
        **_facts("one", _("One point alone")),
        columns=YEARS[3:],
        points=_counted(7),
        axis=_people(),
    )


def _large() -> Chart:
    points = _counted(1_250_000_000, 987_654_321, 1_730_000_000, 2_450_000_000)
    return BarChart(
        **_facts("large", _("Very large numbers, the last one incomplete")),
        columns=YEARS,
        points=(*points[:3], Point(points[3].value, f"{points[3].label}*", is_incomplete=True)),
        axis=Axis(_number, "EUR"),
        notes=(_("* One part or more is missing from this total."),),
    )


def _changes() -> Chart:
    changes = ((Fraction(15, 1000), "+1.5"), (Fraction(-32, 1000), "−3.2"), (Fraction(0), "±0"))
    return BarChart(
        **_facts("changes", _("Changes above and below zero, with long names")),
        columns=tuple(map(Column, LONG)),
        points=tuple(Point(value, label) for value, label in changes),
        axis=Axis(said.short_percent),
        is_lying=True,
    )


def _stacked() -> Chart:
    return StackedBars(
        **_facts("stacked", _("Parts upon each other")),
        columns=YEARS,
        parts=(
            Series(_("women"), _counted(12, 15, 21, _hidden())),
            Series(_("men"), _counted(40, 38, 39, 41)),
            Series(_("unknown"), _counted(3, 0, 2, 1)),
        ),
        totals=(*_counted(55, 53, 62), Point(Fraction(42), "42*", is_incomplete=True)),
        axis=_people(),
        notes=(_("* One part or more is missing from this total."),),
    )


def _by_sex() -> Chart:
    rows = [(68, 932, 0, 12), (71, 1093, 1, 0), (79, 873, 0, 0)]
    return ShareBars(
        **_facts("sexes", _("Shares of a whole")),
        names=(_("women"), _("men"), _("other"), _("unknown")),
        rows=(
            *(
                ShareRow(column.label, _counted(*row), _number(Fraction(sum(row))))
                for column, row in zip(YEARS, rows, strict=False)
            ),
            ShareRow("2015", (Point(gap=_hidden()), *_counted(873, 0, 0)), ""),
        ),
        percent=_share,
        tick=said.short_percent,
    )


def _lines() -> Chart:
    return Lines(
        **_facts("lines", _("Several series, with a gap and a new definition")),
        columns=(*YEARS, Column("2016")),
        series=(
            Series(LONG[1], _shared((92, 400), (96, 402), _missing(), (107, 404), (120, 410))),
            Series(_("Defence"), _shared((68, 1000), (71, 1000), (79, 952), (80, 940), (99, 940))),
            Series(_("Justice"), _shared((70, 1000), (75, 1000), (82, 952), (86, 940), (95, 940))),
        ),
        axis=Axis(said.short_percent),
        breaks=Breaks(frozenset({4}), _("new definition")),
    )


def _multiples() -> Chart:
    return SmallMultiples(
        **_facts("multiples", _("One small chart for each body, all to one scale")),
        columns=YEARS,
        panels=(
            Series(LONG[0], _counted(120, 130, 125, 160)),
            Series(_("Defence"), _counted(12, _hidden(), _missing(), 0)),
            Series(_("Justice"), _counted(45, 48, 52, 61)),
            Series(LONG[2], _counted(5, 5, 6, 8)),
        ),
        axis=_people(),
    )


def _months() -> Chart:
    counts = [(place * 7) % 11 for place in range(36)]
    return BarChart(
        **_facts("months", _("Many months")),
        columns=tuple(Column("" if place % 12 else str(2013 + place // 12)) for place in range(36)),
        points=_counted(*counts),
        axis=Axis(_number, _("activities"), is_whole=True),
    )


def _map() -> Chart:
    counts = {"CD": 34, "ML": 12, "BE": 9, "AF": 8, "RW": 3, "MT": 1, "SG": 2}
    return CountryMap(
        **_facts("map", _("A map of countries")),
        places=tuple(
            Place(code, count, said.country(code), said.figure(count))
            for code, count in counts.items()
        ),
        steps=steps_for(list(counts.values())),
        legend=said.step_names(steps_for(list(counts.values())), max(counts.values())),
    )
