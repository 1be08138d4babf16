"""How does a drawing look: on the page by classes of the style sheet, on paper by fixed colours?"""

from dataclasses import dataclass
from typing import Final, Protocol

SIZE: Final = 13
SMALL: Final = 12


class Dress(Protocol):
    """Gives the attributes of an element by what it is."""

    def look(self, role: str) -> str:
        """The attributes, with a blank before each."""


@dataclass(frozen=True)
class Page:
    """On the page the style sheet has the colours: in light, in dark and in print."""

    def look(self, role: str) -> str:
        """A class."""
        return f' class="k-{role}"' if role else ""


_INK: Final = "#16203a"
_SOFT: Final = "#4b556d"
_RULE: Final = "#d8d3c7"
_WHITE: Final = "#ffffff"
_DEEP: Final = "#1d4f91"
_LIGHT: Final = "#a9c4e6"
_MIDDLE: Final = "#6c88ae"
_PALE: Final = "#e4ebf5"

_PAPER: Final = {
    "": f' fill="{_INK}"',
    "soft": f' fill="{_SOFT}"',
    "small": f' fill="{_SOFT}" font-size="{SMALL}"',
    "strong": f' fill="{_INK}" font-weight="600"',
    "value": f' fill="{_INK}" stroke="{_WHITE}" stroke-width="3" paint-order="stroke"',
    "over": f' fill="{_WHITE}" font-weight="600"',
    "bar": f' fill="{_DEEP}"',
    "base": f' fill="{_LIGHT}" stroke="{_DEEP}"',
    "part1": f' fill="{_DEEP}" stroke="{_DEEP}"',
    "part2": f' fill="{_LIGHT}" stroke="{_DEEP}"',
    "part3": f' fill="{_MIDDLE}" stroke="{_DEEP}"',
    "part4": f' fill="{_WHITE}" stroke="{_DEEP}"',
    "weave": f' stroke="{_DEEP}" fill="none"',
    "dot": f' fill="{_WHITE}"',
    "hatch": f' stroke="{_WHITE}" stroke-width="2.2" fill="none"',
    "edge": f' fill="none" stroke="{_DEEP}"',
    "grid": f' stroke="{_RULE}" fill="none"',
    "axis": f' stroke="{_INK}" fill="none"',
    "reference": f' stroke="{_INK}" stroke-width="1.3" stroke-dasharray="5 3" fill="none"',
    "hidden": f' fill="none" stroke="{_SOFT}" stroke-dasharray="3 2"',
    "cover": f' stroke="{_SOFT}" stroke-width="0.8" fill="none"',
    "break": f' stroke="{_SOFT}" stroke-dasharray="1 3" stroke-width="1.6" fill="none"',
    "line1": f' stroke="{_DEEP}" stroke-width="2.4" fill="none"',
    "line2": f' stroke="{_MIDDLE}" stroke-width="2.4" stroke-dasharray="7 3" fill="none"',
    "line3": f' stroke="{_INK}" stroke-width="1.6" stroke-dasharray="2 3" fill="none"',
    "line4": f' stroke="{_SOFT}" stroke-width="1.6" fill="none"',
    "mark": f' fill="{_WHITE}" stroke="{_INK}" stroke-width="1.6"',
    "land": f' fill="#eceae4" stroke="{_WHITE}" stroke-width="1.5"',
    "step1": f' fill="{_PALE}" stroke="{_DEEP}" stroke-width="1.5"',
    "step2": f' fill="{_LIGHT}" stroke="{_DEEP}" stroke-width="1.5"',
    "step3": f' fill="{_MIDDLE}" stroke="{_WHITE}" stroke-width="1.5"',
    "step4": f' fill="{_DEEP}" stroke="{_WHITE}" stroke-width="1.5"',
    "step5": f' fill="#0c2748" stroke="{_WHITE}" stroke-width="1.5"',
}


@dataclass(frozen=True)
class Paper:
    """On paper nothing is there but the drawing: it brings its colours and typeface."""

    def look(self, role: str) -> str:
        """Colours, widths and dashes."""
        return _PAPER[role]
