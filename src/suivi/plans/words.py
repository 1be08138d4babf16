"""Does a text answer to the words a reader typed, whatever their accents and capitals?

Texts of four languages are compared in one folded form: small letters without accents, ligatures
taken apart, typographic apostrophes made plain. A word fits anywhere in a text, so that "plan"
finds "actieplan" as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

# What no decomposition takes apart, and the marks that keyboards lack.
_PLAIN: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‘": "'", "‑": "-"}
)
# Accents and other marks that combine with a letter.
_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_EDGES: Final = ",;:!?\"'()[]«»“”„"
MOST_WORDS: Final = 12


def folded(text: str) -> str:
    """The text in small letters without accents: "Égalité" → "egalite", "Straße" → "strasse"."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)))


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query without the marks around them, each once, at most twelve."""
    words = (word.strip(_EDGES) for word in folded(query).split())
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_WORDS]


def answers(folded_text: str, words: Sequence[str]) -> bool:
    """Whether every word stands in the text, which is folded already."""
    return all(word in folded_text for word in words)


def _positions(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters = [(part, place) for place, letter in enumerate(text) for part in folded(letter)]
    return "".join(part for part, _place in letters), [place for _part, place in letters]


def _found(text: str, words: Sequence[str]) -> set[int]:
    """The places in the text that belong to one of the words."""
    plain, origin = _positions(text)
    found: set[int] = set()
    for word in words:
        start = plain.find(word)
        while start != -1:
            found.update(origin[start : start + len(word)])
            start = plain.find(word, start + len(word))
    return found


def parted(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words: for marking what was found."""
    found = _found(text, words)
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in found) != (start in found):
            yield text[start:place], start in found
            start = place
