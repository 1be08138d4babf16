"""How is a status shown? Always by the same cell: a sign, a fill and a word, never colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

# The signs need no translation. A plan may bring steps of its own, with a sign of its own.
SIGNS: Final = {
    "done": "✓",
    "on_track": "↗",
    "in_progress": "◑",
    "delayed": "!",
    "not_started": "○",
    "no_news": "–",
    "dropped": "×",
    "delivered": "✓",
    "accepted": "✓",
    "published": "☑",
    "due": "·",
    "promised": "◷",
    "blocked": "⊘",
    "overdue": "!",
    "sent_back": "↩",
    "draft": "✎",
    "not_responsible": "·",
}

WORDS: Final = {
    "done": _("Done"),
    "on_track": _("On track"),
    "in_progress": _("In progress"),
    "delayed": _("Delayed"),
    "not_started": _("Not started"),
    "no_news": _("No information"),
    "dropped": _("Dropped"),
    "delivered": _("Delivered"),
    "accepted": _("Accepted"),
    "published": _("Published"),
    "due": _("Due"),
    "promised": _("Promised for a day"),
    "blocked": _("Blocked"),
    "overdue": _("Overdue"),
    "sent_back": _("Sent back"),
    "draft": _("Draft"),
    "not_responsible": _("Not responsible"),
}


@dataclass(frozen=True)
class Cell:
    """One status: what it is, how it looks, what it is called, and what it is the status of."""

    code: str
    sign: str
    word: str | Promise
    caption: str | Promise = ""
    href: str = ""

    @classmethod
    def known(cls, code: str, caption: str | Promise = "", href: str = "") -> "Cell":
        """The cell of a code of this house, with its usual sign and word; KeyError for others."""
        return cls(code, SIGNS[code], WORDS[code], caption, href)

    def __str__(self) -> SafeString:
        """The markup, so that a template may write {{ cell }}."""
        return rendered(self)


@lru_cache(maxsize=8192)
def _html(code: str, sign: str, text: str, href: str) -> SafeString:
    """The markup of a cell; the same few hundred come back on every page, so they are kept."""
    look = f'class="cell {escape(code).replace("_", "-")}" title="{escape(text)}"'
    inside = (
        f'<span aria-hidden="true">{escape(sign)}</span>'
        f'<span class="govuk-visually-hidden">{escape(text)}</span>'
    )
    if href:
        return mark_safe(f'<a {look} href="{escape(href)}">{inside}</a>')  # noqa: S308
    return mark_safe(f"<span {look}>{inside}</span>")  # noqa: S308


def rendered(cell: Cell) -> SafeString:
    """The markup of one cell: class, sign, hidden words and the same words as a tooltip."""
    return _html(cell.code, cell.sign, str(cell.caption or cell.word), cell.href)


def rendered_all(cells: Iterable[Cell]) -> SafeString:
    """The cells of a row, one after the other."""
    return mark_safe(" ".join(rendered(cell) for cell in cells))  # noqa: S308
