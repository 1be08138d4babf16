"""How are numbers, days and countries written in the language of the page? (CLDR, by Babel)"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal
from django.utils import timezone
from django.utils.translation import get_language

from suivi.languages import countries

# From here on a chart has no room for every digit; its table has.
COMPACT: Final = 100_000
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


def decimal(exact: Fraction) -> Decimal:
    """An exact number as a decimal of four places, halves away from zero."""
    whole = (abs(exact.numerator) * 20_000 + exact.denominator) // (exact.denominator * 2)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-4)


def compact(exact: Fraction) -> str:
    """A number short enough for a chart: as it is below 100,000, "1.3M" or "1,3 Mio." above."""
    if abs(exact) < COMPACT:
        return figure(int(exact) if exact.denominator == 1 else decimal(exact))
    return format_compact_decimal(decimal(exact), locale=locale(), fraction_digits=1)


def step_names(steps: Sequence[int], most: int) -> tuple[str, ...]:
    """What the steps of a map hold: "1", "2–3", "4–9"; `most` is the largest count."""
    last = [*(start - 1 for start in steps[1:]), most]
    return tuple(
        figure(first) if first >= end else f"{figure(first)}–{figure(end)}"
        for first, end in zip(steps, last, strict=True)
    )


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


def short_percent(exact: Fraction) -> str:
    """A quotient as a percentage with no more decimals than it has: 1/8 → "12.5%", 1/2 → "50%"."""
    pattern = locale().percent_formats[None].pattern.replace("##0", "##0.#")
    return format_decimal(decimal(exact), format=pattern, locale=locale())


def percent(quotient: float | Decimal | None) -> str:
    """A quotient as a percentage with one decimal, 0.083 → "8.3%"; nothing for None."""
    if quotient is None:
        return ""
    pattern = locale().percent_formats[None].pattern.replace("##0", "##0.0")
    return format_decimal(quotient, format=pattern, locale=locale())
