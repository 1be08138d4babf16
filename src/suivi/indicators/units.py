"""What is counted, in the reader's language?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

UNITS: Final[dict[str, str | Promise]] = {
    "activities": gettext_lazy("activities"),
    "people": gettext_lazy("people"),
    "decisions": gettext_lazy("decisions"),
    "permits": gettext_lazy("permits"),
    "cases": gettext_lazy("cases"),
    "organisations": gettext_lazy("organisations"),
    "postings": gettext_lazy("postings"),
}


def unit_name(unit: str) -> str:
    """What is counted, in the reader's language; a currency or an unknown unit as it stands."""
    return str(UNITS.get(unit, unit))
