"""Which sheets and columns stand for a plan in a workbook?

One table, read by the export and by the import, so that the two cannot drift apart. The sheet
"Plan" has one row per instrument; the others hold what does not fit there. Wording in the plan's
own language stands in its column; every other wording is a row of the sheet "Translations".
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    WORDING = "wording in the plan's own language"
    WHOLE = "whole number"
    YES = "yes or nothing"
    WORDS = "short names with commas between them"
    NUMBERS = "whole numbers with commas between them"
    LINES = "one entry on each line"


@dataclass(frozen=True)
class Column:
    """One column: the key in the document, what its cells hold, whether it must be there."""

    key: str
    holds: Holds = Holds.TEXT
    needed: bool = False

    @property
    def heading(self) -> str:
        """What stands in the first row."""
        return self.key.replace("_", " ")


T, W, N = Holds.TEXT, Holds.WORDING, Holds.WHOLE

PLAN: Final = "Plan"
FACTS: Final = "Facts"
MEASURES: Final = "Measures"
RESPONSIBILITIES: Final = "Responsibilities"
CATEGORIES: Final = "Categories"
TRANSLATIONS: Final = "Translations"

# Lists of the document that are sheets: name of the list, its columns.
LISTS: Final[dict[str, tuple[str, tuple[Column, ...]]]] = {
    "Levels": ("levels", (Column("key", T, True), Column("name", W), Column("plural", W))),
    "Scale": (
        "scale",
        (
            Column("code", T, True),
            Column("sign"),
            Column("name", W),
            Column("rank", N),
            Column("needs_reason", Holds.YES),
        ),
    ),
    "Dimensions": ("dimensions", (Column("code", T, True), Column("name", W))),
    "Bodies": (
        "bodies",
        (
            Column("code", T, True),
            Column("abbreviation"),
            Column("name", W),
            Column("short_name", W),
            Column("parent"),
            Column("from"),
            Column("until"),
            Column("standing"),
        ),
    ),
    "Focus countries": (
        "focus_countries",
        (Column("country", T, True), Column("from"), Column("until")),
    ),
    "Legal bases": (
        "legal_bases",
        (
            Column("code", T, True),
            Column("kind"),
            Column("title", W),
            Column("adopted_on"),
            Column("source"),
            Column("standing"),
        ),
    ),
    "Footnotes": ("footnotes", (Column("number", N, True), Column("text", W), Column("body"))),
    "Periods": (
        "periods",
        (
            Column("year", N, True),
            Column("baseline", Holds.YES),
            Column("opens_on"),
            Column("due_on"),
            Column("closes_on"),
        ),
    ),
}

# On the sheet "Plan", for each level, after the key of the level ("goals code", "goals text").
PROVISION: Final = (
    Column("code", T, True),
    Column("title", W),
    Column("text", W, True),
    Column("footnotes", Holds.NUMBERS),
    Column("legal_bases", Holds.LINES),
    Column("note", W),
)
INSTRUMENT: Final = (Column("instrument", N, True), Column("instrument_text", W, True))
MEASURE: Final = (
    Column("line", T, True),
    Column("instrument", N, True),
    Column("measure", N, True),
    Column("kind", T, True),
    Column("label", W),
    Column("unit"),
    Column("activity_kinds", Holds.WORDS),
    Column("dimensions", Holds.WORDS),
    Column("total"),
    Column("numerator", W),
    Column("denominator", W),
    Column("target", N),
    Column("target_of", N),
    Column("target_year", N),
)
# In the document these stand together, as the parts of "target".
TARGET: Final[dict[str, str]] = {
    "target": "number",
    "target_of": "of",
    "target_year": "year",
}
RESPONSIBILITY: Final = (
    Column("line", T, True),
    Column("entry", N, True),
    Column("printed", T, True),
    Column("bodies", Holds.WORDS, True),
    Column("role", T, True),
)
CATEGORY: Final = (Column("dimension", T, True), Column("code", T, True), Column("name", W, True))
FACT: Final = (Column("fact", T, True), Column("value", T, True))
TRANSLATION: Final = (
    Column("part", T, True),
    Column("code", T, True),
    Column("instrument", N, True),
    Column("measure", N, True),
    Column("field", T, True),
    Column("language", T, True),
    Column("state", T, True),
    Column("text", T, True),
)

# The plan's own facts on the sheet "Facts": what is written, where it stands in the document.
FACTS_OF_PLAN: Final[dict[str, tuple[tuple[str, ...], Holds]]] = {
    "format": (("format",), T),
    "slug": (("slug",), T),
    "title": (("title",), W),
    "short title": (("short_title",), W),
    "description": (("description",), W),
    "country": (("country",), T),
    "starts on": (("starts_on",), T),
    "ends on": (("ends_on",), T),
    "language": (("language",), T),
    "source key": (("source", "key"), T),
    "source citation": (("source", "citation"), T),
    "predecessor": (("predecessor",), T),
    "outline": (("outline",), Holds.YES),
    "sample": (("sample",), Holds.YES),
}

SHEETS: Final = (
    PLAN,
    MEASURES,
    RESPONSIBILITIES,
    FACTS,
    *("Levels", "Scale", "Dimensions"),
    CATEGORIES,
    *("Bodies", "Focus countries", "Legal bases", "Footnotes", "Periods"),
    TRANSLATIONS,
)


def plan_columns(keys: list[str]) -> list[tuple[str, str, Column]]:
    """The columns of "Plan": heading, key of the level (empty for instruments), column."""
    of_levels = [(f"{key} {column.heading}", key, column) for key in keys for column in PROVISION]
    return of_levels + [(column.heading, "", column) for column in INSTRUMENT]
