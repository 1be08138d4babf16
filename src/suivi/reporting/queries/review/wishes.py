"""What may be asked of the review queue: which contributions, in which order?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

# What may be remarkable about a contribution that waits.
FLAGS: Final = {
    "changed": _("changed since the last turn"),
    "repeated": _("word for word as last year"),
    "doubts": _("figures to be explained"),
    "comments": _("comments not resolved"),
}
COLUMNS: Final = {
    "line": _("Line"),
    "body": _("Department"),
    "language": _("Written in"),
    "progress": _("Progress"),
    "delivered": _("Delivered"),
    "turns": _("Times handed over"),
}


@dataclass(frozen=True)
class QueueFilter:
    """Which contributions are wanted, and in which order; empty texts mean all, as in the plan."""

    words: str = ""
    body: str = ""
    group: str = ""
    language: str = ""
    flag: str = ""
    order: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "QueueFilter":
        """What an address asks; NUL, which no text has, is dropped."""
        texts = {
            each.name: query.get(each.name, "").replace("\x00", "").strip()[:200]
            for each in fields(cls)
        }
        if texts["order"].removeprefix("-") not in COLUMNS:
            texts["order"] = ""
        return cls(**texts)

    @property
    def query(self) -> str:
        """The same, as the end of an address; "" for the whole queue."""
        return urlencode({name: text for name, text in asdict(self).items() if text})

    @property
    def narrows(self) -> bool:
        """Whether something is left out."""
        return any((self.words, self.body, self.group, self.language, self.flag))
