"""On what is drawn? A sheet takes shapes and texts in order and becomes the text of an SVG."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from suivi.charts.dress import SIZE, SMALL, Dress, Page
from suivi.charts.letters import width, wrapped

Length = Fraction | int
# Lines of a text stand apart by so much of its size.
LEADING: Final = Fraction(5, 4)


def n(length: Length) -> str:
    """A length with one decimal at most, halves away from zero: 12.25 → "12.3"."""
    tenths = abs(Fraction(length)) * 10
    whole = (tenths.numerator * 2 + tenths.denominator) // (tenths.denominator * 2)
    sign = "-" if length < 0 and whole else ""
    return f"{sign}{whole // 10}" + (f".{whole % 10}" if whole % 10 else "")


class Sheet:
    """A sheet of some width; `key` begins every id on it, so that no two sheets share one."""

    def __init__(self, key: str, width: int, dress: Dress) -> None:
        self.key, self.width, self.dress = key, width, dress
        self.parts: list[str] = []
        self.patterns: dict[str, str] = {}

    def rect(
        self, role: str, x: Length, y: Length, wide: Length, high: Length, pattern: str = ""
    ) -> None:
        """A rectangle; with a pattern a second one of the same size upon it."""
        place = f'x="{n(x)}" y="{n(y)}" width="{n(wide)}" height="{n(high)}"'
        self.parts.append(f"<rect{self.dress.look(role)} {place}/>")
        if pattern:
            self.parts.append(f'<rect fill="{self._pattern(pattern)}" {place}/>')

    def line(self, role: str, x1: Length, y1: Length, x2: Length, y2: Length) -> None:
        """A straight line."""
        place = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
        self.parts.append(f"<line{self.dress.look(role)} {place}/>")

    def path(self, role: str, path: str, title: str = "") -> None:
        """A path as SVG writes it, with what is shown when one points at it."""
        told = f"<title>{escape(title)}</title>" if title else ""
        shape = f'<path{self.dress.look(role)} d="{path}"'
        self.parts.append(f"{shape}>{told}</path>" if told else f"{shape}/>")

    def circle(self, role: str, x: Length, y: Length, radius: Length, title: str = "") -> None:
        """A circle."""
        place = f'cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"'
        told = f"<title>{escape(title)}</title>" if title else ""
        self.parts.append(f"<circle{self.dress.look(role)} {place}>{told}</circle>")

    def text(self, text: str, x: Length, y: Length, role: str = "", anchor: str = "start") -> None:
        """One line of text on the line y."""
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        place = f'x="{n(x)}" y="{n(y)}"{at}'
        self.parts.append(f"<text{self.dress.look(role)} {place}>{escape(text)}</text>")

    def texts(
        self, lines: Iterable[str], x: Length, y: Length, role: str = "", anchor: str = "start"
    ) -> Fraction:
        """Lines below each other; gives where the next would stand."""
        at = Fraction(y)
        for line in lines:
            self.text(line, x, at, role, anchor)
            at += leading(role)
        return at

    def wrapped(self, text: str, x: Length, y: Length, room: Length, role: str = "") -> Fraction:
        """A text in as many lines as it needs; gives where the next would stand."""
        return self.texts(wrapped(text, Fraction(room), size_of(role)), x, y, role)

    def finished(self, height: Length, title: str, summary: str) -> str:
        """The SVG; read out by its title and its sentence, or not at all when it has none."""
        defined = "".join(self.patterns.values())
        defs = f"<defs>{defined}</defs>" if defined else ""
        box = f'viewBox="0 0 {self.width} {n(height)}"'
        own = "" if isinstance(self.dress, Page) else self._own(height)
        read_out, words = self._read_out(title, summary) if summary else ("", "")
        shapes = f"{words}{defs}{''.join(self.parts)}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}{own}{read_out}>{shapes}</svg>'

    def _read_out(self, title: str, summary: str) -> tuple[str, str]:
        """How a screen reader finds the words, and the words."""
        name, told = f"{self.key}-title", f"{self.key}-summary"
        words = (
            f'<title id="{name}">{escape(title)}</title><desc id="{told}">{escape(summary)}</desc>'
        )
        return f' role="img" aria-labelledby={quoteattr(f"{name} {told}")}', words

    def _own(self, height: Length) -> str:
        """Alone on paper a drawing says its size and its typeface itself."""
        size = f' width="{self.width}" height="{n(height)}"'
        return f"""{size} font-family="'Source Sans 3'" font-size="{SIZE}\""""

    def _pattern(self, name: str) -> str:
        """The address of a pattern on this sheet."""
        known = f"{self.key}-{name}"
        if name not in self.patterns:
            size, role, path = PATTERNS[name]
            self.patterns[name] = (
                f'<pattern id="{known}" width="{size}" height="{size}" '
                f'patternUnits="userSpaceOnUse"><path{self.dress.look(role)} d="{path}"/></pattern>'
            )
        return f"url(#{known})"


# Size, role, path: lines that close up with those of the next tile.
PATTERNS: Final = {
    "slant": (6, "weave", "M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3"),
    "dots": (6, "dot", "M2 3a1 1 0 1 0 2 0a1 1 0 1 0-2 0z"),
    "level": (5, "weave", "M0 2.5h5"),
    "hatch": (8, "hatch", "M-2 2l4-4M0 8l8-8M6 10l4-4"),
    "cover": (5, "cover", "M0 0l5 5M5 0l-5 5"),
}
# The pattern of each part, from the first: lightness tells them apart, and so does the pattern.
PART_PATTERNS: Final = ("", "slant", "dots", "level")


def size_of(role: str) -> int:
    """The size of the letters of a role."""
    return SMALL if role == "small" else SIZE


def leading(role: str = "") -> Fraction:
    """How far apart lines of a role stand."""
    return size_of(role) * LEADING


def text_width(text: str, role: str = "") -> Fraction:
    """How wide a text of this role is; what is strong is a little wider."""
    wide = width(text, size_of(role))
    return wide * Fraction(21, 20) if role in {"strong", "over"} else wide
