"""How does a test read a drawing? As the XML that it is."""

from fractions import Fraction
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> ElementTree.Element:
    """The drawing; an error when it is no XML."""
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own


def of_role(drawing: str, role: str, kind: str = "rect") -> list[ElementTree.Element]:
    """The shapes of one role, in the order in which they are drawn."""
    return [one for one in parsed(drawing).iter(f"{SVG}{kind}") if one.get("class") == f"k-{role}"]


def lengths(drawing: str, role: str, side: str = "height") -> list[Fraction]:
    """How high (or wide) the rectangles of a role are."""
    return [Fraction(str(one.get(side))) for one in of_role(drawing, role)]


def texts(drawing: str, role: str | None = None) -> list[str]:
    """Every text, or those of one role; None for all."""
    found = parsed(drawing).iter(f"{SVG}text")
    return [
        one.text or ""
        for one in found
        if role is None or one.get("class") == (f"k-{role}" if role else None)
    ]
