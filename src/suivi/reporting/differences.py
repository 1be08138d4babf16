"""What does a text say that an earlier one did not, paragraph by paragraph and word by word?

Nothing here knows how it is shown: a paragraph is a row of runs of words, each kept, gone or new.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

# A word with the space after it: put together again, the runs are the text.
_WORD: Final = re.compile(r"\S+\s*|\s+")
# Below this likeness two paragraphs are two paragraphs, not one that was rewritten.
_ALIKE: Final = 0.4


class Change(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Run:
    """Words one after the other of which the same is said."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of either text or of both."""

    runs: tuple[Run, ...]

    @property
    def change(self) -> Change | None:
        """What became of all of it; None where only some of its words changed."""
        changes = {run.change for run in self.runs}
        return changes.pop() if len(changes) == 1 else None


def difference(before: str, now: str) -> list[Paragraph]:
    """The paragraphs of two texts in one order, with what became of their words."""
    old, new = _paragraphs(before), _paragraphs(now)
    found: list[Paragraph] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole(Change.KEPT, text) for text in old[a1:a2]]
        else:
            found += _rewritten(old[a1:a2], new[b1:b2])
    return found


def _paragraphs(text: str) -> list[str]:
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if line]


def _whole(change: Change, text: str) -> Paragraph:
    return Paragraph((Run(change, text),))


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Each new paragraph beside the first old one left that it resembles."""
    left = list(old)
    for text in new:
        like = next((each for each in left if _likeness(each, text) >= _ALIKE), None)
        if like is None:
            yield _whole(Change.NEW, text)
            continue
        passed = left.index(like)
        yield from (_whole(Change.GONE, each) for each in left[:passed])
        del left[: passed + 1]
        yield Paragraph(tuple(_runs(like, text)))
    yield from (_whole(Change.GONE, each) for each in left)


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(a=one.split(), b=two.split(), autojunk=False).ratio()


def _runs(before: str, now: str) -> Iterator[Run]:
    old, new = _WORD.findall(before), _WORD.findall(now)
    matcher = SequenceMatcher(
        a=[word.strip() for word in old], b=[word.strip() for word in new], autojunk=False
    )
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            yield Run(Change.KEPT, "".join(new[b1:b2]))
            continue
        if a1 < a2:
            yield Run(Change.GONE, "".join(old[a1:a2]))
        if b1 < b2:
            yield Run(Change.NEW, "".join(new[b1:b2]))
