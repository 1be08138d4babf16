"""What is a field of a contribution called, and how does what was typed in it read?"""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.indicators.models import Absence, MilestoneState
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.answers import PROSE, Question
from suivi.reporting.grids import Row

PLAIN_WORDS: Final[dict[str, Promise]] = {
    "account": gettext_lazy("What was done"),
    "progress": gettext_lazy("Progress of the line"),
    "progress_reason": gettext_lazy("Reason, where the step asks for one"),
    "obstacles": gettext_lazy("Obstacles"),
    "next_steps": gettext_lazy("Next steps"),
    "language": gettext_lazy("Written in"),
}


def fields_in_order(asked: Question, answers: Mapping[str, str]) -> dict[str, str]:
    """Every field that these answers fill, with its name, as the form has them."""
    names = {"account": str(PLAIN_WORDS["account"])}
    for measure in asked.measures:
        for row in asked.rows(measure, answers):
            for part in (*row.parts, "absence", "note"):
                cell = grids.cell_name(measure, row.key, part)
                if cell in answers:
                    names[cell] = _cell_words(measure, row, part)
        whole = grids.cell_name(measure, "", "absence")
        if whole in answers:
            names[whole] = f"{measure.key}: {_('Or why there is nothing to give')}"
    names |= {name: str(word) for name, word in PLAIN_WORDS.items() if name != "account"}
    return {name: word for name, word in names.items() if name in answers}


def _cell_words(measure: Measure, row: Row, part: str) -> str:
    """ "2.1 Women", and which part where it has several."""
    parts = {
        "denominator": str(measure.named("denominator")),
        "absence": _("why there is nothing to give"),
        "note": _("note"),
        "name": _("name"),
        "reached_on": _("Date"),
    }
    said = f"{measure.key} {row.label}"
    return f"{said}, {parts[part]}" if part in parts else said


def said(asked: Question, field: str, text: str) -> str:
    """What was typed, as one reads it: choices in words, numbers and texts as they are."""
    if field == "progress" and text in asked.scale:
        return str(asked.scale[text].said_name)
    if field == "language":
        return str(dict(settings.LANGUAGES).get(text, text))
    if field.endswith(":absence") and text in Absence.values:
        return str(Absence(text).label)
    if field.endswith(":state") and text in MilestoneState.values:
        return str(MilestoneState(text).label)
    return text


def is_prose(field: str) -> bool:
    """Whether a field holds running text, which is read by paragraph."""
    return field in PROSE or (field.startswith("value:") and field.endswith(":text"))
