"""Is a figure said in one way, with all that belongs to it?"""

import pytest

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.saying import figure_text, shown, target_text, value_text
from suivi.plans.models import Measure
from tests import factories
from tests.cast import Cast


@pytest.mark.parametrize(
    ("kind", "figure", "said"),
    [
        (Measure.Kind.COUNT, Count(1234), "1,234"),
        (Measure.Kind.COUNT, Count(0), "0"),
        (Measure.Kind.COUNT, Absent("confidential"), "cannot be disclosed"),
        (Measure.Kind.COUNT, None, ""),
        (Measure.Kind.AMOUNT, Count(5_000_050), "EUR 50,000.5"),
        (Measure.Kind.SHARE, Pair(52, 480), "52 of 480 (10.8%)"),
        (Measure.Kind.SHARE, Pair(0, 0), "0 of 0 (not defined)"),
        (Measure.Kind.RATIO, Pair(12, 4), "12 to 4 (3 : 1)"),
        (Measure.Kind.RATIO, Pair(12, 0), "12 to 0 (not defined)"),
    ],
)
def test_a_figure_is_said_with_its_counts_or_its_currency(
    kind: str, figure: Figure, said: str
) -> None:
    measure = Measure(kind=kind, unit="EUR" if kind == "amount" else "people")
    assert figure_text(figure, measure).replace("\u00a0", " ") == said


def test_a_stored_figure_is_said_as_any_other(cast: Cast) -> None:
    value = factories.make_value(cast.measure, cast.body, cast.period, number=1234)
    assert value_text(value) == shown(Count(1234), cast.measure)


def test_a_target_is_said_with_its_year(cast: Cast) -> None:
    share = Measure(kind="share", target=25, target_base=100, target_year=2016)
    assert target_text(share).replace("\u00a0", " ") == ("Target for 2016: 25 of 100 (25.0%)")
    assert target_text(cast.measure) == ""
