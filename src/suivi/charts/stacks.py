"""How are parts of a whole drawn: stacked by number, or side by side as shares?"""

from fractions import Fraction

from suivi.charts.definitions import Point, ShareBars, ShareRow, StackedBars
from suivi.charts.frame import (
    Upright,
    below,
    column_names,
    draw_breaks,
    gaps_in,
    is_wide,
    key,
    part,
    upright,
)
from suivi.charts.sheet import Sheet, leading, text_width

_THICK = 24


def draw_stacks(chart: StackedBars, sheet: Sheet) -> Fraction:
    """Draws, and gives the height of the sheet."""
    sums = [_sum(chart, place) for place in range(len(chart.columns))]
    frame = upright(sheet, len(chart.columns), chart.axis, sums, gutter=Fraction(2))
    for place in range(len(chart.columns)):
        _stack(frame, chart, place)
    draw_breaks(frame, chart.breaks)
    y = column_names(frame, chart.columns) + 8
    y = key(sheet, [each.name for each in chart.parts], y)
    points = [point for each in chart.parts for point in each.points]
    return below(sheet, y, gaps_in((*points, *chart.totals)), chart.notes)


def _sum(chart: StackedBars, place: int) -> Fraction:
    values = [each.points[place].value for each in chart.parts]
    return sum((value for value in values if value is not None), Fraction(0))


def _stack(frame: Upright, chart: StackedBars, place: int) -> None:
    """The parts from the first upwards; above them the gaps, then the total."""
    x = frame.middle(place) - frame.bar / 2
    below_it = Fraction(0)
    for number, each in enumerate(chart.parts):
        value = each.points[place].value
        if value:
            top, bottom = frame.scale.at(below_it + value), frame.scale.at(below_it)
            part(frame.sheet, number, x, top, frame.bar, bottom - top)
            below_it += value
    gaps = gaps_in([*(each.points[place] for each in chart.parts), chart.totals[place]])
    y = frame.scale.at(below_it) - 5
    if any(gap.is_hidden for gap in gaps):
        frame.sheet.rect("hidden", x, y - 9, frame.bar, 14, pattern="cover")
        y -= 14
    signs = " ".join(gap.sign for gap in gaps)
    text = " ".join(filter(None, (chart.totals[place].label, signs)))
    frame.sheet.text(text, frame.middle(place), y, "value", "middle")


def draw_shares(chart: ShareBars, sheet: Sheet) -> Fraction:
    """Draws, and gives the height of the sheet."""
    y = key(sheet, chart.names, 13) - 6
    names = max((text_width(row.label) for row in chart.rows), default=Fraction(0)) + 10
    wholes = max((text_width(row.whole, "small") for row in chart.rows), default=Fraction(0)) + 10
    beside = is_wide(sheet)
    left, right = (names, sheet.width - wholes) if beside else (Fraction(0), sheet.width - 1)
    gaps = gaps_in(point for row in chart.rows for point in row.parts)
    for row in chart.rows:
        if beside:
            sheet.text(row.label, 0, y + 16)
            sheet.text(row.whole, right + 10, y + 16, "small")
        else:
            sheet.text(row.label, 0, y + 12)
            sheet.text(row.whole, sheet.width, y + 12, "small", "end")
            y += leading() + 2
        _share_row(chart, sheet, row, left, Fraction(right), y)
        y += _THICK + 8
    y = _share_axis(chart, sheet, left, Fraction(right), y)
    return below(sheet, y, gaps, chart.notes)


def _share_row(
    chart: ShareBars, sheet: Sheet, row: ShareRow, left: Fraction, right: Fraction, y: Fraction
) -> None:
    """The parts by their share; when one of them is not known, none of the shares is."""
    values = [point.value for point in row.parts]
    gap = next((point.gap for point in row.parts if point.gap is not None), None)
    whole = sum((value for value in values if value is not None), Fraction(0))
    if gap is not None or not whole:
        pattern = "cover" if gap and gap.is_hidden else ""
        sheet.rect("hidden", left, y, right - left, _THICK, pattern=pattern)
        text = f"{gap.sign}\u2002{gap.word}" if gap else row.note
        sheet.text(text, left + 8, y + 16, "value")
        return
    x = left
    for number, value in enumerate(values):
        if not value:
            continue
        wide = (right - left) * value / whole
        part(sheet, number, x, y, wide, _THICK)
        text = chart.percent(value / whole)
        if text_width(text, "over") + 8 <= wide:
            role = "over" if number % 4 == 0 else "value"
            sheet.text(text, x + wide / 2, y + 16, role, "middle")
        x += wide


def _share_axis(
    chart: ShareBars, sheet: Sheet, left: Fraction, right: Fraction, y: Fraction
) -> Fraction:
    """0, 50 and 100 per cent below the bars."""
    for half, anchor in ((0, "start"), (1, "middle"), (2, "end")):
        x = left + (right - left) * half / 2
        sheet.line("axis", x, y - 8, x, y - 4)
        sheet.text(chart.tick(Fraction(half, 2)), x, y + 8, "small", anchor)
    return y + 8 + leading("small")


def whole_of(points: tuple[Point, ...]) -> Fraction:
    """The sum of the parts that are there."""
    return sum((point.value for point in points if point.value is not None), Fraction(0))
