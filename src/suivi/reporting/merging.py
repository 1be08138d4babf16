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


@dataclass(frozen=True)
class Piece:
    """Some paragraphs of the joined text: what each side has there; None where it has none.

    Where both are the same there is nothing to choose.
    """

    mine: str | None
    theirs: str | None

    @property
    def is_agreed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.mine == self.theirs

    def chosen(self, side: str) -> list[str]:
        """The text of "mine", of "theirs", or of both, theirs first."""
        sides = {"mine": [self.mine], "theirs": [self.theirs]}
        both = [self.theirs] if self.is_agreed else [self.theirs, self.mine]
        return [text for text in sides.get(side, both) if text is not None]


def pieces(base: str, mine: str, theirs: str) -> list[Piece]:
    """The text in order, cut where both changed the same paragraphs.

    What one side alone changed is agreed: it stands in the result as that side has it.
    """
    began = paragraphs(base)
    sides = (_changes(began, paragraphs(mine)), _changes(began, paragraphs(theirs)))
    found: list[Piece] = []
    done = 0
    for start, end in _ranges([*sides[0], *sides[1]]):
        found += _agreed(began[done:start])
        ours, others = (_within(began, side, start, end) for side in sides)
        kept = began[start:end]
        if kept in (ours, others):  # one side alone changed it
            found += _agreed(others if ours == kept else ours)
        else:
            found.append(Piece(_text(ours), _text(others)))
        done = end
    return _together(found + _agreed(began[done:]))


def _together(found: Sequence[Piece]) -> list[Piece]:
    """Agreed pieces that follow each other as one."""
    joined: list[Piece] = []
    for piece in found:
        if joined and piece.is_agreed and joined[-1].is_agreed:
            joined[-1:] = _agreed([f"{joined[-1].mine}\n{piece.mine}"])
        else:
            joined.append(piece)
    return joined


def _ranges(changes: Sequence[_Change]) -> list[tuple[int, int]]:
    """The places of the beginning that changed; those that touch count as one."""
    found: list[tuple[int, int]] = []
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if found and change.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], change.end))
        else:
            found.append((change.start, change.end))
    return found


def _within(began: Sequence[str], changes: Sequence[_Change], start: int, end: int) -> list[str]:
    """What one side has in the place of these paragraphs."""
    now = list(began)
    for change in reversed([each for each in changes if start <= each.start and each.end <= end]):
        now[change.start : change.end] = change.new
    return now[start : len(now) - (len(began) - end)]


def _text(lines: Sequence[str]) -> str | None:
    return "\n".join(lines) if lines else None


def _agreed(lines: Sequence[str]) -> list[Piece]:
    text = _text(lines)
    return [] if text is None else [Piece(text, text)]
