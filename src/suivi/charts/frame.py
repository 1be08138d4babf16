"""What have upright charts in common: ticks, columns, breaks, gaps, and what is said below?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from suivi.charts.definitions import Axis, Breaks, Column, Gap, Point, Reference
from suivi.charts.letters import wrapped
from suivi.charts.scale import Scale, ticks
from suivi.charts.sheet import PART_PATTERNS, Length, Sheet, leading, size_of, text_width

# From this width on a sheet is wide.
WIDE: Final = 480
_LABEL_ROOM: Final = 20
_COVER_HEIGHT: Final = 22


@dataclass(frozen=True)
class Upright:
    """The frame of an upright chart: where each column and each value stands."""

    sheet: Sheet
    scale: Scale
    left: Fraction
    right: Fraction
    slot: Fraction

    @property
    def top(self) -> Fraction:
        """Where the largest tick stands."""
        return self.scale.start

    @property
    def bottom(self) -> Fraction:
        """Where the smallest tick stands."""
        return self.scale.start + self.scale.length

    @property
    def bar(self) -> Fraction:
        """How wide a bar is."""
        return min(
            self.slot * Fraction(2, 3) if self.slot > 16 else self.slot * Fraction(4, 5),
            Fraction(64),
        )

    def middle(self, column: int) -> Fraction:
        """The middle of a column."""
        return self.left + self.slot * column + self.slot / 2


def is_wide(sheet: Sheet) -> bool:
    """Whether there is room beside the plot."""
    return sheet.width >= WIDE


def upright(
    sheet: Sheet, columns: int, axis: Axis, values: Iterable[Fraction], gutter: Fraction
) -> Upright:
    """The frame with its ticks and grid drawn; `gutter` is kept free on the right."""
    known = tuple(ticks(values, is_whole=axis.is_whole))
    written = [axis.write(tick) for tick in known]
    left = max(text_width(each, "small") for each in written) + 8
    top = Fraction((leading("small") + 4 if axis.unit else 0) + _LABEL_ROOM)
    scale = Scale(known, top, Fraction(190 if is_wide(sheet) else 160))
    right = sheet.width - gutter
    if axis.unit:
        sheet.text(axis.unit, 0, size_of("small"), "small")
    for tick, text in zip(known, written, strict=True):
        y = scale.at(tick)
        sheet.line("axis" if tick == 0 else "grid", left, y, right, y)
        sheet.text(text, left - 6, y + 4, "small", "end")
    return Upright(sheet, scale, left, right, (right - left) / max(columns, 1))


def column_names(frame: Upright, columns: Sequence[Column]) -> Fraction:
    """The names below their columns, where there is room; gives where the next line would stand."""
    y = frame.bottom + 16
    lowest = y
    every = _every(frame, columns)
    for place, column in enumerate(columns):
        if not column.label or (place % every and all(each.label for each in columns)):
            continue
        # A word is wider than its column only where the next name is far.
        room = max(frame.slot * every - 4, text_width(column.label) if every > 1 else Fraction(0))
        lines = wrapped(column.label, room, size_of(""))
        below = frame.sheet.texts(lines, frame.middle(place), y, "", "middle")
        if column.note and every == 1:
            below = frame.sheet.texts(
                wrapped(column.note, frame.slot, size_of("small")),
                *(frame.middle(place), below, "small", "middle"),
            )
        lowest = max(lowest, below)
    return lowest


def _every(frame: Upright, columns: Sequence[Column]) -> int:
    """Every how many columns there is room for a name; names given sparsely have it already."""
    named = [place for place, column in enumerate(columns) if column.label]
    if 0 < len(named) < len(columns):
        return named[1] - named[0] if len(named) > 1 else len(columns)
    widest = max((text_width(column.label) for column in columns), default=Fraction(0))
    if widest + 4 <= frame.slot or len(columns) <= 6:
        return 1
    return int(-((-(widest + 8)) // frame.slot))


def draw_breaks(frame: Upright, breaks: Breaks) -> None:
    """A dotted upright where the definition changed, with the word for it above."""
    for place in sorted(breaks.before):
        x = frame.left + frame.slot * place
        frame.sheet.line("break", x, frame.top - 6, x, frame.bottom)
        is_late = x > (frame.left + frame.right) / 2
        anchor, shift = ("end", -4) if is_late else ("start", 4)
        frame.sheet.text(breaks.word, x + shift, frame.top - 8, "small", anchor)


def reference_gutter(reference: Reference | None) -> Fraction:
    """The room that the name of a reference line needs on the right."""
    if reference is None:
        return Fraction(2)
    return max(text_width(reference.name, "small"), text_width(reference.label, "strong")) + 8


def draw_reference(frame: Upright, reference: Reference | None) -> None:
    """A dashed line from the column of the baseline to the edge, where it is named."""
    if reference is None:
        return
    y = frame.scale.at(reference.value)
    frame.sheet.line("reference", frame.middle(reference.column), y, frame.right + 3, y)
    frame.sheet.text(reference.name, frame.right + 6, y - 2, "small")
    frame.sheet.text(reference.label, frame.right + 6, y + 12, "strong")


def draw_gap(frame: Upright, column: int, gap: Gap) -> None:
    """The sign of the reason where a bar would stand; what is hidden is seen to be covered."""
    x, zero = frame.middle(column), frame.scale.zero
    y = zero - 6
    if gap.is_hidden:
        frame.sheet.rect(
            *("hidden", x - frame.bar / 2, zero - _COVER_HEIGHT, frame.bar, _COVER_HEIGHT),
            pattern="cover",
        )
        y -= _COVER_HEIGHT
    frame.sheet.text(gap.sign, x, y, "soft", "middle")


def gaps_in(points: Iterable[Point]) -> list[Gap]:
    """The gaps among some points, each once."""
    return list(dict.fromkeys(point.gap for point in points if point.gap is not None))


def below(sheet: Sheet, y: Fraction, gaps: Sequence[Gap], notes: Iterable[str]) -> Fraction:
    """What the signs of gaps mean, and the notes; gives the height of the sheet."""
    at = y + (6 if gaps else 0)
    x = Fraction(0)
    for gap in gaps:
        text = f"{gap.sign}\u2002{gap.word}"
        wide = text_width(text, "small") + (22 if gap.is_hidden else 0) + 18
        if x and x + wide - 18 > sheet.width:
            x, at = Fraction(0), at + leading("small")
        if gap.is_hidden:
            sheet.rect("hidden", x + 1, at - 9, 16, 9, pattern="cover")
        sheet.text(text, x + (22 if gap.is_hidden else 0), at, "small")
        x += wide
    at += leading("small") if gaps else 0
    for note in notes:
        at = sheet.wrapped(note, 0, at + 4, sheet.width, "small")
    return at - leading("small") + 6


def key(sheet: Sheet, names: Sequence[str], y: Length) -> Fraction:
    """A swatch and a name for each part, in lines; gives where the next line would stand."""
    x, at = Fraction(0), Fraction(y)
    for place, name in enumerate(names):
        wide = text_width(name) + 18
        if x and x + wide > sheet.width:
            x, at = Fraction(0), at + leading() + 2
        part(sheet, place, x + Fraction(1, 2), at - 10, 12, 11)
        at = sheet.wrapped(name, x + 18, at, max(sheet.width - x - 18, Fraction(60))) - leading()
        x += wide + 14
    return at + leading() + 4


def part(sheet: Sheet, place: int, x: Length, y: Length, wide: Length, high: Length) -> None:
    """A piece of the part at this place: by its fill, and by its pattern."""
    look = place % len(PART_PATTERNS)
    sheet.rect(f"part{look + 1}", x, y, wide, high, pattern=PART_PATTERNS[look])
