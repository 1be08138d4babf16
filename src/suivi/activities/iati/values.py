"""How are the values of one activity read: texts, days, amounts, percentages, codes?

Each function gives what can be kept and notes what is wrong, with its line, on the reading.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from suivi.activities.iati import codes
from suivi.activities.iati.elements import LANG, Node
from suivi.activities.iati.flaws import Flaw
from suivi.activities.iati.records import Texts

_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?")
_DECIMAL: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_WHOLE: Final = re.compile(r"-?\d{1,4}")
_LARGEST: Final = 10**15
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_PLACES: Final = Decimal("0.000001")


@dataclass
class Reading:
    """One activity being read: its defaults, and what was found wrong or worth saying so far."""

    node: Node
    language: str = ""
    currency: str = ""
    flaws: list[Flaw] = field(default_factory=list)
    notes: list[Flaw] = field(default_factory=list)

    def flaw(self, code: str, node: Node, **facts: Any) -> None:
        """Notes what makes the activity impossible to take."""
        self.flaws.append(Flaw(code, node.line, facts))

    def note(self, code: str, node: Node, **facts: Any) -> None:
        """Notes what the person should know."""
        self.notes.append(Flaw(code, node.line, facts))

    def texts(self, node: Node | None) -> Texts:
        """The narratives of an element, each with its language."""
        if node is None:
            return ()
        found = ((self.language_of(each), tidy(each.text)) for each in node.all("narrative"))
        return tuple((language, text) for language, text in found if text)

    def language_of(self, narrative: Node) -> str:
        """Two or three letters, as the narrative or else the activity says; "" where none does."""
        return language_code(narrative.get(LANG)) or self.language

    def day(self, node: Node, attribute: str = "iso-date") -> str:
        """The day of an element; "" after noting that it is missing or none."""
        found = node.get(attribute)
        if not found:
            self.flaw("no_date", node, element=node.name)
            return ""
        return self.written_day(found, node)

    def day_in(self, node: Node, name: str) -> str:
        """The day of a child; "" after noting that there is none."""
        child = node.first(name)
        if child is None:
            self.flaw("no_date", node, element=name)
            return ""
        return self.day(child)

    def written_day(self, found: str, node: Node) -> str:
        """A day like 2014-05-06, without time zone; "" after noting that it is none."""
        match = _DATE.fullmatch(found)
        try:
            day = date.fromisoformat(match.group(1)) if match else None
        except ValueError:
            day = None
        if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.flaw("bad_date", node, found=found[:60], element=node.name)
            return ""
        return day.isoformat()

    def coded(self, node: Node, name: str, attribute: str = "code", default: str = "") -> str:
        """A code of a closed list; "" after noting that it is missing or not in the list."""
        found = node.get(attribute) or default
        if not found:
            self.flaw("no_code", node, element=node.name)
        elif not codes.knows(name, found):
            self.flaw("unknown_code", node, found=found[:60], element=node.name)
        return found

    def money(self, node: Node, element: str) -> tuple[int, str, str] | None:
        """Hundredths, currency and day of the value in an element; None after noting a flaw."""
        value = node.first("value")
        if value is None or not value.text.strip():
            self.flaw("no_value", node, element=element)
            return None
        amount = self._hundredths(value, element)
        currency = value.get("currency").upper() or self.currency
        if not currency:
            self.flaw("no_currency", value, element=element)
        elif not codes.knows("Currency", currency):
            self.flaw("unknown_code", value, found=currency[:60], element="currency")
        day = value.get("value-date")
        return amount, currency, self.written_day(day, value) if day else ""

    def _hundredths(self, value: Node, element: str) -> int:
        found = value.text.strip()
        if not _DECIMAL.fullmatch(found) or len(found) > 40 or abs(Decimal(found)) >= _LARGEST:
            self.flaw("bad_value", value, found=found[:60], element=element)
            return 0
        exact = Decimal(found) * 100
        amount = int(exact.to_integral_value())
        if amount != exact:
            self.note("rounded", value, found=found[:40])
        return amount

    def percentage(self, node: Node) -> str:
        """An exact percentage as text; "" where none is given or after noting that it is none."""
        found = node.get("percentage")
        if not found:
            return ""
        if not _DECIMAL.fullmatch(found) or len(found) > 40 or not 0 <= Decimal(found) <= 100:
            self.flaw("bad_percentage", node, found=found[:60], element=node.name)
            return ""
        return exact_text(Decimal(found))


def exact_text(percentage: Decimal) -> str:
    """A percentage with six decimals at most and no zeros behind: "33.3"."""
    text = format(percentage.quantize(_PLACES), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def tidy(text: str) -> str:
    """A text without blanks around it, its lines ended alike."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def language_code(written: str) -> str:
    """The first part of a language tag in small letters: "en" for "en-GB"; "" for what is none."""
    code = written.partition("-")[0].lower()
    return code if _LANGUAGE.fullmatch(code) else ""


def yes_or_no(written: str) -> bool | None:
    """A truth of XML; None where nothing or nonsense is written."""
    return {"1": True, "true": True, "0": False, "false": False}.get(written.lower())


def whole(written: str) -> int | None:
    """A small whole number; None where none is written."""
    return int(written) if _WHOLE.fullmatch(written) else None


def moment(written: str) -> str | None:
    """A moment in UTC as ISO text; "" where nothing is written, None for what is no moment."""
    if not written:
        return ""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:
        return None
