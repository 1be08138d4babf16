"""Which reason for absence did a person write where a number is asked for?

The reasons are understood as they are printed, in any of the four languages. What could be meant in
two ways ("n/a", a dash) is never guessed: the person is asked to choose.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from suivi.indicators.models import Absence
from suivi.languages.wording import CODES
from suivi.reporting.absences import WholeAbsence

# "not known" is understood as well as "not available".
NAMES: Final = (*WholeAbsence.choices, *Absence.choices)
UNCLEAR: Final = frozenset(
    {
        *("n/a", "n.a.", "na", "n.a", "nd", "n.d.", "nc", "n.c.", "n.v.t.", "nvt", "s.o.", "so"),
        *("-", "–", "—", "/", "..", "...", "…", ".", "?", "x", "*"),
    }
)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in CODES:
        with override(language):
            found |= {_folded(str(label)): code for code, label in NAMES}
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split()).rstrip(".")


def reason_in(text: str) -> str:
    """The code of the reason that the text says in one of the languages; empty when it is none."""
    return _words().get(_folded(text), "")


def is_unclear(text: str) -> bool:
    """Whether the text is a sign that people use for more than one reason."""
    return text.strip().casefold() in UNCLEAR


def unclear_sentence(text: str) -> str:
    """What is asked of the person who wrote such a sign."""
    sentence = _("“%(text)s” can mean several things; choose one: %(reasons)s.")
    reasons = ", ".join(str(label) for label in Absence.labels)
    return sentence % {"text": text.strip(), "reasons": reasons}


def moved(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers with each reason written in the place of a number moved to its own field.

    Where another reason was chosen already, it stays written, and is told as a fault.
    """
    kept = dict(answers)
    for name, text in answers.items():
        cell, _colon, part = name.rpartition(":")
        if name.startswith("value:") and part in {"number", "denominator"} and reason_in(text):
            place, reason = f"{cell}:absence", reason_in(text)
            if kept.get(place, reason) == reason:
                kept[place] = reason
                del kept[name]
    return kept
