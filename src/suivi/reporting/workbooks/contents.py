"""How does an answer become the content of a cell, and a cell an answer again?

Answers stay those of the form: flat texts, read by `answers` and nowhere else. Here is only what a
spreadsheet does to them: numbers, dates and choices are cells of their own kind.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings

from suivi.files.cells import writable
from suivi.indicators.models import Absence, MilestoneState
from suivi.languages import days
from suivi.languages.choices import Choices, offered
from suivi.plans.models import ScaleStep
from suivi.reporting.absences import WholeAbsence
from suivi.reporting.figures import UNDERSTOOD
from suivi.reporting.workbooks.layout import CHOICE, DATE, NUMBER


def choices(scale: Iterable[ScaleStep]) -> Choices:
    """The drop-downs of a plan, labels in the active language."""
    steps = list(scale)
    return offered(lambda: _labels(steps))


def _labels(steps: Iterable[ScaleStep]) -> dict[str, dict[str, str]]:
    return {
        "progress": {step.code: step.said_name.text for step in steps},
        "language": dict(settings.LANGUAGES),
        "no_account": {code: str(label) for code, label in WholeAbsence.choices},
        "absence": {code: str(label) for code, label in Absence.choices},
        "state": {code: str(label) for code, label in MilestoneState.choices},
    }


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
    return writable(text)


def as_text(field: str, value: Any, offered: Choices, language: str) -> str:
    """The content of a cell as it would be typed into the form in that language."""
    part = part_of(field)
    if part == DATE:
        day = days.day_of(value)
        return day.isoformat() if day else _typed(value, "en").strip()
    text = _typed(value, language)
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
