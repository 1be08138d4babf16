"""How is one figure said, in the language of the page?"""

from fractions import Fraction
from typing import Final

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair, as_percent, rounded
from suivi.indicators.models import Absence, Value
from suivi.indicators.queries import figure_of
from suivi.plans.models import Measure
from suivi.ui import numbers_and_days
from suivi.ui.numbers_and_days import figure as written
from suivi.ui.numbers_and_days import locale, percent

CENTS: Final = 100
STAR: Final = "*"  # behind a total of which a part is missing


def value_text(value: Value) -> str:
    """A value as text: "52 of 480 (10.8 %)", "1 234", "EUR 50 000", the reason for its absence.

    Zero, blank and every reason read differently; a quotient always stands with its two counts.
    """
    if value.state:
        day = numbers_and_days.day(value.reached_on) if value.reached_on else ""
        return f"{value.get_state_display()}, {day}" if day else str(value.get_state_display())
    return value.text or figure_text(figure_of(value), value.measure)


def figure_text(figure: Figure | None, measure: Measure) -> str:
    """A figure with everything that belongs to it: its unit of money, or its two counts."""
    said = shown(figure, measure)
    if isinstance(figure, Pair):
        return _("%(counts)s (%(quotient)s)") % {
            "counts": both_counts(figure, measure),
            "quotient": said,
        }
    if isinstance(figure, Count) and measure.kind == Measure.Kind.AMOUNT:
        return f"{measure.unit} {said}"
    return said


def shown(figure: Figure | None, measure: Measure) -> str:
    """A figure in words: number, percentage, reason for its absence; blank when nothing is said."""
    match figure:
        case None:
            return ""
        case Absent(reason):
            return str(Absence(reason).label)
        case Count(number):
            return in_units(Fraction(number), measure)
        case Pair():
            return _quotient(figure, measure)


def both_counts(pair: Pair, measure: Measure) -> str:
    """The two counts of a share ("24 of 410") or of a ratio ("12 to 4")."""
    counts = {"above": written(pair.numerator), "below": written(pair.denominator)}
    is_ratio = measure.kind == Measure.Kind.RATIO
    said = (_("%(above)s to %(below)s") if is_ratio else _("%(above)s of %(below)s")) % counts
    return said.replace(" ", "\u00a0")


def _quotient(pair: Pair, measure: Measure) -> str:
    exact = pair.quotient
    if exact is None:
        return _("not defined")
    if measure.kind == Measure.Kind.SHARE:
        return percent(as_percent(exact).scaleb(-2))
    return f"{written(rounded(exact, 2))}\u00a0:\u00a01"


def in_units(number: Fraction, measure: Measure) -> str:
    """A count in its units; an amount, kept in hundredths, in whole ones."""
    if measure.kind == Measure.Kind.AMOUNT:
        number = number / CENTS
    return written(int(number) if number.denominator == 1 else rounded(number, 2))


def points(size: Fraction, sign: str = "") -> str:
    """A difference of shares in percentage points: "1.5 points", "+1.0 points"."""
    shown = rounded(size)
    # "1,5 point" in French, "1.5 points" in English: the language says which.
    number = 1 if locale().plural_form(shown) == "one" else 2
    said = ngettext("%(number)s point", "%(number)s points", number)
    written_out = format_decimal(shown, format="#,##0.0", locale=locale())
    return said % {"number": f"{sign}{written_out}"}


def target_text(measure: Measure) -> str:
    """What the plan aims at: "Target for 2016: 25.0 % (25 of 100)"; blank where it says nothing."""
    if measure.target is None:
        return ""
    aimed: Figure = Count(measure.target)
    if measure.target_base is not None:
        aimed = Pair(measure.target, measure.target_base)
    facts = {"year": measure.target_year, "target": figure_text(aimed, measure)}
    return _("Target for %(year)s: %(target)s") % facts
