"""How is a map of countries drawn? The outlines are those of Natural Earth, true in area.

The shapes are heavy and hold no text, so a page shows one map at every width; what the steps mean
stands beside it. On paper the drawing has its legend itself.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

from suivi.charts.definitions import CountryMap
from suivi.charts.frame import below
from suivi.charts.sheet import Sheet, text_width

_FILE: Final = Path(__file__).resolve().parent / "data" / "outlines.json"
# Radius of a state that is too small for an outline, in units of the map.
_POINT: Final = 9
STEPS: Final = 5


@dataclass(frozen=True)
class World:
    """The outlines of countries, and the places of those too small for one."""

    width: int
    height: int
    outlines: dict[str, str]
    points: dict[str, tuple[int, int]]
    source: str


@cache
def world() -> World:
    """The world, read once."""
    found = json.loads(_FILE.read_text(encoding="utf-8"))
    points = {code: (x, y) for code, (x, y) in found["points"].items()}
    return World(found["width"], found["height"], found["outlines"], points, found["source"])


def is_drawn(code: str) -> bool:
    """Whether the map has this country."""
    return code in world().outlines or code in world().points


def role_of(step: int, steps: int) -> str:
    """The look of a step, from 1: the last is always the darkest, so that few steps are apart."""
    return f"step{STEPS - steps + step}"


def step_of(count: int, steps: tuple[int, ...]) -> int:
    """The step that a count stands on, from 1."""
    return max(sum(count >= least for least in steps), 1)


def steps_for(counts: list[int]) -> tuple[int, ...]:
    """Five steps at most, from 1 to the largest count, each about the same factor wider.

    Few countries have many activities and many have few: steps of equal width would leave all but
    one or two in the first.
    """
    most = max(counts, default=0)
    if most <= STEPS:
        return tuple(range(1, most + 1))
    ladder = [1, 2, 3, 5, 6, 10, 11, 20, 21, 50, 51, 100, 101, 200, 201, 500, 501, 1000, 1001]
    starts = [least for least in ladder[::2] if least <= most] + _thousands(most)
    picked = {round(place * (len(starts) - 1) / (STEPS - 1)) for place in range(STEPS)}
    return tuple(starts[place] for place in sorted(picked))


def _thousands(most: int) -> list[int]:
    found, start = [], 2001
    while start <= most:
        found.append(start)
        start = (start - 1) * 2 + 1
    return found


def draw_map(chart: CountryMap, sheet: Sheet) -> Fraction:
    """Draws, and gives the height: on a page in the map's own units, on paper with its legend."""
    known = world()
    if sheet.width == known.width:
        _shapes(chart, sheet)
        return Fraction(known.height)
    scale = Fraction(sheet.width, known.width)
    sheet.parts.append(f'<g transform="scale({float(scale):.4f})">')
    _shapes(chart, sheet)
    sheet.parts.append("</g>")
    y = known.height * scale + 20
    x = Fraction(0)
    for step, text in enumerate(chart.legend, start=1):
        sheet.rect(role_of(step, len(chart.steps)), x + 1, y - 10, 16, 10)
        sheet.text(text, x + 22, y, "small")
        x += text_width(text, "small") + 40
    return below(sheet, y + 18, [], chart.notes)


def _shapes(chart: CountryMap, sheet: Sheet) -> None:
    known = world()
    named = {place.code for place in chart.places}
    sheet.path("land", "".join(path for code, path in known.outlines.items() if code not in named))
    for place in chart.places:
        role = role_of(step_of(place.count, chart.steps), len(chart.steps))
        title = f"{place.name} ({place.label})"
        if place.code in known.outlines:
            sheet.path(role, known.outlines[place.code], title)
        elif place.code in known.points:
            sheet.circle(role, *known.points[place.code], _POINT, title)
