"""Which figures were given on a plan, and how do they stand together?"""

from collections.abc import Iterable, Mapping, Sequence

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.grouping import crossed
from suivi.indicators.models import Value
from suivi.indicators.tables import NOTHING_EXPECTED, Expected, Given, Series, Years, table
from suivi.plans.models import Dimension, Measure, Period


def figure_of(value: Value) -> Figure | None:
    """The figure of a stored value; None for an account or a milestone, which are not numbers."""
    return figure(value.number, value.denominator, value.absence)


def figure(number: int | None, denominator: int | None, absence: str) -> Figure | None:
    """The figure that these columns hold; None where they hold none."""
    if absence:
        return Absent(absence)
    if number is None:
        return None
    return Count(number) if denominator is None else Pair(number, denominator)


def given(values: Iterable[Value]) -> list[Given]:
    """The figures among stored values; `values` come with body and period."""
    found = ((value, figure_of(value)) for value in values)
    return [
        Given(value.body.code, value.category_key, value.period.year, figure)
        for value, figure in found
        if figure is not None
    ]


def years(periods: Iterable[Period], current: Period, breaks: Iterable[int] = ()) -> Years:
    """The years across a table that speaks of `current`: those before it, and the baseline."""
    told = [period for period in periods if period.year <= current.year]
    baseline = next((period.year for period in told if period.is_baseline), None)
    return Years([period.year for period in told], current.year, baseline, frozenset(breaks))


def fixed_categories(codes: Sequence[str], dimensions: Mapping[str, Dimension]) -> list[str]:
    """Every category of the closed lists among these dimensions, as its text.

    Of open lists (missions, countries) nobody can expect any; see `arithmetic`.
    """
    known = [dimensions[code] for code in codes if code in dimensions]
    return crossed({one.code: [str(each["code"]) for each in one.categories] for one in known})


def measured(
    measure: Measure, values: Iterable[Value], across: Years, expected: Expected = NOTHING_EXPECTED
) -> list[Series]:
    """The table of one measure from its values, with totals and trends as the measure says."""
    is_share = measure.kind == Measure.Kind.SHARE
    rows = given(values)
    return table(rows, across, rule=measure.total, is_share=is_share, expected=expected)
