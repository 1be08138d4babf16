"""Which charts show the figures of a measure? The same for a page and for a report on paper.

Made from the rows of `indicators.tables`, whether these come from the database or from the
snapshot of a report; nothing is asked here, and no figure is changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from suivi.charts.definitions import (
    Axis,
    BarChart,
    Breaks,
    Chart,
    Column,
    Gap,
    Lines,
    Point,
    Reference,
    ShareBars,
    ShareRow,
    SmallMultiples,
    Spark,
    StackedBars,
)
from suivi.charts.definitions import Series as Drawn
from suivi.indicators.arithmetic import Absent, Count, Figure, Pair, as_percent, total
from suivi.indicators.models import Absence
from suivi.indicators.sentences import CENTS, Kind, Subject, is_number, plain, sentence
from suivi.indicators.tables import Series, Years, added_up
from suivi.ui.numbers_and_days import compact, percent, short_percent

# Signs of statistical offices; in every chart they stand with their words.
SIGNS: Final = {
    "not_available": ":",
    "not_applicable": "x",
    "nothing_to_report": "–",
    "not_yet_reported": "…",
    "confidential": "c",
}
SEX: Final = "sex"
MOST_LINES: Final = 4
MOST_PANELS: Final = 24
Named = Callable[[Series], str]


def headline(rows: Sequence[Series]) -> Series | None:
    """The row that stands for all: the total of all bodies, or the only row that is a whole."""
    wholes = [row for row in rows if not row.category_key]
    everyone = next((row for row in wholes if not row.body), None)
    if everyone is not None:
        return everyone
    if len(wholes) == 1 and len({row.body for row in rows}) == 1:
        return wholes[0]
    return rows[0] if len(rows) == 1 else None


def main_chart(
    subject: Subject, rows: Sequence[Series], years: Years, named: Named, sexes: Mapping[str, str]
) -> Chart | None:
    """The chart of a measure: its headline, else its parts by sex, else each of its rows.

    `named` names a row; `sexes` names the categories of the dimension of sex in their order. None
    when there is nothing to draw.
    """
    whole = headline(rows)
    if whole is not None:
        return bars(subject, whole, years) if _numbers(whole) else None
    by_sex = sex_chart(subject, rows, years, sexes)
    if by_sex is not None:
        return by_sex
    drawable = [row for row in rows if _numbers(row)]
    if not drawable:
        return None
    if len(drawable) <= MOST_LINES and _is_quotient(subject):
        return _lines(subject, drawable, years, named)
    return multiples(subject, drawable, years, named)


def bars(subject: Subject, row: Series, years: Years) -> BarChart:
    """One bar for each year; the baseline as a dashed line."""
    points = _points(subject, row, years.all)
    return BarChart(
        key=subject.key,
        title=subject.name,
        summary=sentence(subject, row, years),
        columns=_columns(years),
        points=points,
        axis=axis(subject),
        reference=_reference(points, years),
        breaks=_breaks(years),
        notes=_notes(points),
    )


def spark(subject: Subject, row: Series, years: Years) -> Spark:
    """The same bars, the size of a word."""
    return Spark(
        key=subject.key, title=subject.name, summary="", points=_points(subject, row, years.all)
    )


def _lines(subject: Subject, rows: Sequence[Series], years: Years, named: Named) -> Lines:
    """A line for each row, for a few rows of shares or ratios."""
    return Lines(
        key=subject.key,
        title=subject.name,
        summary=_of_rows(subject, rows, years, named),
        columns=_columns(years),
        series=_drawn(subject, rows, years, named),
        axis=axis(subject),
        breaks=_breaks(years),
        notes=_notes(point for row in rows for point in _points(subject, row, years.all)),
    )


def multiples(
    subject: Subject, rows: Sequence[Series], years: Years, named: Named
) -> SmallMultiples:
    """A small chart for each row, all to one scale."""
    shown = rows[:MOST_PANELS]
    notes = _notes(point for row in shown for point in _points(subject, row, years.all))
    if len(rows) > len(shown):
        drawn = {"shown": len(shown), "all": len(rows)}
        notes += (_("Drawn here: %(shown)s of %(all)s; the table has all.") % drawn,)
    return SmallMultiples(
        key=f"{subject.key}-each",
        title=subject.name,
        summary=_of_rows(subject, rows, years, named),
        columns=_columns(years),
        panels=_drawn(subject, shown, years, named),
        axis=axis(subject),
        breaks=_breaks(years),
        notes=notes,
    )


def body_chart(
    subject: Subject, rows: Sequence[Series], years: Years, named: Named
) -> SmallMultiples | None:
    """A small chart for each body, where several gave a figure for the whole."""
    wholes = [row for row in rows if row.body and not row.category_key and _numbers(row)]
    return multiples(subject, wholes, years, named) if len(wholes) > 1 else None


def _of_rows(subject: Subject, rows: Sequence[Series], years: Years, named: Named) -> str:
    """One sentence about the row with the largest newest figure, said to be that."""
    newest = max((year for row in rows for year in _numbers(row)), default=None)
    if newest is None:
        return sentence(subject, rows[0], years)
    given = [row for row in rows if newest in _numbers(row)]
    largest = max(given, key=lambda row: _value(subject, row.figures[newest]) or Fraction(0))
    name = f"{subject.name}, {named(largest)}"
    said = sentence(replace(subject, name=name, above="", below=""), largest, years)
    return _("Highest of %(number)s. %(sentence)s") % {"number": len(given), "sentence": said}


def sex_chart(
    subject: Subject, rows: Sequence[Series], years: Years, sexes: Mapping[str, str]
) -> ShareBars | None:
    """The parts by sex of each year, added over the bodies; None where they make no whole.

    Of shares only those that share their denominator make one: "women among diplomats" and "men
    among diplomats" do, "women granted asylum among women who asked" and the same of men do not.
    """
    by_sex = {code: [row for row in rows if row.category_key == f"{SEX}={code}"] for code in sexes}
    known = {code: found for code, found in by_sex.items() if found}
    if len(known) < 2 or subject.kind not in {Kind.COUNT, Kind.SHARE}:
        return None
    shares = {year: _parts(known, year) for year in years.all}
    told = {year: parts for year, parts in shares.items() if any(parts.values())}
    if not any(_make_a_whole(parts) for parts in told.values()):
        return None
    first = next(iter(known))
    pairs = _as_pairs(first, told)
    name = f"{subject.name}, {sexes[first]}"
    about = replace(subject, name=name, kind=Kind.SHARE, above="", below="")
    return ShareBars(
        key=f"{subject.key}-sex",
        title=subject.name,
        summary=sentence(about, Series("", "", pairs), years),
        names=(*(sexes[code] for code in known), *((_("not stated"),) if _rests(told) else ())),
        rows=tuple(_share_row(year, told[year], years, _rests(told)) for year in told),
        percent=lambda exact: percent(as_percent(exact).scaleb(-2)),
        tick=short_percent,
    )


def parts_chart(
    subject: Subject, rows: Sequence[Series], years: Years, categories: Mapping[str, str]
) -> StackedBars | None:
    """The categories of one dimension upon each other, added over the bodies.

    `categories` names the keys of a dimension whose parts may be added up. None when fewer than two
    or more than four have figures: more cannot be told apart.
    """
    if subject.kind not in {Kind.COUNT, Kind.AMOUNT}:
        return None
    whole = headline(rows)
    found = {key: [row for row in rows if row.category_key == key] for key in categories}
    told = {key: own for key, own in found.items() if any(map(_numbers, own))}
    if whole is None or not 2 <= len(told) <= MOST_LINES:
        return None
    added = [added_up(own, years) for own in told.values()]
    parts = [
        Drawn(categories[key], _points(subject, row, years.all))
        for key, row in zip(told, added, strict=True)
    ]
    totals = _points(subject, whole, years.all)
    return StackedBars(
        key=f"{subject.key}-parts",
        title=subject.name,
        summary=sentence(subject, whole, years),
        columns=_columns(years),
        parts=tuple(parts),
        totals=totals,
        axis=axis(subject),
        breaks=_breaks(years),
        notes=_notes([*totals, *(point for part in parts for point in part.points)]),
    )


Parts = Mapping[str, Figure | None]


def _parts(known: Mapping[str, Sequence[Series]], year: int) -> dict[str, Figure | None]:
    """For each sex the sum over bodies; a reason, when some body's part is missing for one."""
    found: dict[str, Figure | None] = {}
    for code, rows in known.items():
        figures = [row.figures[year] for row in rows if year in row.figures]
        added = total(figures, "sum")
        missing = [each for each in figures if isinstance(each, Absent)]
        lacking = [each for each in missing if each.reason != "not_applicable"]
        found[code] = (lacking[0] if lacking else added.figure) if figures else None
    return found


