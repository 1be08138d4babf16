"""Two people wrote in the same form. Whose words stand, and where must a person decide?

Answers are flat: field name to text. A field that only one of the two changed takes that change; a
field that both changed alike is no quarrel. A text that both changed is joined by paragraph where
their changes do not touch; where they do, both paragraphs stand, and a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Quarrel:
    """A field that both changed: the text each gave, and a proposal that loses neither."""

    field: str
    mine: str
    theirs: str
    proposal: str


@dataclass(frozen=True)
class Merged:
    """The joined answers, and the fields in which a person must decide; none when all is well."""

    answers: dict[str, str]
    quarrels: tuple[Quarrel, ...]


def merge(base: Answers, mine: Answers, theirs: Answers, prose: frozenset[str]) -> Merged:
    """Joins two sets of answers that began from `base`; fields in `prose` join by paragraph."""
    answers: dict[str, str] = {}
    quarrels: list[Quarrel] = []
    for field in sorted({*base, *mine, *theirs}):
        began, ours, others = (side.get(field, "") for side in (base, mine, theirs))
        if others in {ours, began}:
            answers[field] = ours
        elif ours == began:
            answers[field] = others
        else:
            joined, clean = (
                merge_paragraphs(began, ours, others) if field in prose else (others, False)
            )
            answers[field] = joined
            if not clean:
                quarrels.append(Quarrel(field, ours, others, joined))
    return Merged({name: text for name, text in answers.items() if text}, tuple(quarrels))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, whatever the line ends."""
    return text.replace("\r\n", "\n").split("\n")


@dataclass(frozen=True)
class _Change:
    """Paragraphs [start, end) of the beginning became `new`."""

    start: int
    end: int
    new: tuple[str, ...]

    def touches(self, other: "_Change") -> bool:
        """Whether the two changes meet in the text they both began from."""
        return self.start <= other.end and other.start <= self.end


def _changes(began: Sequence[str], now: Sequence[str]) -> list[_Change]:
    matcher = SequenceMatcher(a=began, b=now, autojunk=False)
    return [
        _Change(a1, a2, tuple(now[b1:b2]))
        for tag, a1, a2, b1, b2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def merge_paragraphs(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """Joins two changed texts; gives the text and whether no two changes touched.

    Where changes touch, the paragraphs of both stand one after the other: theirs, then mine.
    """
    began = paragraphs(base)
    ours, others = _changes(began, paragraphs(mine)), _changes(began, paragraphs(theirs))
    clean = not any(one.touches(two) for one in ours for two in others if one != two)
    if not clean:
        return _both(theirs, mine), False
    joined = list(began)
    for change in sorted({*ours, *others}, key=lambda change: change.start, reverse=True):
        joined[change.start : change.end] = change.new
    return "\n".join(joined), True


def _both(first: str, second: str) -> str:
    """Every paragraph of the two texts once: the first text, and what the second has besides."""
    result: list[str] = []
    before, after = paragraphs(first), paragraphs(second)
    for tag, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        result += before[a1:a2]
        if tag != "equal":
            result += after[b1:b2]
    return "\n".join(result)
