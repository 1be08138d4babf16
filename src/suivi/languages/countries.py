"""What is a country called, and which country did a person write?

Names are those of CLDR, but where the everyday name is not the one that plans use.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from babel import Locale

from suivi.languages.wording import CODES

# Two-letter codes that CLDR names but that are no country: outlying oceans, unions, unknown.
NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})


# The names of the plan 2013–2016 (be-wps-nap-2013-2016) and their official counterparts, instead of
# "Congo - Kinshasa".
NAMED_BY_PLANS: Final = {
    "en": {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo"},
    "fr": {"CD": "République démocratique du Congo", "CG": "République du Congo"},
    "nl": {"CD": "Democratische Republiek Congo", "CG": "Republiek Congo"},
    "de": {"CD": "Demokratische Republik Kongo", "CG": "Republik Kongo"},
}


class UnknownCountry(ValueError):
    """What was written is no country in any of the languages."""


def _folded(text: str) -> str:
    """Letters without accents or case, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


@lru_cache(maxsize=len(CODES))
def names(language: str) -> dict[str, str]:
    """Two-letter code to name, in that language."""
    territories = {**Locale.parse(language).territories, **NAMED_BY_PLANS[language]}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {_folded(name): code for language in CODES for code, name in names(language).items()}


def name_of(code: str, language: str) -> str:
    """The country's name; the code itself where it is unknown."""
    return names(language).get(code, code)


def code_of(written: str) -> str:
    """The two-letter code of a country written as a code or a name in any of the languages.

    Raises UnknownCountry.
    """
    text = written.strip()
    if text.upper() in names("en"):
        return text.upper()
    try:
        return _by_name()[_folded(text)]
    except KeyError:
        raise UnknownCountry(text) from None
