"""How are the differences of a table shown to the person who decides?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from suivi.activities.queries.names import names
from suivi.activities.tables import layout
from suivi.activities.tables.cells import Cells, choices
from suivi.activities.tables.comparing import (
    CHANGED,
    CONFLICT,
    NEW,
    ONLINE,
    TABLE,
    Comparison,
    Difference,
)
from suivi.ui.numbers_and_days import day, figure

PAGE: Final = 50
STATES: Final = {
    NEW: gettext_lazy("new"),
    CHANGED: gettext_lazy("changed"),
    CONFLICT: gettext_lazy("changed by both"),
}
ORDER: Final = (CONFLICT, CHANGED, NEW)


@dataclass(frozen=True)
class Fact:
    """One fact as shown: what stands in the register now, and what the table says."""

    name: Any
    online: str
    table: str
    is_conflict: bool


@dataclass(frozen=True)
class Shown:
    """A row as shown, with the side that is proposed where both changed it."""

    difference: Difference
    facts: tuple[Fact, ...]
    chosen: str

    @property
    def word(self) -> Any:
        """Its state in a word."""
        return STATES[self.difference.state]

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """Between what a person chooses."""
        return ((ONLINE, _("Online now")), (TABLE, _("In the table")))


@dataclass(frozen=True)
class Differences:
    """The rows on one page of a preview, and the numbers of the pages beside it."""

    rows: tuple[Shown, ...]
    number: int
    last: int

    @property
    def before(self) -> int:
        """The page before; 0 for none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after; 0 for none."""
        return self.number + 1 if self.number < self.last else 0


def page(compared: Comparison, number: int, sides: Mapping[str, str]) -> Differences:
    """Conflicts first, all of them on the first page; then what changes; then what is new."""
    language = (get_language() or "en")[:2]
    known = names()
    cells = Cells(language, choices(known, language), known)
    conflicts = compared.of(CONFLICT)
    rest = [*compared.of(CHANGED), *compared.of(NEW)]
    last = max(1, -(-len(rest) // PAGE))
    number = min(max(number, 1), last)
    rows = rest[(number - 1) * PAGE : number * PAGE]
    if number == 1:
        rows = [*conflicts, *rows]
    return Differences(tuple(_shown(each, cells, sides) for each in rows), number, last)


def _shown(difference: Difference, cells: Cells, sides: Mapping[str, str]) -> Shown:
    facts = tuple(
        Fact(
            layout.BY_KEY[each.key].heading,
            "" if difference.activity is None else _said(each.key, each.online, cells),
            _said(each.key, each.table, cells),
            each.is_conflict,
        )
        for each in difference.changes
        if each.key != "title" or difference.activity is not None
    )
    return Shown(difference, facts, sides.get(difference.uid, ""))


def _said(key: str, fact: Any, cells: Cells) -> str:
    """A fact as the page's language writes it."""
    value = cells.cell(key, {key: fact})
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, str) else figure(value)