def _numerator(figure: Figure | None) -> int | None:
    if isinstance(figure, Count):
        return figure.number
    return figure.numerator if isinstance(figure, Pair) else None


def _whole(parts: Parts) -> int | None:
    """All of which these are parts; None when they are parts of several wholes, or not known."""
    numbers = [_numerator(figure) for figure in parts.values()]
    if any(number is None for number in numbers):
        return None
    added = sum(number or 0 for number in numbers)
    pairs = [figure for figure in parts.values() if isinstance(figure, Pair)]
    if not pairs:
        return added
    wholes = {pair.denominator for pair in pairs}
    return wholes.pop() if len(wholes) == 1 and added <= pairs[0].denominator else None


def _make_a_whole(parts: Parts) -> bool:
    return bool(_whole(parts))


def _rests(told: Mapping[int, Parts]) -> bool:
    """Whether in some year the parts do not add up to the whole."""
    return any(_rest(parts) for parts in told.values())


def _rest(parts: Parts) -> int:
    whole = _whole(parts)
    return 0 if whole is None else whole - sum(_numerator(each) or 0 for each in parts.values())


def _as_pairs(code: str, told: Mapping[int, Parts]) -> dict[int, Figure]:
    """The first sex as a share of the whole, year by year."""
    pairs: dict[int, Figure] = {}
    for year, parts in told.items():
        whole, own = _whole(parts), parts[code]
        if whole is not None:
            pairs[year] = Pair(_numerator(own) or 0, whole)
        elif isinstance(own, Absent):
            pairs[year] = own
    return pairs


