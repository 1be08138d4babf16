"""How wide is a text, and where does it break into lines?

A drawing has no browser to ask: the widths are those of Source Sans 3, in hundredths of its size.
In another typeface a label may stand a little off; nothing is cut.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Final

_WIDTHS: Final = {
    12: "\u202f",
    20: " \xa0",
    24: "|¦",
    25: "',.:;ij·ìíîïĩīĭįıĵ‘’",
    26: "IlÌÍÎÏĨĪĬĮİĺļľ",
    29: "!f¡",
    30: "()[]{}ł•",
    31: "-\xad",
    34: "tªţťŧ",
    35: "/\\rŕŗř°",
    42: "*?sz®¿śŝşšźżž²³¹º",
    43: '"«»“”',
    46: "xcçćĉċčvyýÿŷ",
    48: "JYÝĴŶŸ–FLĳĹĻĽĿ",
    50: "#$+0123456789<=>^_aegk~¢£¤¥§¬±×àáâãäåèéêë÷āăąēĕėęěĝğġģķĸŁ−€X",
    53: "VESÈÉÊËĒĔĖĘĚĲŚŜŞŠ",
    54: "ATZ`hou¨¯´¸ÀÁÂÃÄÅðòóôõöøùúûüĀĂĄĥōŏőŢŤŦũūŭůűųŹŻŽbnñńņňŋ",
    57: "CPRÇĆĈĊČďŔŖŘdpqµ¶þđħKÞß",
    60: "B&DGĎĜĞĠĢ",
    65: "UHNÐÙÚÛÜĐŊŨŪŬŮŰŲÑĤŃŅŇOQÒÓÔÕÖØŌŎŐ",
    73: "wŵM",
    80: "WŴ¼½¾æ—%Æm",
    85: "@œŒ",
    95: "…",
}
_WIDTH: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER: Final = 60


@lru_cache(maxsize=4096)
def width(text: str, size: int) -> Fraction:
    """How wide the text is at this size, in the units of the size; rather more than less."""
    return Fraction(sum(_WIDTH.get(letter, _OTHER) for letter in text) * size, 100)


def wrapped(text: str, room: Fraction, size: int) -> list[str]:
    """The text in lines no wider than `room`; a word without end is broken where it must be."""
    lines = [""]
    for word in text.split(" "):
        candidate = f"{lines[-1]} {word}" if lines[-1] else word
        if width(candidate, size) <= room:
            lines[-1] = candidate
            continue
        if lines[-1]:
            lines.append("")
        pieces = list(_pieces(word, room, size))
        lines[-1:] = pieces
    return lines


def _pieces(word: str, room: Fraction, size: int) -> list[str]:
    """A word in parts no wider than `room`, with hyphens where it was broken."""
    found, piece = [], ""
    for letter in word:
        if piece and width(f"{piece}{letter}-", size) > room and width(word, size) > room:
            found.append(f"{piece}-")
            piece = ""
        piece += letter
    return [*found, piece]
