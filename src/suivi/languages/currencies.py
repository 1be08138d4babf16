"""Which codes are currencies?"""

from functools import cache
from typing import Final

from babel.numbers import list_currencies

# Codes that the list of currencies (ISO 4217) keeps for no currency and for tests.
_NONE: Final = frozenset({"XXX", "XTS"})


@cache
def _known() -> frozenset[str]:
    return frozenset(list_currencies()) - _NONE


def is_currency(code: str) -> bool:
    """Whether it is the code of a currency, of today or of the past (ISO 4217)."""
    return code in _known()
