"""How does one text of a report read in the language asked for?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from suivi.languages.wording import State
from suivi.publications.snapshot.shape import Worded
from suivi.publications.snapshot.wordings import wording_of
from suivi.ui.marks import language_mark, translation_mark


@dataclass(frozen=True)
class Words:
    """A short text, the language it is in ("" when that of the page), and its marks.

    `mark` says in words what sort of text it is ("in Dutch"); `unofficial` names the state of a
    translation that is not official, for which a star stands.
    """

    text: str
    language: str = ""
    mark: str = ""
    unofficial: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def html(self) -> SafeString:
        """As markup: its language said to screen readers, its mark shown to all."""
        text = format_html("{}", self.text)
        if self.language:
            text = format_html('<span lang="{}">{}</span>', self.language, self.text)
        if self.unofficial:
            text = format_html("{}{}", text, translation_mark(self.unofficial))
        if self.mark:
            return format_html('{} <small class="mark">({})</small>', text, self.mark)
        return text


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its stable address; its lines as they were typed."""

    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A text that somebody wrote, in the language it was written in."""

    paragraphs: tuple[Paragraph, ...]
    language: str = ""
    mark: str = ""

    @property
    def html(self) -> SafeString:
        """As markup: paragraphs with their addresses, in their language."""
        paragraphs = format_html_join(
            "", '<p id="{}">{}</p>', ((one.anchor, _broken(one.lines)) for one in self.paragraphs)
        )
        if self.language:
            return format_html('<div class="text" lang="{}">{}</div>', self.language, paragraphs)
        return format_html('<div class="text">{}</div>', paragraphs)


def _broken(lines: Iterable[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def joined(several: Iterable[Words]) -> SafeString:
    """Several short texts as markup, side by side."""
    return format_html_join(" · ", "{}", ((one.html,) for one in several))


def reader() -> str:
    """The language asked for: that of the page being made."""
    return (get_language() or "en")[:2]


def words(found: Worded, own: str = "en", *, marked: bool = False) -> Words:
    """A curated text for the reader; `marked` shows when it is no official translation."""
    said = wording_of(found).for_reader(reader(), own)
    unofficial = str(said.state.label) if marked and said.state is not State.OFFICIAL else ""
    return Words(said.text, _foreign(said.language), unofficial=unofficial)


def foreign_words(text: str, language: str) -> Words:
    """A short text that somebody wrote in `language`, visibly marked when it is another one."""
    return Words(text, _foreign(language), language_mark(language))


def passage(text: str, language: str, anchor: str) -> Passage | None:
    """A written text as paragraphs addressed anchor-1, anchor-2, …; None when nothing is there."""
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    if not blocks:
        return None
    paragraphs = tuple(
        Paragraph(f"{anchor}-{number}", tuple(line.strip() for line in block.strip().split("\n")))
        for number, block in enumerate(blocks, start=1)
    )
    return Passage(paragraphs, _foreign(language), language_mark(language))


def worded_passage(found: Worded, own: str, anchor: str) -> Passage | None:
    """A longer text that exists in several languages, in the reader's or in its own."""
    said = wording_of(found).for_reader(reader(), own)
    return passage(said.text, said.language, anchor)


def _foreign(language: str) -> str:
    return "" if language == reader() else language
