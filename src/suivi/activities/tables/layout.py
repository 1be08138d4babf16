"""What stands where in a table of activities?

One row per activity. In a workbook the first row, hidden, names the columns for the program; in CSV
the name stands behind the heading: "Women [women]". So columns may be moved, hidden or left away,
and headings read in the language of the person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from suivi.languages.choices import folded
from suivi.languages.wording import CODES

FORMAT: Final = "suivi-activities"
VERSION: Final = 1
SHEET: Final = _("Activities")
FACTS: Final = "suivi"  # the hidden sheet: format, version, language, how many rows, the lists
KEY_ROW: Final = 1
HEADING_ROW: Final = 2
FIRST_ROW: Final = 3
MOST: Final = 10_000

CHOICE: Final = ("kind", "dated", "forum", "gender_marker", "language", "is_public", "body")
DAYS: Final = ("started_on", "ended_on", "euro_rate_on")
COUNTS: Final = ("women", "men", "other_sex", "unknown_sex")


@dataclass(frozen=True)
class Column:
    """A column: its key for the program, its heading, its width, whether a person fills it in."""

    key: str
    heading: Any
    width: int = 14
    is_filled_in: bool = True


COLUMNS: Final = (
    Column("uid", _("Identifier"), 12, is_filled_in=False),
    Column("version", _("Version"), 8, is_filled_in=False),
    Column("title", _("Title"), 50),
    Column("kind", _("Kind"), 22),
    Column("started_on", _("Date"), 12),
    Column("ended_on", _("Until"), 12),
    Column("dated", _("Date known"), 14),
    Column("body", _("Body"), 24),
    Column("partners", _("Together with"), 28),
    Column("lines", _("Lines that it serves"), 28),
    Column("countries", _("Countries"), 24),
    Column("forum", _("Forum"), 24),
    Column("amount", _("Amount"), 16),
    Column("currency", _("Currency"), 10),
    Column("euro_rate", _("Euros for one unit"), 12),
    Column("euro_rate_on", _("Day of the rate"), 12),
    Column("euro_rate_source", _("Source of the rate"), 18),
    Column("women", _("Women"), 10),
    Column("men", _("Men"), 10),
    Column("other_sex", _("Another sex"), 10),
    Column("unknown_sex", _("Sex unknown"), 10),
    Column("gender_marker", _("Gender marker"), 24),
    Column("iati_identifier", _("IATI identifier"), 20),
    Column("source", _("Source"), 30),
    Column("account", _("Account"), 60),
    Column("language", _("Written in"), 12),
    Column("is_public", _("Who may read it"), 16),
    Column("links", _("Evidence (addresses)"), 40),
    Column("files", _("Evidence (files)"), 30, is_filled_in=False),
    Column("address", _("Address"), 30, is_filled_in=False),
    Column("sample", _("Sample"), 8, is_filled_in=False),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}
FILLED_IN: Final = tuple(column.key for column in COLUMNS if column.is_filled_in)
NEEDED: Final = ("title", "kind", "started_on")
_KEYED: Final = re.compile(r".*\[(\w+)\]\s*", re.DOTALL)


def heading_in_csv(column: Column) -> str:
    """A heading with the key behind it."""
    return f"{column.heading} [{column.key}]"


def key_of(written: str) -> str:
    """The key of the column that a heading names, in any language; "" when it names none."""
    keyed = _KEYED.fullmatch(written)
    if keyed and keyed.group(1) in BY_KEY:
        return keyed.group(1)
    return written if written in BY_KEY else _by_heading().get(folded(written), "")


@cache
def _by_heading() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in CODES:
        found |= {folded(text): key for key, text in headings(language).items()}
    return found


@cache
def headings(language: str) -> Mapping[str, str]:
    """Key to heading, in that language."""
    with override(language):
        return {column.key: str(column.heading) for column in COLUMNS}


def language_of(written: list[str]) -> str:
    """The language in which most of these headings are; that of the page where none tells."""
    here = (get_language() or "en")[:2]
    bare = {folded(re.sub(r"\s*\[\w+\]\s*$", "", text)) for text in written}

    def fits(language: str) -> int:
        return len(bare & {folded(text) for text in headings(language).values()})

    return max((here, *(code for code in CODES if code != here)), key=fits)