def _share_row(year: int, parts: Parts, years: Years, has_rest: bool) -> ShareRow:
    whole = _whole(parts)
    points = [
        Point(gap=_gap(each.reason))
        if isinstance(each, Absent)
        else Point(gap=nothing_given())
        if each is None
        else _counted(Fraction(_numerator(each) or 0))
        for each in parts.values()
    ]
    if has_rest:
        points.append(_counted(Fraction(_rest(parts))))
    return ShareRow(
        _("%(year)s (baseline)") % {"year": year} if year == years.baseline else str(year),
        tuple(points),
        "" if whole is None else plain(Fraction(whole)),
        note=_("not defined"),
    )


def _counted(number: Fraction) -> Point:
    return Point(number, plain(number))


def axis(subject: Subject) -> Axis:
    """How values are written along an axis: shares in per cent, large numbers short."""
    if subject.kind == Kind.SHARE:
        return Axis(short_percent)
    if subject.kind == Kind.RATIO:
        return Axis(compact)
    return Axis(compact, subject.unit, is_whole=subject.kind != Kind.AMOUNT)


def nothing_given() -> Gap:
    """Nobody said anything."""
    return Gap("·", _("nothing given"))


def _gap(reason: str) -> Gap:
    return Gap(SIGNS[reason], str(Absence(reason).label), is_hidden=reason == "confidential")


def _is_quotient(subject: Subject) -> bool:
    return subject.kind in {Kind.SHARE, Kind.RATIO}


def _value(subject: Subject, figure: Figure | None) -> Fraction | None:
    """The exact number that is drawn: a quotient, a count, an amount in whole units."""
    if isinstance(figure, Count):
        number = Fraction(figure.number)
        return number / CENTS if subject.kind == Kind.AMOUNT else number
    return figure.quotient if isinstance(figure, Pair) else None


def _point(subject: Subject, row: Series, year: int) -> Point:
    figure = row.figures.get(year)
    if isinstance(figure, Absent):
        return Point(gap=_gap(figure.reason))
    value = _value(subject, figure)
    if value is None:
        gap = nothing_given() if figure is None else Gap("/", _("not defined"))
        return Point(gap=gap)
    made_of = row.totals.get(year)
    is_incomplete = made_of is not None and not made_of.is_complete
    text = percent(as_percent(value).scaleb(-2)) if subject.is_share else compact(value)
    return Point(value, f"{text}*" if is_incomplete else text, is_incomplete=is_incomplete)


def _points(subject: Subject, row: Series, years: Iterable[int]) -> tuple[Point, ...]:
    return tuple(_point(subject, row, year) for year in years)


def _numbers(row: Series) -> list[int]:
    """The years for which there is something to draw."""
    return [year for year, figure in row.figures.items() if is_number(figure)]


def _columns(years: Years) -> tuple[Column, ...]:
    return tuple(
        Column(str(year), _("baseline"), is_base=True)
        if year == years.baseline
        else Column(str(year))
        for year in years.all
    )


def _drawn(
    subject: Subject, rows: Sequence[Series], years: Years, named: Named
) -> tuple[Drawn, ...]:
    return tuple(Drawn(named(row), _points(subject, row, years.all)) for row in rows)


def _reference(points: Sequence[Point], years: Years) -> Reference | None:
    """The baseline, where it has a figure and other years follow it."""
    if years.baseline is None or years.baseline not in years.all or len(points) < 2:
        return None
    place = list(years.all).index(years.baseline)
    value = points[place].value
    if value is None or points[place].is_incomplete:
        return None
    return Reference(place, value, str(years.baseline), points[place].label)


def _breaks(years: Years) -> Breaks:
    places = {place for place, year in enumerate(years.all) if year in years.breaks and place}
    return Breaks(frozenset(places), _("new definition"))


def _notes(points: Iterable[Point]) -> tuple[str, ...]:
    has_incomplete = any(point.is_incomplete for point in points)
    return (_("* One part or more is missing from this total."),) if has_incomplete else ()
