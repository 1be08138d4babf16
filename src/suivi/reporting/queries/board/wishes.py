"""Which part of the board is looked at, and how? An address says it all, so it can be shared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from suivi.reporting.queries.board.cells import BoardCell

OWED: Final = "owed"
BY: Final = {
    "": _("lines"),
    "group": _("lines, with subtotals for each part"),
    "only": _("parts of the plan only"),
}
LINES: Final = {
    "": _("as in the plan"),
    "owed": _("most owed first"),
    "late": _("most late first"),
}
BODIES: Final = {
    "": _("as in the plan"),
    "name": _("by name"),
    "owed": _("most owed first"),
    "contact": _("longest without contact first"),
}


@dataclass(frozen=True)
class BoardFilter:
    """Which cells are wanted, and how they stand; empty texts mean everything, as printed."""

    group: str = ""
    body: str = ""
    state: str = ""
    language: str = ""
    flag: str = ""
    words: str = ""
    by: str = ""
    lines: str = ""
    bodies: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "BoardFilter":
        """What an address asks."""
        return cls(**{each.name: query.get(each.name, "").strip()[:200] for each in fields(cls)})

    @property
    def query(self) -> str:
        """The same, as the end of an address; "" for the whole board as it is."""
        return urlencode({name: text for name, text in asdict(self).items() if text})

    @property
    def asks_more(self) -> bool:
        """Whether it asks for what is folded away on the page."""
        return any((self.flag, self.language, self.by, self.lines, self.bodies))

    @property
    def narrows(self) -> bool:
        """Whether something is left out."""
        return any((self.group, self.body, self.narrows_cells, self.words))

    @property
    def narrows_cells(self) -> bool:
        """Whether cells are chosen by what they say."""
        return bool(self.state or self.language or self.flag)

    def wants(self, cell: BoardCell) -> bool:
        """Whether a cell is in the selection, its line and body aside."""
        if (
            self.state
            and cell.code != self.state
            and not (self.state == OWED and not cell.has_arrived)
        ):
            return False
        if self.language and cell.language != self.language:
            return False
        return not self.flag or self.flag in cell.flags
