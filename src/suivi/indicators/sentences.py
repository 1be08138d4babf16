"""How are the newest figure and its change said in one sentence, in the reader's language?

The sentence stands above a chart, is read out in its place, and says the same as its table.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.indicators.arithmetic import (
    Absent,
    Count,
    Figure,
    Number,
    Pair,
    Total,
    as_percent,
    change,
    rounded,
)
from suivi.indicators.models import Absence
from suivi.indicators.saying import points
from suivi.indicators.tables import Series, Years
from suivi.plans.models import Measure
from suivi.ui.numbers_and_days import figure as written
from suivi.ui.numbers_and_days import percent

Kind = Measure.Kind
CENTS = 100


@dataclass(frozen=True)
class Subject:
    """What figures are of, in the reader's language.

    `above` and `below` are what a quotient is made of; `unit` is a currency or what is counted.
    """

    key: str
    name: str
    kind: str
    unit: str = ""
    above: str = ""
    below: str = ""

    @property
    def is_share(self) -> bool:
        """Whether figures are shares, which move in points."""
        return self.kind == Kind.SHARE


def sentence(subject: Subject, series: Series, years: Years) -> str:
    """The newest figure and its change, or why there is no figure.

    "Women were 8.3% of staff in 2014 (79 of 952), 1.5 points more than in the baseline 2012."
    """
    year = max(series.figures, default=None)
    if year is None:
        return _("%(name)s: no figures yet.") % {"name": _begun(subject.name)}
    figure = series.figures[year]
    if isinstance(figure, Absent):
        reason = str(Absence(figure.reason).label)
        facts = {"name": _begun(subject.name), "year": year, "reason": reason}
        return _("%(name)s: no figure for %(year)s (%(reason)s).") % facts
    moved = "" if _is_incomplete(series, year) else _moved(subject, series, years, year)
    said = _newest(subject, figure, year, moved)
    return f"{said} {_lacking(series.totals[year])}" if _is_incomplete(series, year) else said


def _is_incomplete(series: Series, year: int) -> bool:
    return year in series.totals and not series.totals[year].is_complete


def _begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def _newest(subject: Subject, figure: Number, year: int, moved: str) -> str:
    facts: dict[str, object] = {"name": _begun(subject.name), "year": year, "change": moved}
    if isinstance(figure, Count):
        facts["figure"] = amount_or_count(Fraction(figure.number), subject)
        return _("%(name)s: %(figure)s in %(year)s%(change)s.") % facts
    facts |= {"number": written(figure.numerator), "all": written(figure.denominator)}
    exact = figure.quotient
    if exact is None:
        return _("%(name)s: not defined in %(year)s (%(number)s of %(all)s).") % facts
    if subject.kind != Kind.SHARE:
        return _("%(name)s: %(number)s to %(all)s in %(year)s%(change)s.") % facts
    facts["percent"] = percent(as_percent(exact).scaleb(-2))
    if subject.above and subject.below:
        facts |= {"above": _begun(subject.above), "below": subject.below}
        return (
            _(
                "%(above)s were %(percent)s of %(below)s in %(year)s (%(number)s of %(all)s)"
                "%(change)s."
            )
            % facts
        )
    return _("%(name)s: %(percent)s in %(year)s (%(number)s of %(all)s)%(change)s.") % facts


def amount_or_count(number: Fraction, subject: Subject) -> str:
    """A count; an amount, kept in hundredths, with its currency."""
    if subject.kind != Kind.AMOUNT:
        return plain(number)
    return f"{subject.unit}\u00a0{plain(number / CENTS)}"


def plain(number: Fraction) -> str:
    """A number with two decimals at most."""
    return written(int(number) if number.denominator == 1 else rounded(number, 2))


def _moved(subject: Subject, series: Series, years: Years, year: int) -> str:
    """By how much since the baseline, or since the first year before that can be compared."""
    earlier = [years.baseline, *(each for each in years.all if each != years.baseline)]
    first = max(years.breaks & {each for each in years.all if each <= year}, default=0)
    for then in earlier:
        if then is None or not first <= then < year or _is_incomplete(series, then):
            continue
        found = change(series.figures[year], series.figures.get(then), is_share=subject.is_share)
        if found is not None:
            return _clause(subject, found.difference, then, then == years.baseline)
    return ""


def _clause(subject: Subject, difference: Fraction, then: int, is_baseline: bool) -> str:
    """ ", 1.5 points more than in the baseline 2012"."""
    facts = {"size": _size(subject, abs(difference)), "year": then}
    if difference > 0:
        if is_baseline:
            return _(", %(size)s more than in the baseline %(year)s") % facts
        return _(", %(size)s more than in %(year)s") % facts
    if difference < 0:
        if is_baseline:
            return _(", %(size)s less than in the baseline %(year)s") % facts
        return _(", %(size)s less than in %(year)s") % facts
    if is_baseline:
        return _(", as in the baseline %(year)s") % facts
    return _(", as in %(year)s") % facts


def _size(subject: Subject, size: Fraction) -> str:
    if subject.is_share:
        return points(size)
    return amount_or_count(size, subject)


def _lacking(total: Total) -> str:
    """How many parts are missing from a total."""
    return ngettext(
        "The total is incomplete: %(lacking)s of %(parts)s parts is missing.",
        "The total is incomplete: %(lacking)s of %(parts)s parts are missing.",
        total.lacking,
    ) % {"lacking": total.lacking, "parts": total.parts}


def is_number(figure: Figure | None) -> bool:
    """Whether there is something to draw."""
    return isinstance(figure, Count) or (isinstance(figure, Pair) and figure.quotient is not None)
