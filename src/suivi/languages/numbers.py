"""Which number did a person type, in the habits of their language?

French, Dutch and German put a comma before the decimals, English a point. Groups of three are
parted by the other of the two, by blanks of any width, or by an apostrophe. What can be read in two
ways ("1.234" in English) is never guessed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST: Final = 10**15
WITH_A_POINT: Final = frozenset({"en"})
BLANKS: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
APOSTROPHES: Final = re.compile("[\u2019\u02bc`\u00b4]")
MINUS: Final = re.compile("[\u2212\u2013\u2010\u2011]")
# Of a text that is no number: where a figure or its reason is asked for, and elsewhere.
OR_A_REASON: Final = gettext_lazy(
    "“%(text)s” is not a number; write it as %(example)s, or choose a reason."
)
OR_NOTHING: Final = gettext_lazy(
    "“%(text)s” is not a number; write it as %(example)s, or leave it empty."
)


class NotANumber(ValueError):
    """What was typed is not such a number; the message is a sentence for the person."""


@dataclass(frozen=True)
class Habit:
    """How numbers are written in a language."""

    point: str
    group: str

    @property
    def example(self) -> str:
        """A number in groups, as an example."""
        return f"1{self.group}234"

    def pattern(self) -> "re.Pattern[str]":
        """A number written so: groups of three parted by one kind of sign, then decimals."""
        return _pattern(self.point, self.group)


@lru_cache(maxsize=2)
def _pattern(point: str, group: str) -> "re.Pattern[str]":
    signs = f"[ '{re.escape(group)}]"
    whole = rf"\d{{1,3}}(?P<sign>{signs})\d{{3}}(?:(?P=sign)\d{{3}})*|\d+"
    return re.compile(rf"-?(?:{whole})(?:{re.escape(point)}\d+)?", re.ASCII)


def habit(language: str) -> Habit:
    """How numbers are written in a language."""
    return Habit(".", ",") if language[:2] in WITH_A_POINT else Habit(",", ".")


def decimal(text: str, language: str, otherwise: Any = OR_A_REASON) -> Decimal:
    """The number in `text` as people write it in `language`: 1.234,5 in Dutch, 1,234.5 in English.

    Raises NotANumber with a sentence. One sign followed by one or two digits is read alike in every
    language (1.5 and 1,5): there it cannot part groups.
    """
    bare = MINUS.sub("-", APOSTROPHES.sub("'", BLANKS.sub(" ", text.strip())))
    own = habit(language)
    if re.fullmatch(r"-?[0-9]+[.,][0-9]{1,2}", bare):
        number = Decimal(bare.replace(",", "."))
    elif own.pattern().fullmatch(bare):
        number = Decimal(re.sub(f"[ '{own.group}]", "", bare).replace(own.point, "."))
    else:
        raise NotANumber(_what_is_wrong(text, bare, own, otherwise))
    if abs(number) > LARGEST:
        raise NotANumber(_("“%(text)s” is too large.") % {"text": text[:40]})
    return number


def _what_is_wrong(text: str, bare: str, own: Habit, otherwise: Any) -> str:
    """The sentence about what cannot be read as a number."""
    if "%" in bare:
        sentence = _("“%(text)s” is a percentage; give the two counts, it is computed from them.")
        return sentence % {"text": text[:40]}
    facts = {"text": text[:40], "example": own.example}
    if Habit(own.group, own.point).pattern().fullmatch(bare):
        sentence = _("“%(text)s” is written as in another language; here write it as %(example)s.")
        return sentence % {**facts, "example": f"{own.example}{own.point}5"}
    if re.fullmatch(r"-?[0-9., ']+", bare):
        sentence = _("“%(text)s” is not parted in groups of three; write it as %(example)s.")
        return sentence % facts
    return str(otherwise % facts)


def _unclear(text: str, language: str) -> str:
    """The sentence about three decimals, which may well have been meant as a group; else none."""
    own = habit(language)
    if not re.fullmatch(rf"[0-9]{{1,3}}{re.escape(own.point)}[0-9]{{3}}", text.strip()):
        return ""
    plain = re.sub(r"\D", "", text)
    facts = {"text": text[:40], "number": plain, "point": own.point}
    sentence = _("“%(text)s” has decimals after the “%(point)s”; if you mean %(number)s, write so.")
    return sentence % facts


def count(text: str, language: str, otherwise: Any = OR_A_REASON) -> int:
    """A whole number, zero or more. Raises NotANumber with a sentence."""
    number = decimal(text, language, otherwise)
    if number < 0:
        raise NotANumber(_("“%(text)s” is below zero; a count is not.") % {"text": text[:40]})
    if number != number.to_integral_value() or _unclear(text, language):
        unclear = _unclear(text, language)
        raise NotANumber(unclear or _("“%(text)s” is not a whole number.") % {"text": text[:40]})
    return int(number)


def cents(text: str, language: str, otherwise: Any = OR_A_REASON) -> int:
    """An amount of money in hundredths. Raises NotANumber with a sentence."""
    number = decimal(text, language, otherwise)
    if number < 0:
        raise NotANumber(_("“%(text)s” is below zero; an amount is not.") % {"text": text[:40]})
    if unclear := _unclear(text, language):
        raise NotANumber(unclear)
    if number * 100 != (number * 100).to_integral_value():
        raise NotANumber(
            _("“%(text)s” has more than two decimals; give euros and cents.") % {"text": text[:40]}
        )
    return int(number * 100)
