"""Which codes does IATI know, and what is each called?

The lists are data (see `data/README.md`): names are English and French, as published.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FILE: Final = Path(__file__).resolve().parent / "data" / "codes.csv"

DAC: Final = "1"  # the vocabulary of sectors, regions and markers where none is named
OWN: Final = "99"  # the vocabulary of the reporting organisation
EMERGENCY: Final = "1"
WEB_PAGE: Final = "A12"
OTHER_ORGANISATION: Final = "90"
GENDER_EQUALITY: Final = "1"
GENDER_SCORES: Final = ("0", "1", "2")
COMMITMENT, DISBURSEMENT, EXPENDITURE = "2", "3", "4"
PIPELINE, CANCELLED = "1", "5"
ONGOING: Final = ("2", "3", "6")

# What readers meet most is said in all four languages; the rest as IATI publishes it.
STATUSES: Final = {
    "1": _("in preparation"),
    "2": _("being carried out"),
    "3": _("being concluded"),
    "4": _("closed"),
    "5": _("cancelled"),
    "6": _("suspended"),
}
ROLES: Final = {
    "1": _("funding"),
    "2": _("accountable"),
    "3": _("extending"),
    "4": _("implementing"),
}
TRANSACTIONS: Final = {
    "1": _("incoming funds"),
    "2": _("commitment"),
    "3": _("disbursement"),
    "4": _("expenditure"),
    "5": _("interest payment"),
    "6": _("loan repayment"),
    "7": _("reimbursement"),
    "8": _("purchase of equity"),
    "9": _("sale of equity"),
    "10": _("credit guarantee"),
    "11": _("incoming commitment"),
    "12": _("outgoing pledge"),
    "13": _("incoming pledge"),
}
_SAID: Final = {
    "ActivityStatus": STATUSES,
    "OrganisationRole": ROLES,
    "TransactionType": TRANSACTIONS,
    "PolicyMarker": {GENDER_EQUALITY: _("gender equality")},
}


@dataclass(frozen=True)
class Code:
    """One code of a list: its name in English and French, and since when it is withdrawn."""

    code: str
    names: Mapping[str, str]
    withdrawn_on: str


@cache
def codes(name: str) -> Mapping[str, Code]:
    """All codes of a list; ValueError for a list that is not here."""
    found = _lists().get(name)
    if found is None:
        raise ValueError(name)
    return found


def knows(name: str, code: str) -> bool:
    """Whether the list has the code, withdrawn or not."""
    return code in codes(name)


def name_of(name: str, code: str) -> str:
    """What the code is called in the language of the page, as far as it is; the code otherwise."""
    if code in _SAID.get(name, {}):
        return str(_SAID[name][code])
    known = codes(name).get(code)
    if known is None:
        return code
    return known.names.get((get_language() or "en")[:2]) or known.names["en"]


@cache
def _lists() -> Mapping[str, Mapping[str, Code]]:
    lists: dict[str, dict[str, Code]] = {}
    with FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            names = {"en": row["name_en"], "fr": row["name_fr"]}
            code = Code(row["code"], names, row["withdrawn_on"])
            lists.setdefault(row["list"], {})[code.code] = code
    return lists
