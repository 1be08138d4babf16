"""Which figures were given on a plan, and how do they stand together?"""

from collections.abc import Iterable

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.models import Value
from suivi.indicators.tables import Given, Series, Years, table
from suivi.plans.models import Measure, Period


def figure_of(value: Value) -> Figure | None:
    """The figure of a stored value; None for an account or a milestone, which are not numbers."""
    if value.absence:
        return Absent(value.absence)
    if value.number is None:
        return None
    if value.denominator is None:
        return Count(value.number)
    return Pair(value.number, value.denominator)


def given(values: Iterable[Value]) -> list[Given]:
    """The figures among stored values; `values` come with body and period."""
    found = ((value, figure_of(value)) for value in values)
    return [
        Given(value.body.code, value.category_key, value.period.year, figure)
        for value, figure in found
        if figure is not None
    ]


def years(periods: Iterable[Period], current: Period) -> Years:
    """The years across a table that speaks of `current`: those before it, and the baseline."""
    told = [period for period in periods if period.year <= current.year]
    baseline = next((period.year for period in told if period.is_baseline), None)
    return Years([period.year for period in told], current.year, baseline)


def measured(measure: Measure, values: Iterable[Value], across: Years) -> list[Series]:
    """The table of one measure from its values, with totals and trends as the measure says."""
    is_share = measure.kind == Measure.Kind.SHARE
    return table(given(values), across, rule=measure.total, is_share=is_share)
