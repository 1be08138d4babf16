"""How are bars drawn: upright for years, lying for names, small for a table?"""

from fractions import Fraction
from typing import Final

from suivi.charts.definitions import BarChart, Point, Spark
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
from suivi.charts.sheet import Sheet, leading, size_of, text_width

# With more bars than this only the highest is labelled.
_LABELLED: Final = 16
_THICK: Final = 18
_SPARK_HEIGHT: Final = 20


def values_of(points: tuple[Point, ...]) -> list[Fraction]:
    """The values that are there."""
    return [point.value for point in points if point.value is not None]


def draw_bars(chart: BarChart, sheet: Sheet) -> Fraction:
    """Draws, and gives the height of the sheet."""
    if chart.is_lying or _is_cramped(chart, sheet):
        return _lying(chart, sheet)
    return _upright(chart, sheet)


def _is_cramped(chart: BarChart, sheet: Sheet) -> bool:
    """Whether names or labels would not stand beside each other."""
    if len(chart.columns) > _LABELLED:
        return False
    slot = (sheet.width - 36 - reference_gutter(chart.reference)) / len(chart.columns)
    texts = [point.label for point in chart.points] + [column.label for column in chart.columns]
    return max(map(text_width, texts), default=0) > slot + (60 if is_wide(sheet) else 0)


def _upright(chart: BarChart, sheet: Sheet) -> Fraction:
    extra = [chart.reference.value] if chart.reference else []
    values = values_of(chart.points)
    frame = upright(
        *(sheet, len(chart.columns), chart.axis, [*values, *extra]),
        gutter=reference_gutter(chart.reference),
    )
    for place, point in enumerate(chart.points):
        if point.gap is not None:
            draw_gap(frame, place, point.gap)
        elif point.value is not None:
            _bar(frame, place, point, "base" if chart.columns[place].is_base else "bar")
    draw_breaks(frame, chart.breaks)
    draw_reference(frame, chart.reference)
    _labels(frame, chart)
    y = column_names(frame, chart.columns)
    return below(sheet, y, gaps_in(chart.points), chart.notes)


def _bar(frame: Upright, place: int, point: Point, role: str) -> None:
    assert point.value is not None
    zero, end = frame.scale.zero, frame.scale.at(point.value)
    hatch = "hatch" if point.is_incomplete else ""
    x = frame.middle(place) - frame.bar / 2
    frame.sheet.rect(role, x, min(zero, end), frame.bar, abs(zero - end), pattern=hatch)


def _labels(frame: Upright, chart: BarChart) -> None:
    """Each bar's value at its end; of many bars only the first of the highest."""
    known = [(place, point) for place, point in enumerate(chart.points) if point.value is not None]
    if len(chart.points) > _LABELLED and known:
        known = [max(known, key=lambda each: (each[1].value or 0, -each[0]))]
    for place, point in known:
        value = point.value or Fraction(0)
        y = frame.scale.at(value) + (14 if value < 0 else -5)
        if chart.reference is not None and place >= chart.reference.column:
            # Never on the dashed line: above it.
            dashed = frame.scale.at(chart.reference.value)
            y = dashed - 5 if y - 12 <= dashed <= y + 3 else y
        frame.sheet.text(point.label, frame.middle(place), y, "value", "middle")


def _lying(chart: BarChart, sheet: Sheet) -> Fraction:
    """Bars from left to right; names beside them, or above them on a narrow sheet."""
    names = _name_room(chart, sheet)
    labels = max((text_width(point.label) for point in chart.points), default=Fraction(0)) + 8
    values = values_of(chart.points) + ([chart.reference.value] if chart.reference else [])
    before = labels if any(value < 0 for value in values) else Fraction(0)
    room = sheet.width - names - labels - before
    known = tuple(ticks(values, is_whole=chart.axis.is_whole, most=4))
    scale = Scale(known, names + before, room, is_rising=False)
    top = Fraction(leading() + 4) if chart.reference or chart.axis.unit else Fraction(4)
    y = top
    for place, point in enumerate(chart.points):
        y = _lying_row(chart, sheet, scale, names, place, point, y)
    if names:
        sheet.line("axis", scale.zero, top - 2, scale.zero, y - 6)
    _lying_heads(chart, sheet, scale, top, y)
    return below(sheet, y + 8, [], chart.notes)


