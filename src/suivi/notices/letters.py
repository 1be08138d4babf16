"""What does a mail say, before it is made plain text or HTML?

The subjects write letters in the language that is active; nothing here knows whom they go to.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Words that lead to a place of this site: a path with its anchor."""

    text: str
    path: str


@dataclass(frozen=True)
class Entry:
    """One thing, in one sentence, with links to the places where it is dealt with."""

    text: str
    links: tuple[Link, ...] = ()
    more: Link | None = None


@dataclass(frozen=True)
class Section:
    """What belongs together under one title, such as a plan."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Letter:
    """A mail without greeting and signature. `reply_to` is the address that an answer goes to."""

    subject: str
    opening: tuple[str, ...] = ()
    quoted: str = ""
    sections: Sequence[Section] = ()
    closing: tuple[str, ...] = ()
    reply_to: str = ""
