"""How are a few series drawn as lines, and many as small charts side by side?"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from suivi.charts.bars import values_of
from suivi.charts.definitions import Lines, Point, Series, SmallMultiples
from suivi.charts.frame import (
    Upright,
    below,
    column_names,
    draw_breaks,
    draw_gap,
    draw_reference,
    gaps_in,
    is_wide,
    reference_gutter,
    upright,
)
from suivi.charts.letters import wrapped
from suivi.charts.scale import Scale, ticks
from suivi.charts.sheet import Sheet, leading, n, size_of, text_width

LOOKS: Final = 4
_PANEL: Final = 72
_APART: Final = 24


def draw_lines(chart: Lines, sheet: Sheet) -> Fraction:
    """Draws, and gives the height of the sheet."""
    values = [value for each in chart.series for value in values_of(each.points)]
    extra = [chart.reference.value] if chart.reference else []
    names = _name_room(chart, sheet)
    gutter = max(names, reference_gutter(chart.reference))
    frame = upright(sheet, len(chart.columns), chart.axis, [*values, *extra], gutter=gutter)
    draw_breaks(frame, chart.breaks)
    draw_reference(frame, chart.reference)
    for number, each in enumerate(chart.series):
        _series(frame, chart, number, each)
    points = [point for each in chart.series for point in each.points]
    _gaps(frame, chart)
    if names:
        _names(frame, chart.series)
    y = column_names(frame, chart.columns)
    if len(chart.series) > 1 and not names:
        y = _line_key(sheet, chart.series, y + 6)
    return below(sheet, y, gaps_in(points), chart.notes)


def _name_room(chart: Lines, sheet: Sheet) -> Fraction:
    """Room for names at the end of the lines: on a wide sheet, and when there are several."""
    if len(chart.series) < 2 or not is_wide(sheet) or chart.reference:
        return Fraction(0)
    return min(max(text_width(_named(each)) for each in chart.series) + 14, Fraction(180))


def _named(series: Series) -> str:
    """The name of a line with its last value: "Defence 10.5 %"."""
    last = next((point for point in reversed(series.points) if point.value is not None), None)
    return f"{series.name} {last.label}" if last else series.name


def _series(frame: Upright, chart: Lines, number: int, series: Series) -> None:
    """The line in its unbroken stretches, its marks, and the values of a single series."""
    look = number % LOOKS
    for stretch in _stretches(series.points, chart.breaks.before):
        steps = [f"{n(frame.middle(place))} {n(frame.scale.at(value))}" for place, value in stretch]
        if len(steps) > 1:
            frame.sheet.path(f"line{look + 1}", "M" + "L".join(steps))
        for place, value in stretch:
            _mark(frame.sheet, look, frame.middle(place), frame.scale.at(value))
    if len(chart.series) > 1:
        return
    for place, point in enumerate(series.points):
        if point.value is not None:
            y = frame.scale.at(point.value) - 9
            frame.sheet.text(point.label, frame.middle(place), y, "value", "middle")


def _stretches(
    points: Sequence[Point], breaks: frozenset[int]
) -> Iterator[list[tuple[int, Fraction]]]:
    stretch: list[tuple[int, Fraction]] = []
    for place, point in enumerate(points):
        if stretch and (point.value is None or place in breaks):
            yield stretch
            stretch = []
        if point.value is not None:
            stretch.append((place, point.value))
    if stretch:
        yield stretch


def _mark(sheet: Sheet, look: int, x: Fraction, y: Fraction) -> None:
    """Circle, square, triangle, diamond: each series has its own."""
    if look == 0:
        sheet.circle("mark", x, y, 4)
    elif look == 1:
        sheet.rect("mark", x - Fraction(7, 2), y - Fraction(7, 2), 7, 7)
    else:
        shape = "l4.5 8h-9z" if look == 2 else "l4.5 4.5l-4.5 4.5l-4.5 -4.5z"
        sheet.path("mark", f"M{n(x)} {n(y - (5 if look == 2 else Fraction(9, 2)))}{shape}")


def _gaps(frame: Upright, chart: Lines) -> None:
    """The sign of a gap stands on the line of zero, once for a column."""
    for place in range(len(chart.columns)):
        for gap in gaps_in(each.points[place] for each in chart.series)[:1]:
            draw_gap(frame, place, gap)


def _names(frame: Upright, series: Sequence[Series]) -> None:
    """The names at the ends of their lines, apart from each other."""
    ends = []
    for number, each in enumerate(series):
        last = next((p.value for p in reversed(each.points) if p.value is not None), None)
        if last is not None:
            ends.append((frame.scale.at(last), number, _named(each)))
    lowest = frame.top - _APART
    for y, number, name in sorted(ends):
        lines = wrapped(name, frame.sheet.width - frame.right - 14, size_of("small"))
        at = max(y + 4, lowest + 4)
        _mark(frame.sheet, number % LOOKS, frame.right + 2, at - 4)
        lowest = frame.sheet.texts(lines, frame.right + 12, at, "small")


def _line_key(sheet: Sheet, series: Sequence[Series], y: Fraction) -> Fraction:
    """On a narrow sheet the names stand below, each with its mark."""
    for number, each in enumerate(series):
        look = number % LOOKS
        sheet.line(f"line{look + 1}", 0, y - 4, 26, y - 4)
        _mark(sheet, look, Fraction(13), y - 4)
        y = sheet.wrapped(_named(each), 34, y, sheet.width - 34)
    return y


def draw_multiples(chart: SmallMultiples, sheet: Sheet) -> Fraction:
    """Draws, and gives the height of the sheet."""
    values = [value for panel in chart.panels for value in values_of(panel.points)]
    known = ticks(values, is_whole=chart.axis.is_whole, most=2)
    across = min(3 if is_wide(sheet) else 1, max(len(chart.panels), 1))
    wide = (Fraction(sheet.width) - _APART * (across - 1)) / across
    y = Fraction(0)
    if chart.axis.unit:
        sheet.text(chart.axis.unit, 0, size_of("small"), "small")
        y += leading("small") + 4
    for first in range(0, len(chart.panels), across):
        row = chart.panels[first : first + across]
        names = [wrapped(panel.name, wide, size_of("strong")) for panel in row]
        top = y + leading() * max(map(len, names)) + 22
        for place, (panel, lines) in enumerate(zip(row, names, strict=True)):
            left = (wide + _APART) * place
            sheet.texts(lines, left, y + 13, "strong")
            scale = Scale(tuple(known), top, Fraction(_PANEL))
            _panel(
                sheet,
                chart,
                panel,
                Upright(sheet, scale, left, left + wide, wide / max(len(chart.columns), 1)),
            )
        y = top + _PANEL + leading() + 18
    gaps = gaps_in(point for panel in chart.panels for point in panel.points)
    return below(sheet, y, gaps, chart.notes)


def _panel(sheet: Sheet, chart: SmallMultiples, panel: Series, frame: Upright) -> None:
    """One small chart: the lines of zero and of the largest tick, bars, their values, the years."""
    for tick in frame.scale.ticks:
        role = "axis" if tick == 0 else "grid"
        sheet.line(role, frame.left, frame.scale.at(tick), frame.right, frame.scale.at(tick))
    has_room = all(text_width(point.label) <= frame.slot + 4 for point in panel.points)
    for place, point in enumerate(panel.points):
        if point.gap is not None:
            draw_gap(frame, place, point.gap)
        if point.value is None:
            continue
        zero, end = frame.scale.zero, frame.scale.at(point.value)
        hatch = "hatch" if point.is_incomplete else ""
        x = frame.middle(place) - frame.bar / 2
        role = "base" if chart.columns[place].is_base else "bar"
        sheet.rect(role, x, min(zero, end), frame.bar, abs(zero - end), pattern=hatch)
        if has_room or place == len(panel.points) - 1:
            sheet.text(point.label, frame.middle(place), end - 4, "value", "middle")
    draw_breaks(frame, chart.breaks)
    column_names(frame, chart.columns)
