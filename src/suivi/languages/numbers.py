"""Which number did a person type, in the habits of their language?"""

import re
from decimal import Decimal
from typing import Any, Final

from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BLANKS: Final = re.compile(r"[\s'’\u00a0\u202f]")
LARGEST: Final = 10**15
# Of a text that is no number: where a figure or its reason is asked for, and elsewhere.
OR_A_REASON: Final = gettext_lazy(
    "“%(text)s” is not a number; write it as %(example)s, or choose a reason."
)
OR_NOTHING: Final = gettext_lazy(
    "“%(text)s” is not a number; write it as %(example)s, or leave it empty."
)


class NotANumber(ValueError):
    """What was typed is not such a number; the message is a sentence for the person."""


def decimal(text: str, language: str, otherwise: Any = OR_A_REASON) -> Decimal:
    """The number in `text` as people write it in `language`: 1.234,5 in Dutch, 1,234.5 in English.

    Raises NotANumber with a sentence. Blanks between groups are fine in every language.
    """
    bare = BLANKS.sub("", text)
    try:
        if not re.fullmatch(r"-?[\d.,]+", bare):
            raise NumberFormatError(text)
        number = parse_decimal(bare, locale=language, strict=True)
    except NumberFormatError:
        example = f"1{get_group_symbol(language)}234"
        raise NotANumber(otherwise % {"text": text[:40], "example": example}) from None
    if abs(number) > LARGEST:
        raise NotANumber(_("“%(text)s” is too large.") % {"text": text[:40]})
    return number


def count(text: str, language: str, otherwise: Any = OR_A_REASON) -> int:
    """A whole number, zero or more. Raises NotANumber with a sentence."""
    number = decimal(text, language, otherwise)
    if number < 0:
        raise NotANumber(_("“%(text)s” is below zero; a count is not.") % {"text": text[:40]})
    if number != number.to_integral_value():
        raise NotANumber(_("“%(text)s” is not a whole number.") % {"text": text[:40]})
    return int(number)


def cents(text: str, language: str, otherwise: Any = OR_A_REASON) -> int:
    """An amount of money in hundredths. Raises NotANumber with a sentence."""
    number = decimal(text, language, otherwise)
    if number < 0:
        raise NotANumber(_("“%(text)s” is below zero; an amount is not.") % {"text": text[:40]})
    if number * 100 != (number * 100).to_integral_value():
        raise NotANumber(
            _("“%(text)s” has more than two decimals; give euros and cents.") % {"text": text[:40]}
        )
    return int(number * 100)
