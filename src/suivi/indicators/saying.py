"""How is one figure said, in the language of the page?"""

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import quotient
from suivi.indicators.models import Value
from suivi.plans.models import Measure
from suivi.ui import numbers_and_days


def value_text(value: Value) -> str:
    """A value as text: "52 of 480 (10.8 %)", "1 234", "EUR 50 000", the reason for its absence.

    Zero, blank and every reason read differently; a quotient always stands with its two counts.
    """
    if value.absence:
        return str(value.get_absence_display())
    if value.state:
        day = numbers_and_days.day(value.reached_on) if value.reached_on else ""
        return f"{value.get_state_display()}, {day}" if day else str(value.get_state_display())
    if value.text:
        return value.text
    if value.measure.kind == Measure.Kind.AMOUNT and value.number is not None:
        return f"{value.measure.unit} {numbers_and_days.figure(value.number / 100)}"
    if value.denominator is None:
        return numbers_and_days.figure(value.number)
    return _two_counts(value)


def _two_counts(value: Value) -> str:
    number, denominator = value.number or 0, value.denominator or 0
    shown = {
        "number": numbers_and_days.figure(number),
        "denominator": numbers_and_days.figure(denominator),
    }
    exact = quotient(number, denominator)
    if exact is None:
        return _("%(number)s of %(denominator)s (not defined)") % shown
    if value.measure.kind == Measure.Kind.RATIO:
        return _("%(number)s to %(denominator)s") % shown
    percent = numbers_and_days.percent(float(exact))
    return _("%(number)s of %(denominator)s (%(percent)s)") % {**shown, "percent": percent}
