"""How do the signs of the statuses look on every machine? Draws them as a small face of our own.

Needs fonttools and brotli (`pip install fonttools brotli`) and is run only when a sign changes:
`python signs.py` writes the web face and the one for the PDF.
"""

import math
from collections.abc import Callable
from pathlib import Path

# Not among our dependencies: only whoever changes a sign needs it.
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-not-found,unused-ignore]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).resolve().parent
WEB = HERE / "../static/ui/fonts/suivi-signs.woff2"
PAPER = HERE / "../../publications/fonts/SuiviSigns-Regular.ttf"
EM, WIDTH, MIDDLE, STROKE = 1000, 760, 340, 96
Point = tuple[float, float]


def polygon(pen: TTGlyphPen, points: list[Point]) -> None:
    """One closed outline."""
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def line(pen: TTGlyphPen, start: Point, end: Point, stroke: float = STROKE) -> None:
    """A straight stroke with square ends."""
    length = math.dist(start, end)
    across = (
        (end[1] - start[1]) / length * stroke / 2,
        (start[0] - end[0]) / length * stroke / 2,
    )
    polygon(
        pen,
        [
            (start[0] - across[0], start[1] - across[1]),
            (end[0] - across[0], end[1] - across[1]),
            (end[0] + across[0], end[1] + across[1]),
            (start[0] + across[0], start[1] + across[1]),
        ],
    )


def arc(radius: float, begin: float, end: float, steps: int = 48) -> list[Point]:
    """Points on a circle about the middle, from one angle in degrees to another."""
    angles = (math.radians(begin + (end - begin) * step / steps) for step in range(steps + 1))
    return [
        (WIDTH / 2 + radius * math.cos(angle), MIDDLE + radius * math.sin(angle))
        for angle in angles
    ]


def ring(pen: TTGlyphPen, radius: float = 290, stroke: float = 84) -> None:
    """A circle as an outline: outside one way round, inside the other."""
    polygon(pen, arc(radius, 360, 0)[:-1])
    polygon(pen, arc(radius - stroke, 0, 360)[:-1])


def tick(pen: TTGlyphPen) -> None:
    """Done."""
    polygon(pen, [(90, 330), (165, 400), (300, 262), (610, 620), (685, 552), (304, 112)])


def arrow(pen: TTGlyphPen) -> None:
    """On track: up and on."""
    line(pen, (140, 100), (580, 540))
    line(pen, (250, 572), (660, 572))
    line(pen, (612, 160), (612, 620))


def half(pen: TTGlyphPen) -> None:
    """In progress: half filled."""
    ring(pen)
    polygon(pen, arc(220, 90, -90))


def circle(pen: TTGlyphPen) -> None:
    """Not started: empty."""
    ring(pen)


def back(pen: TTGlyphPen) -> None:
    """Sent back: turned round."""
    line(pen, (170, 250), (648, 250))
    line(pen, (600, 250), (600, 600))
    line(pen, (600, 552), (330, 552))
    line(pen, (96, 284), (330, 50))
    line(pen, (96, 216), (330, 450))


def pencil(pen: TTGlyphPen) -> None:
    """Draft: being written."""
    polygon(pen, [(110, 60), (110, 230), (520, 640), (670, 490), (270, 60)])
    polygon(pen, [(185, 135), (245, 135), (565, 480), (510, 535), (185, 205)])


def clock(pen: TTGlyphPen) -> None:
    """Promised for a day."""
    ring(pen)
    line(pen, (380, 300), (380, 540), 80)
    line(pen, (345, 340), (540, 340), 80)


def barred(pen: TTGlyphPen) -> None:
    """Blocked: a circle with a bar across."""
    ring(pen)
    line(pen, (185, 535), (575, 145), 84)


def sealed(pen: TTGlyphPen) -> None:
    """Published: ticked, in a frame."""
    polygon(pen, [(70, 30), (70, 650), (690, 650), (690, 30)])
    polygon(pen, [(150, 110), (610, 110), (610, 570), (150, 570)])
    polygon(pen, [(205, 335), (260, 390), (345, 300), (510, 500), (565, 452), (350, 190)])


def same(pen: TTGlyphPen) -> None:
    """Repeated: the same lines again."""
    for height in (160, 340, 520):
        line(pen, (110, height), (650, height), 84)


def changed(pen: TTGlyphPen) -> None:
    """Changed since: not equal any more."""
    line(pen, (110, 240), (650, 240), 84)
    line(pen, (110, 440), (650, 440), 84)
    line(pen, (250, 80), (510, 600), 84)


def letter(pen: TTGlyphPen) -> None:
    """A reminder: an envelope."""
    polygon(pen, [(50, 90), (50, 590), (710, 590), (710, 90)])
    polygon(pen, [(120, 160), (640, 160), (640, 460), (380, 290), (120, 460)])
    polygon(pen, [(155, 520), (380, 375), (605, 520)])


GLYPHS: dict[str, tuple[str, Callable[[TTGlyphPen], None]]] = {
    "tick": ("✓", tick),
    "arrow": ("↗", arrow),
    "half": ("◑", half),
    "circle": ("○", circle),
    "back": ("↩", back),
    "pencil": ("✎", pencil),
    "clock": ("◷", clock),
    "barred": ("⊘", barred),
    "sealed": ("☑", sealed),
    "same": ("≡", same),
    "changed": ("≠", changed),
    "letter": ("✉", letter),
}


def drawn(draw: Callable[[TTGlyphPen], None]) -> object:
    """The outline of one sign."""
    pen = TTGlyphPen(None)
    draw(pen)
    return pen.glyph()


def build() -> FontBuilder:
    """The face with all signs, and an empty box for anything else."""
    names = [".notdef", "space", *GLYPHS]
    face = FontBuilder(EM, isTTF=True)
    face.setupGlyphOrder(names)
    codes = {ord(sign): name for name, (sign, _) in GLYPHS.items()}
    face.setupCharacterMap({32: "space", **codes})
    empty = {".notdef": circle, "space": lambda pen: None}
    shapes = {**empty, **{name: draw for name, (_, draw) in GLYPHS.items()}}
    face.setupGlyf({name: drawn(draw) for name, draw in shapes.items()})
    face.setupHorizontalMetrics(dict.fromkeys(names, (WIDTH, 0)))
    face.setupHorizontalHeader(ascent=800, descent=-200)
    face.setupNameTable(
        {
            "familyName": "Suivi Signs",
            "styleName": "Regular",
            "licenseDescription": "Made for Suivi, EUPL-1.2",
        }
    )
    face.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    face.setupPost()
    # Fixed dates: the same drawing gives the same bytes.
    face.updateHead(created=3_800_000_000, modified=3_800_000_000)
    face.font.recalcTimestamp = False
    return face


if __name__ == "__main__":
    face = build()
    face.save(PAPER)
    face.font.flavor = "woff2"
    face.save(WEB)
