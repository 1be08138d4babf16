"""Which blank stands before a colon or a semicolon, in the language of the page?"""

from typing import Final

from django.utils.translation import get_language

# Narrow and not to be broken; French alone wants it.
_BLANK: Final = "\u202f"


def colon() -> str:
    """The colon after a label; the blank after it is the writer's."""
    return f"{_before()}:"


def semicolon() -> str:
    """The semicolon between the members of a list; the blank after it is the writer's."""
    return f"{_before()};"


def _before() -> str:
    return _BLANK if (get_language() or "en")[:2] == "fr" else ""
