"""How are numbers, days and countries written in the language of the page? (CLDR, by Babel)"""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

from suivi.languages import countries

# English as written in Europe: 12 January 2016, and 1,234.5.
LOCALES: Final = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, language))


def locale() -> Locale:
    """The locale of the page being made."""
    return _locale((get_language() or "en")[:2])


def country(code: str) -> str:
    """The name of a country in the language of the page; the code itself when it is not known."""
    return countries.name_of(code.upper(), locale().language)


def figure(number: int | float | Decimal | None) -> str:
    """A number with its separators; nothing for None, which is not a zero."""
    if isinstance(number, int):
        return _count(number, locale())
    return "" if number is None else format_decimal(number, locale=locale())


@lru_cache(maxsize=4096)
def _count(number: int, where: Locale) -> str:
    """A whole number as written there; the same small ones come back on every page."""
    return format_decimal(number, locale=where)


def day(moment: date | datetime | None) -> str:
    """A day in words, "12 January 2016"; a moment is first brought to the local time zone."""
    if moment is None:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return _day(moment.year, moment.month, moment.day, locale())


@lru_cache(maxsize=4096)
def _day(year: int, month: int, number: int, where: Locale) -> str:
    """A day in words as written there."""
    return format_date(date(year, month, number), format="long", locale=where)


def percent(quotient: float | Decimal | None) -> str:
    """A quotient as a percentage with one decimal, 0.083 → "8.3%"; nothing for None."""
    if quotient is None:
        return ""
    pattern = locale().percent_formats[None].pattern.replace("##0", "##0.0")
    return format_decimal(quotient, format=pattern, locale=locale())
