"""Which letters of a text can no typeface of ours show, and how are they printed instead?

Known to the process that sets a PDF, and to no other: the typesetter is loaded here.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

FONTS: Final = Path(__file__).resolve().parent / "fonts"
# Accessible (UA) and to be archived (A-2a): the typesetter refuses what breaks either.
STANDARDS: Final[tuple[Literal["a-2a"], Literal["ua-1"]]] = ("a-2a", "ua-1")
_ASCII: Final = frozenset(map(chr, range(128)))
# The typesetter names the first text that no typeface can show, and stops there.
_COMPLAINT: Final = re.compile(r'the text `?"((?:[^"\\]|\\.)+)"`? could not be displayed')
_TRIAL: Final = b"""#set document(title: "Letters")
#set text(font: ("Source Sans 3", "Libertinus Serif"))
#for one in json(bytes(sys.inputs.letters)) { par(one) }"""


@cache
def typefaces() -> typst.Fonts:
    """Ours, and those that the typesetter brings; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def is_about_letters(error: typst.TypstError) -> bool:
    """Whether the typesetter stopped at a letter without a shape, and at nothing else."""
    return _COMPLAINT.search(str(error)) is not None


def complained_of(error: typst.TypstError) -> set[str]:
    """The letters that the typesetter could not show, also those it writes as \\u{e000}.

    Empty when it names but the plain letter under the mark that it could not show.
    """
    letters: set[str] = set()
    for found in _COMPLAINT.findall(str(error)):
        plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found)
        letters.update(set(plain) - _ASCII)
    return letters


def without_shape(text: str) -> list[str]:
    """Every letter of the text that no typeface has."""
    return _missing(sorted(set(text) - _ASCII))


def printable(text: str) -> str:
    """The same text with every letter named that no typeface has, however many there are.

    So are the marks on a letter when no typeface has both: the ring about the a in "a\u20dd".
    """
    text = named(text, without_shape(text))
    for cluster in sorted(_missing(sorted(_clusters(text))), key=len, reverse=True):
        text = text.replace(cluster, cluster[0] + named(cluster[1:], cluster[1:]))
    return text


def marks(text: str) -> set[str]:
    """The letters that stand on others: accents, vowel points, rings."""
    return {letter for letter in set(text) - _ASCII if unicodedata.category(letter)[0] == "M"}


def named(text: str, letters: Iterable[str]) -> str:
    """The same text with these letters written as their numbers, [U+1F600]."""
    return text.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in letters})


def _clusters(text: str) -> set[str]:
    """Every letter that occurs with marks on it, with them."""
    known = "".join(map(re.escape, sorted(marks(text))))
    return set(re.findall(f".[{known}]+", text, re.DOTALL)) if known else set()


def _missing(letters: Sequence[str]) -> list[str]:
    """Halves a set that cannot be shown until each one is found: quick when few are missing."""
    if not letters or _can_be_shown(letters):
        return []
    if len(letters) == 1:
        return list(letters)
    half = len(letters) // 2
    return _missing(letters[:half]) + _missing(letters[half:])


def _can_be_shown(letters: Sequence[str]) -> bool:
    try:
        typst.compile(
            _TRIAL,
            font_paths=typefaces(),
            sys_inputs={"letters": json.dumps(letters)},
            pdf_standards=list(STANDARDS),
        )
    except typst.TypstError as error:
        if not is_about_letters(error):
            raise
        return False
    return True
