"""How are activities drawn: over time, and over the world?"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.activities import telling
from suivi.activities.queries.overview import Month
from suivi.charts.definitions import Axis, BarChart, Column, CountryMap, Place, Point
from suivi.charts.maps import is_drawn, steps_for
from suivi.ui.numbers_and_days import compact, country, figure, step_names

# More months than this are drawn as years.
MOST_MONTHS: Final = 72


def timeline(months: Sequence[Month]) -> BarChart | None:
    """Months from the first to the last, those without any too; years when they are many."""
    if not months:
        return None
    counts = {month.first_day: month.count for month in months}
    first, last = months[0].first_day, months[-1].first_day
    total = sum(counts.values())
    most = max(counts, key=lambda day: (counts[day], day))
    facts = {
        "number": figure(total),
        "first": telling.month(first),
        "last": telling.month(last),
        "most": telling.month(most),
        "count": figure(counts[most]),
    }
    said = ngettext(
        "%(number)s activity, in %(most)s.",
        "%(number)s activities from %(first)s to %(last)s; most in %(most)s (%(count)s).",
        total,
    )
    columns, points = _by_month(counts, first, last)
    return BarChart(
        key="timeline",
        title=_("Activities over time"),
        summary=said % facts,
        columns=columns,
        points=points,
        axis=Axis(compact, _("activities"), is_whole=True),
    )


def _by_month(
    counts: Mapping[date, int], first: date, last: date
) -> tuple[tuple[Column, ...], tuple[Point, ...]]:
    number = (last.year - first.year) * 12 + last.month - first.month + 1
    if number > MOST_MONTHS:
        years = range(first.year, last.year + 1)
        sums = [sum(n for day, n in counts.items() if day.year == year) for year in years]
        return tuple(Column(str(year)) for year in years), tuple(map(_point, sums))
    days = [
        date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 1)
        for at in range(number)
    ]
    # Of months only the first of each year is named, as on a calendar; a few are named each.
    columns = [
        Column(str(day.year) if day.month == 1 or (number <= 12 and day == first) else "")
        for day in days
    ]
    if not any(column.label for column in columns):
        columns[0] = Column(str(first.year))
    return tuple(columns), tuple(_point(counts.get(day, 0)) for day in days)


def _point(count: int) -> Point:
    return Point(Fraction(count), figure(count))


def country_map(counts: Sequence[tuple[str, int]]) -> CountryMap | None:
    """How many activities each country has; what the map does not have, the notes name."""
    if not counts:
        return None
    numbers = [count for _code, count in counts]
    steps = steps_for(numbers)
    code, most = max(counts, key=lambda each: each[1])
    facts = {"number": len(counts), "most": country(code), "count": figure(most)}
    said = ngettext(
        "Activities in %(number)s country: %(most)s (%(count)s).",
        "Activities in %(number)s countries; most in %(most)s (%(count)s).",
        len(counts),
    )
    if numbers.count(most) == len(counts) > 1:
        said = _("Activities in %(number)s countries, as many in each (%(count)s).")
    return CountryMap(
        key="countries",
        title=_("Activities by country"),
        summary=said % facts,
        places=tuple(Place(code, n, country(code), figure(n)) for code, n in counts),
        steps=steps,
        legend=step_names(steps, max(numbers)),
        notes=_notes(counts),
    )


def country_alone(code: str, count: int) -> CountryMap:
    """Where on the map a country is, and how many activities it has."""
    said = ngettext(
        "%(number)s activity in %(country)s.", "%(number)s activities in %(country)s.", count
    )
    name = country(code)
    return CountryMap(
        key="country",
        title=name,
        summary=said % {"number": figure(count), "country": name},
        places=(Place(code, count, name, figure(count)),),
        steps=(1,),
        legend=(name,),
        notes=_notes([(code, count)]),
    )


def _notes(counts: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    borders = _(
        "Borders are those of Natural Earth, simplified; they imply no opinion on the status of "
        "any territory. Small states are drawn as points."
    )
    missing = [country(code) for code, _count in counts if not is_drawn(code)]
    if not missing:
        return (borders,)
    return (borders, _("Not on the map: %(names)s.") % {"names": ", ".join(missing)})
