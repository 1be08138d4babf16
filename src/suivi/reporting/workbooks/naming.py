"""What is an answer called, and how does it read, where a person compares two of them?"""

from datetime import date

from django.utils.translation import gettext as _

from suivi.languages.choices import Choices
from suivi.plans.models import Measure
from suivi.reporting import figures
from suivi.reporting.answers import Question
from suivi.reporting.workbooks import layout
from suivi.reporting.workbooks.contents import part_of
from suivi.ui import numbers_and_days


def field_name(asked: Question, field: str) -> str:
    """What a field is called: "Obstacles", or for a figure its row and, where needed, its part."""
    heading = _heading(field)
    if not field.startswith("value:"):
        return heading
    _prefix, key, rest = field.split(":", 2)
    row = rest.rsplit(":", 1)[0]
    measure = next((each for each in asked.measures if each.key == key), None)
    label = _row_label(asked, measure, row)
    if part_of(field) == "number" and measure is not None and not measure.has_two_counts:
        return label
    if part_of(field) in layout.NUMBER and measure is not None:
        part = "numerator" if part_of(field) == "number" else "denominator"
        heading = measure.named(part).text or heading
    return heading if part_of(field) == "absence" else f"{label}, {heading}"


def shown(field: str, text: str, offered: Choices) -> str:
    """An answer as the page's language writes it; what could not be understood as typed."""
    part = part_of(field)
    if not text:
        return ""
    if part in layout.CHOICE:
        return offered.label(part, text)
    if part in layout.NUMBER and figures.UNDERSTOOD.fullmatch(text):
        return numbers_and_days.figure(float(text) if "." in text else int(text))
    if part == layout.DATE:
        try:
            return numbers_and_days.day(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _heading(field: str) -> str:
    part = part_of(field)
    columns = layout.OF_FIGURES if field.startswith("value:") else layout.OF_LINES
    return next((str(each.heading) for each in columns if each.key == part), part)


def _row_label(asked: Question, measure: Measure | None, row: str) -> str:
    rows = asked.rows(measure, [f"value:{measure.key}:{row}:"]) if measure is not None else []
    return next((each.label for each in rows if each.key == row), _("Total"))
