"""How does an answer become the content of a cell, and a cell an answer again?

Answers stay those of the form: flat texts, read by `answers` and nowhere else. Here is only what a
spreadsheet does to them: numbers, dates and choices are cells of their own kind.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, override
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from suivi.indicators.models import Absence, MilestoneState
from suivi.languages.wording import CODES
from suivi.plans.models import ScaleStep
from suivi.reporting.figures import UNDERSTOOD
from suivi.reporting.workbooks.layout import CHOICE, DATE, LONGEST_CELL, NUMBER

# Day first, as all four languages of the house write it; or year first.
DAY_FIRST: Final = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})")
YEAR_FIRST: Final = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[T ].*)?")
DAY_ZERO: Final = date(1899, 12, 30)  # from which spreadsheets count days
DAYS: Final = range(18_000, 80_000)  # 1949 to 2119: a count that is a date without its format


@dataclass(frozen=True)
class Choices:
    """What the drop-downs offer: per column, code to label; and back, in any language."""

    labels: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, Mapping[str, str]]

    def label(self, column: str, code: str) -> str:
        """The label of a code; the code itself where there is none."""
        return self.labels[column].get(code, code)

    def code(self, column: str, label: str) -> str:
        """The code of a label in any language; what was written where there is none."""
        return self.codes[column].get(_folded(label), label)


def choices(scale: Iterable[ScaleStep]) -> Choices:
    """The drop-downs of a plan, labels in the active language."""
    steps = list(scale)
    here = (get_language() or "en")[:2]
    labels = _labels(steps)
    codes: dict[str, dict[str, str]] = {column: {} for column in labels}
    for language in (here, *CODES):
        with override(language):
            for column, offered in _labels(steps).items():
                for code, label in offered.items():
                    codes[column].setdefault(_folded(label), code)
    for column, offered in labels.items():
        for code in offered:
            codes[column].setdefault(_folded(code), code)
    return Choices(labels, codes)


def _labels(steps: Iterable[ScaleStep]) -> dict[str, dict[str, str]]:
    return {
        "progress": {step.code: step.said_name.text for step in steps},
        "language": dict(settings.LANGUAGES),
        "absence": {code: str(label) for code, label in Absence.choices},
        "state": {code: str(label) for code, label in MilestoneState.choices},
    }


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def part_of(field: str) -> str:
    """The column in which a field of the form stands: its last part."""
    return field.rsplit(":", 1)[-1]


def as_cell(field: str, text: str, offered: Choices) -> Any:
    """What stands in the cell of an answer; None when there is none."""
    part = part_of(field)
    if not text:
        return None
    if part in CHOICE:
        return offered.label(part, text)
    if part in NUMBER and UNDERSTOOD.fullmatch(text):
        return float(text) if "." in text else int(text)
    if part == DATE:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    clean = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return str(clean)[:LONGEST_CELL]


def as_text(field: str, value: Any, offered: Choices, language: str) -> str:
    """The content of a cell as it would be typed into the form in that language."""
    part = part_of(field)
    text = _date(value) if part == DATE else _typed(value, language)
    return offered.code(part, text) if part in CHOICE and text else text


def _typed(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3 there.
        number = Decimal(f"{value:.15g}")
        return format_decimal(
            number, locale=language, decimal_quantization=False, group_separator=False
        )
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n")


def _date(value: Any) -> str:
    """A date however it was written, as 2014-12-31; what is none stays as typed."""
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in DAYS:
        return (DAY_ZERO + timedelta(days=int(value))).isoformat()
    text = _typed(value, "en").strip()
    day_first, year_first = DAY_FIRST.fullmatch(text), YEAR_FIRST.fullmatch(text)
    if day_first:
        day, month, year = (int(number) for number in day_first.groups())
    elif year_first:
        year, month, day = (int(number) for number in year_first.groups()[:3])
    else:
        return text
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text
