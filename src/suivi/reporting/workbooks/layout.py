"""What stands where in the workbook of a department?

Two sheets are filled in: one row per line, one row per cell of a figure. Their first row, hidden,
names the columns for the program; identifiers and the version from which the person began stand in
hidden columns. So rows may be sorted, columns moved or hidden, and sheets renamed.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FORMAT: Final = "suivi-contributions"
VERSION: Final = 2  # with reasons and notes for each category

FACTS: Final = "suivi"  # the hidden sheet: format, version, whose workbook, the lists
LINES: Final = "suivi:lines"
FIGURES: Final = "suivi:figures"
HEADING: Final = "heading"
KEY_ROW: Final = 1
HEADING_ROW: Final = 2
FIRST_ROW: Final = 3

CHOICE: Final = frozenset({"progress", "language", "absence", "state", "no_account"})
NUMBER: Final = frozenset({"number", "denominator"})
DATE: Final = "reached_on"


@dataclass(frozen=True)
class Column:
    """A column: its key for the program, its heading, its width, whether it is filled in.

    Workbooks that were downloaded before a column was added (`is_later`) come back without it.
    """

    key: str
    heading: Any = ""
    width: int = 14
    is_filled_in: bool = False
    is_later: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether it is for the program alone."""
        return not self.heading


OF_LINES: Final = (
    Column(LINES),
    Column("base"),
    Column("code", _("Line"), 8),
    Column("wording", _("Wording"), 40),
    Column("instruments", _("Monitoring instruments"), 36),
    Column("before", _("What was said before"), 40),
    Column("status", _("State"), 14),
    Column("account", _("What was done"), 60, is_filled_in=True),
    Column(
        "no_account", _("Or why there is nothing to tell"), 24, is_filled_in=True, is_later=True
    ),
    Column("no_account_reason", _("Why, in a sentence"), 36, is_filled_in=True, is_later=True),
    Column("progress", _("Progress of the line"), 18, is_filled_in=True),
    Column("progress_reason", _("Reason, where the step asks for one"), 28, is_filled_in=True),
    Column("obstacles", _("Obstacles"), 36, is_filled_in=True),
    Column("next_steps", _("Next steps"), 36, is_filled_in=True),
    Column("language", _("Written in"), 14, is_filled_in=True),
)
OF_FIGURES: Final = (
    Column(FIGURES),
    Column("base"),
    Column("code", _("Line"), 8),
    Column("measure", _("Measure"), 9),
    Column("instrument", _("Monitoring instrument"), 40),
    Column("row", _("Row"), 24),
    Column("unit", _("What is counted"), 30),
    Column("before", _("Figure before"), 26),
    Column("name", _("Name of the row"), 22, is_filled_in=True),
    Column("number", _("Number"), 14, is_filled_in=True),
    Column("denominator", _("Second count"), 14, is_filled_in=True),
    Column("absence", _("Or why there is nothing to give"), 24, is_filled_in=True),
    Column("note", _("Note: why the figure is right, or why there is none"), 36, is_filled_in=True),
    Column("state", _("How far"), 16, is_filled_in=True),
    Column("reached_on", _("Date"), 14, is_filled_in=True),
    Column("text", _("Account"), 50, is_filled_in=True),
)
COLUMNS: Final = {LINES: OF_LINES, FIGURES: OF_FIGURES}
TITLES: Final = {LINES: _("Lines"), FIGURES: _("Figures")}


def line_id(code: str) -> str:
    """How the row of a line is known."""
    return f"line|{code}"


def figure_id(code: str, measure: str, row: str) -> str:
    """How the row of a figure is known: line, measure, row of the grid."""
    return f"figure|{code}|{measure}|{row}"
