"""How is the map of the world made out of the files of Natural Earth?

Run once, when the borders or the projection change; its result, `data/outlines.json`, is kept:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m suivi.charts.outlines_build package

Countries come from the 1:110 million file, drawn in whole numbers on a sheet of WIDTH by HEIGHT in
the Equal Earth projection (Šavrič, Patterson, Jenny 2018), which keeps areas. What is too small for
that file becomes a point: the middle of its largest part in the 1:10 million file.
"""

import itertools
import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.core import get_global

DATA: Final = Path(__file__).resolve().parent / "data" / "outlines.json"
WIDTH: Final = 2000
MARGIN: Final = 8
# Equal Earth.
A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
NORTH: Final = 84.0
SOUTH: Final = -56.5
# Natural Earth draws who holds a place. Here Crimea is drawn with Ukraine (A/RES/68/262), Northern
# Cyprus with Cyprus (S/RES/541) and Somaliland with Somalia; Kosovo keeps a code of its own.
BELONGS: Final = {"N. Cyprus": "CY", "Somaliland": "SO", "Kosovo": "XK"}
CRIMEA: Final = (32.0, 44.0, 37.0, 46.4)
NOT_DRAWN: Final = frozenset({"AQ"})

Ring = list[tuple[float, float]]
Place = tuple[float, float]


def projected(longitude: float, latitude: float) -> Place:
    """Where a place stands in the Equal Earth projection, in radii of the globe."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))


EDGE: Final = projected(180, 0)[0]
SCALE: Final = (WIDTH - 2 * MARGIN) / (2 * EDGE)
TOP: Final = projected(0, NORTH)[1]
HEIGHT: Final = round((TOP - projected(0, SOUTH)[1]) * SCALE) + 2 * MARGIN


def on_sheet(place: Place) -> tuple[int, int]:
    """The place on the sheet, in whole units."""
    x, y = projected(*place)
    return round((x + EDGE) * SCALE) + MARGIN, round((TOP - y) * SCALE) + MARGIN


def rings_of(topology: dict[str, Any]) -> Iterator[tuple[str, str, list[Ring]]]:
    """Code, name and rings (those of holes too) of every country of a file."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for one in topology["objects"]["countries"]["geometries"]:
        several = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings = [_ring(ring, arcs) for polygon in several for ring in polygon]
        name = one["properties"]["name"]
        yield BELONGS.get(name, "") or _alpha(one.get("id", "")), name, rings


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        found.append((x * kx + dx, y * ky + dy))
    return found


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    found: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return found


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on this side of the 180th meridian, those beyond it moved round."""
    turns, unrolled = 0, [ring[0]]
    for before, (x, y) in itertools.pairwise(ring):
        turns += (x - before[0] < -180) - (x - before[0] > 180)
        unrolled.append((x + 360 * turns, y))
    for turn in (-1, 0, 1):
        moved = [(x + 360 * turn, y) for x, y in unrolled]
        part = _clipped(_clipped(moved, -180, 1), 180, -1)
        if part:
            yield part


def _clipped(ring: Ring, at: float, side: int) -> Ring:
    """What of the ring lies beyond `at`, to the east when `side` is 1 (Sutherland, Hodgman)."""
    found: Ring = []
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        inside = (ax - at) * side >= 0
        if inside:
            found.append((ax, ay))
        if inside != ((bx - at) * side >= 0):
            found.append((at, ay + (by - ay) * (at - ax) / (bx - ax)))
    return [*found, found[0]] if found else []


def _alpha(number: str) -> str:
    """The two-letter code for the three digits of ISO 3166."""
    codes = get_global("territory_aliases").get(number, [])
    return codes[0] if len(codes) == 1 else ""


def _in_crimea(ring: Ring) -> bool:
    west, south, east, north = CRIMEA
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def outline(rings: Iterable[Ring]) -> str:
    """Rings as one path in whole units, each relative to the point before; nothing of no size."""
    return "".join(_path(part) for ring in rings for part in cut(ring))


def _path(ring: Ring) -> str:
    points: list[tuple[int, int]] = []
    for place in ring[:-1]:
        point = on_sheet(place)
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 3:
        return ""
    steps = [
        (after[0] - before[0], after[1] - before[1]) for before, after in itertools.pairwise(points)
    ]
    written = "".join(
        f"{'' if x < 0 or not place else ' '}{x}{'' if y < 0 else ' '}{y}"
        for place, (x, y) in enumerate(steps)
    )
    return f"M{points[0][0]} {points[0][1]}l{written}z"


def middle(rings: list[Ring]) -> tuple[int, int]:
    """The middle of the largest of these rings."""
    ring = max(rings, key=lambda each: abs(_area(each)))
    area = _area(ring)
    x = y = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return on_sheet((x / (6 * area), y / (6 * area))) if area else on_sheet(ring[0])


def _area(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring)) / 2


def built(folder: Path) -> dict[str, Any]:
    """The content of the data file."""
    coarse = json.loads((folder / "countries-110m.json").read_text(encoding="utf-8"))
    fine = json.loads((folder / "countries-10m.json").read_text(encoding="utf-8"))
    rings: dict[str, list[Ring]] = {}
    for code, name, found in rings_of(coarse):
        assert code, name
        crimea = [ring for ring in found if code == "RU" and _in_crimea(ring)]
        rings.setdefault(code, []).extend(ring for ring in found if ring not in crimea)
        rings.setdefault("UA", []).extend(crimea)
    drawn = {code: outline(found) for code, found in rings.items() if code not in NOT_DRAWN}
    known = {
        code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()
    }
    points = {
        code: middle(found)
        for code, _name, found in rings_of(fine)
        if code in known - NOT_DRAWN and not drawn.get(code)
    }
    return {
        "about": "Outlines of countries for a map of the world, made by outlines_build.py.",
        "source": "Natural Earth 4.1, 1:110m and 1:10m Admin 0 countries (naturalearthdata.com),"
        " from the npm package world-atlas 2.0.2",
        "licence": "Natural Earth: public domain; world-atlas: ISC, (c) Michael Bostock",
        "projection": "Equal Earth",
        "width": WIDTH,
        "height": HEIGHT,
        "outlines": dict(sorted((code, path) for code, path in drawn.items() if path)),
        "points": dict(sorted(points.items())),
    }


if __name__ == "__main__":
    DATA.write_text(
        json.dumps(built(Path(sys.argv[1])), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