def _name_room(chart: BarChart, sheet: Sheet) -> Fraction:
    """How much of the width the names take; nothing on a narrow sheet, unless they are short."""
    widest = max((text_width(column.label) for column in chart.columns), default=Fraction(0)) + 10
    if is_wide(sheet):
        return min(widest, Fraction(sheet.width * 2, 5))
    return widest if widest <= 52 else Fraction(0)


def _lying_row(
    chart: BarChart,
    sheet: Sheet,
    scale: Scale,
    names: Fraction,
    place: int,
    point: Point,
    y: Fraction,
) -> Fraction:
    """One row; gives where the next begins."""
    column = chart.columns[place]
    lines = wrapped(column.label, (names or Fraction(sheet.width)) - 10, size_of(""))
    below_names = sheet.texts(lines, 0, y + 13) - 13
    top = y if names else below_names
    if point.gap is not None:
        _lying_gap(sheet, scale, point, top)
    elif point.value is not None:
        _lying_bar(chart, sheet, scale, place, point, top)
    if not names:
        sheet.line("axis", scale.zero, top - 2, scale.zero, top + _THICK + 2)
    if place in chart.breaks.before:
        sheet.line("break", 0, y - 5, sheet.width, y - 5)
        sheet.text(chart.breaks.word, sheet.width, y - 8, "small", "end")
    return max(below_names, top + _THICK) + 8


def _lying_bar(
    chart: BarChart, sheet: Sheet, scale: Scale, place: int, point: Point, top: Fraction
) -> None:
    value = point.value or Fraction(0)
    zero, end = scale.zero, scale.at(value)
    hatch = "hatch" if point.is_incomplete else ""
    role = "base" if chart.columns[place].is_base else "bar"
    sheet.rect(role, min(zero, end), top, abs(end - zero), _THICK, pattern=hatch)
    anchor, shift = ("end", -5) if value < 0 else ("start", 5)
    sheet.text(point.label, end + shift, top + 13, "value", anchor)


def _lying_gap(sheet: Sheet, scale: Scale, point: Point, top: Fraction) -> None:
    """Here there is room to say the reason in words."""
    assert point.gap is not None
    x = scale.zero + 5
    if point.gap.is_hidden:
        sheet.rect("hidden", scale.zero, top, 40, _THICK, pattern="cover")
        x += 40
    sheet.text(f"{point.gap.sign}\u2002{point.gap.word}", x, top + 13, "small")


def _lying_heads(
    chart: BarChart, sheet: Sheet, scale: Scale, top: Fraction, bottom: Fraction
) -> None:
    """The unit, and the dashed line of the baseline with its name above."""
    if chart.axis.unit:
        sheet.text(chart.axis.unit, 0, size_of("small"), "small")
    if chart.reference is None:
        return
    x = scale.at(chart.reference.value)
    sheet.line("reference", x, top - 4, x, bottom - 6)
    text = f"{chart.reference.name}: {chart.reference.label}"
    anchor = "end" if x + text_width(text, "small") > sheet.width else "start"
    sheet.text(text, x, top - 7, "small", anchor)


def draw_spark(chart: Spark, sheet: Sheet) -> Fraction:
    """Bars the size of a word; a gap is a dot on the line."""
    values = values_of(chart.points)
    scale = Scale(
        tuple(sorted({Fraction(0), *values, *([Fraction(1)] if not any(values) else [])})),
        Fraction(1),
        Fraction(_SPARK_HEIGHT - 2),
    )
    slot = Fraction(sheet.width, max(len(chart.points), 1))
    for place, point in enumerate(chart.points):
        x = slot * place + slot / 6
        wide = slot * Fraction(2, 3)
        if point.value is None:
            sheet.line("hidden", x, scale.zero - 1, x + wide, scale.zero - 1)
            continue
        end = scale.at(point.value)
        high = max(abs(scale.zero - end), Fraction(1))
        sheet.rect("bar", x, min(scale.zero - 1, end), wide, high)
    return Fraction(_SPARK_HEIGHT)
