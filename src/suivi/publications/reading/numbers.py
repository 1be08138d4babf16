"""How are the figures, changes, days and years of a report written in the reader's language?"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Change, Count, Pair, rounded
from suivi.indicators.saying import points
from suivi.ui.numbers_and_days import day, figure, locale, percent


def whole(count: Count) -> str:
    """A count with its separators."""
    return figure(count.number)


def amount(hundredths: int) -> str:
    """An amount given in hundredths: with cents only when there are some."""
    exact = Decimal(hundredths) / 100
    return _places(exact, 0 if hundredths % 100 == 0 else 2)


def share(pair: Pair) -> str:
    """A share as a percentage with one decimal, or that it is not defined."""
    exact = pair.quotient
    return _("not defined") if exact is None else percent(rounded(exact, 3))


def counts_of_share(pair: Pair) -> str:
    """The two counts of a share: a percentage can always be opened."""
    return _("%(part)s of %(whole)s") % {
        "part": figure(pair.numerator),
        "whole": figure(pair.denominator),
    }


def ratio(pair: Pair) -> str:
    """A ratio as its two counts."""
    return f"{figure(pair.numerator)} : {figure(pair.denominator)}"


def quotient_of_ratio(pair: Pair) -> str:
    """The quotient of a ratio with two decimals, or that it is not defined."""
    exact = pair.quotient
    return _("not defined") if exact is None else f"= {_places(rounded(exact, 2), 2)}"


def change(found: Change | None, kind: str) -> str:
    """A difference with its sign; nothing when there is nothing to compare."""
    if found is None:
        return ""
    if found.in_points:
        return points(abs(found.difference), _sign(found.difference))
    if kind == "amount":
        exact = found.difference / 100
        return _signed(exact, 0 if exact.denominator == 1 else 2)
    return _signed(found.difference, 2 if kind == "ratio" else 0)


def days(first: str, last: str | None) -> str:
    """A day, or a day and the last one: "6 May 2014 – 8 May 2014"."""
    begun = day(date.fromisoformat(first))
    if not last or last == first:
        return begun
    return f"{begun} – {day(date.fromisoformat(last))}"


def _places(number: Decimal, places: int) -> str:
    pattern = "#,##0" if places == 0 else "#,##0." + "0" * places
    return format_decimal(number, format=pattern, locale=locale())


def _signed(exact: Fraction, places: int) -> str:
    shown = rounded(abs(exact), places)
    return _sign(exact) + _places(shown, places)


def _sign(exact: Fraction) -> str:
    return "" if exact == 0 else ("+" if exact > 0 else "−")
