"""What changed between two versions of a text, paragraph by paragraph and word by word?

Paragraphs that stayed are matched first; where some were replaced, those most alike are paired
and compared by words, and the others stand as added or removed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from suivi.reporting.merging import paragraphs

SAME: Final = "same"
CHANGED: Final = "changed"
ADDED: Final = "added"
REMOVED: Final = "removed"
Kind = Literal["same", "changed", "added", "removed"]

# Two paragraphs that share less than this are two paragraphs, not one that was changed.
ALIKE: Final = 0.35
# So far ahead a paragraph looks for the one it was.
NEAR: Final = 20
# Beyond so many equal pairs frequent words are left out of the search: it must not take minutes.
MOST_PAIRS: Final = 200_000
_TOKEN: Final = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, were added or were removed."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph: before, now, and its words in pieces; blank where it was not or is not."""

    kind: Kind
    before: str
    now: str
    pieces: tuple[Piece, ...]


def shown_paragraphs(text: str) -> list[str]:
    """The paragraphs that hold anything, in order."""
    return [line.strip() for line in paragraphs(text) if line.strip()]


def differences(before: str, now: str) -> list[Change]:
    """Every paragraph of the two texts, in the order in which one reads them now."""
    old, new = shown_paragraphs(before), shown_paragraphs(now)
    found: list[Change] = []
    for tag, a1, a2, b1, b2 in _matcher(old, new).get_opcodes():
        if tag == "equal":
            found += [Change("same", each, each, (Piece("same", each),)) for each in old[a1:a2]]
        else:
            found += _replaced(old[a1:a2], new[b1:b2])
    return found


def _matcher(old: Sequence[str], new: Sequence[str]) -> "SequenceMatcher[str]":
    """What finds the parts that stayed; the search grows with the equal pairs, not the length."""
    mine, theirs = Counter(old), Counter(new)
    pairs = sum(number * theirs[each] for each, number in mine.items())
    return SequenceMatcher(a=old, b=new, autojunk=pairs > MOST_PAIRS)


def is_changed(changes: Iterable[Change]) -> bool:
    """Whether anything is not as it was."""
    return any(each.kind != SAME for each in changes)


def word_pieces(before: str, now: str) -> tuple[Piece, ...]:
    """The words of two paragraphs in pieces."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    keys_old, keys_new = [t.strip() for t in old], [t.strip() for t in new]
    matcher = _matcher(keys_old, keys_new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(new[b1:b2])))
            continue
        if a1 < a2:
            pieces.append(Piece("removed", "".join(old[a1:a2])))
        if b1 < b2:
            pieces.append(Piece("added", "".join(new[b1:b2])))
    return tuple(_joined(pieces))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Without the islands: a mark or a blank between two changes belongs to both."""
    removed, added = "", ""
    for place, piece in enumerate(pieces):
        inner = 0 < place < len(pieces) - 1
        if piece.kind == SAME and not (inner and not re.search(r"\w", piece.text)):
            yield from _change(removed, added)
            removed, added = "", ""
            yield piece
        else:
            removed += piece.text if piece.kind != ADDED else ""
            added += piece.text if piece.kind != REMOVED else ""
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that took the place of others: paired in order where they are alike."""
    start = 0
    for each in new:
        place = _most_alike(each, old, start)
        if place is None:
            yield Change("added", "", each, (Piece("added", each),))
            continue
        yield from (_removed(gone) for gone in old[start:place])
        yield Change("changed", old[place], each, word_pieces(old[place], each))
        start = place + 1
    yield from (_removed(gone) for gone in old[start:])


def _removed(text: str) -> Change:
    return Change("removed", text, "", (Piece("removed", text),))


def _most_alike(text: str, among: Sequence[str], start: int) -> int | None:
    near = range(start, min(len(among), start + NEAR))
    rated = [(likeness(text, among[place]), -place) for place in near]
    best = max(rated, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def likeness(one: str, other: str) -> float:
    """How many of the words of two texts are the same, from 0 to 1; order does not count."""
    mine, theirs = re.findall(r"\w+", one.casefold()), re.findall(r"\w+", other.casefold())
    if not mine or not theirs:
        return 0.0
    return 2 * (Counter(mine) & Counter(theirs)).total() / (len(mine) + len(theirs))


def where_now(quoted: str, before: str, now: str) -> Change:
    """What became of one paragraph of an earlier version: as it is, changed, or removed."""
    if quoted in shown_paragraphs(now):
        return Change("same", quoted, quoted, (Piece("same", quoted),))
    for change in differences(before, now):
        if change.before == quoted and change.now:
            return change
    # It may have been moved, too.
    others = [each for each in shown_paragraphs(now) if each not in shown_paragraphs(before)]
    best = max(((likeness(quoted, each), each) for each in others), default=(0.0, ""))
    if best[0] < ALIKE:
        return _removed(quoted)
    return Change("changed", quoted, best[1], word_pieces(quoted, best[1]))
