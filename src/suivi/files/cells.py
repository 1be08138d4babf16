"""How does a text leave in a table as a text, whatever it begins with, and come back as it was?"""

import re
from typing import Any, Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A spreadsheet program takes a text that begins like this for a formula.
LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
LONGEST: Final = 32_000  # letters; Excel takes 32,767
_MARKED: Final = re.compile(r"'+[=+\-@\t\r]")


def writable(text: str) -> str:
    """What a cell of a workbook can hold of a text."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return str(clean)[:LONGEST]


def hold_text(cell: Any, text: str) -> Any:
    """Makes a text of a cell of a workbook, never a formula; gives the cell."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # Set after the value: openpyxl would make a formula of "=1" and an error of "#N/A".
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
    return cell


def marked(text: str) -> str:
    """A text for CSV: an apostrophe before what would be a formula, or would seem marked so."""
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) or _MARKED.match(text) else text


def unmarked(text: str) -> str:
    """The text as it was before it was marked."""
    return text[1:] if _MARKED.match(text) else text
