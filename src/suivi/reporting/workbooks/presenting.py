"""How are the differences of a workbook shown to the person who decides?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.reporting.workbooks.comparing import (
    CHANGED,
    CONFLICT,
    EMPTIED,
    JOINED,
    NEW,
    ONLINE,
    WORKBOOK,
    Comparison,
    Difference,
    LineComparison,
)
from suivi.reporting.workbooks.naming import field_name, shown

STATES: Final = {
    NEW: gettext_lazy("new"),
    CHANGED: gettext_lazy("changed"),
    EMPTIED: gettext_lazy("emptied"),
    CONFLICT: gettext_lazy("changed by both"),
}


@dataclass(frozen=True)
class Side:
    """One of the texts between which a person chooses."""

    choice: str
    name: Any
    text: str
    language: str


@dataclass(frozen=True)
class Compared:
    """A difference as shown: what it is about, both texts, and which choice is proposed."""

    difference: Difference
    name: str
    sides: tuple[Side, ...]
    proposed: str

    @property
    def key(self) -> str:
        """What the choice is called in the form."""
        return self.difference.field

    @property
    def word(self) -> Any:
        """Its state in a word."""
        return STATES[self.difference.state]


@dataclass(frozen=True)
class PresentedLine:
    """A line that the workbook would change, with its differences as shown."""

    compared: LineComparison
    differences: tuple[Compared, ...]


def presented_lines(
    comparison: Comparison, decided: Mapping[str, Mapping[str, str]]
) -> list[PresentedLine]:
    """The lines that would change, as a person reads them; `decided` keeps earlier choices."""
    return [
        PresentedLine(
            line,
            tuple(
                _presented(line, each, decided.get(line.line.code, {}).get(each.field, ""))
                for each in line.differences
            ),
        )
        for line in comparison.to_apply
    ]


def _presented(line: LineComparison, each: Difference, decided: str) -> Compared:
    is_prose = each.field in line.line.asked.prose_names()
    here = line.line.answers.get("language", "") if is_prose else ""
    there = line.language if is_prose else ""
    offered = line.offered
    sides = [
        Side(ONLINE, _("Online now"), shown(each.field, each.online, offered), here),
        Side(WORKBOOK, _("In the workbook"), shown(each.field, each.workbook, offered), there),
    ]
    if each.joined:
        sides.append(Side(JOINED, _("Both joined"), each.joined, there))
    proposed = decided or (JOINED if each.is_joined_cleanly else "")
    return Compared(each, field_name(line.line.asked, each.field), tuple(sides), proposed)
