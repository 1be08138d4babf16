"""How does a definition become an SVG: for the page in two widths, or for paper?"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from suivi.charts.bars import draw_bars, draw_spark
from suivi.charts.definitions import (
    BarChart,
    Chart,
    CountryMap,
    Lines,
    ShareBars,
    SmallMultiples,
    Spark,
    StackedBars,
)
from suivi.charts.dress import Dress, Page, Paper
from suivi.charts.lines import draw_lines, draw_multiples
from suivi.charts.maps import draw_map, world
from suivi.charts.sheet import Sheet
from suivi.charts.stacks import draw_shares, draw_stacks

# In units as large as the letters' own: a sheet is shown about as wide as it says.
WIDE: Final = 640
NARROW: Final = 280
_SPARK: Final = 56

_DRAW: Final[dict[type[Chart], Callable[[Any, Sheet], Fraction]]] = {
    BarChart: draw_bars,
    StackedBars: draw_stacks,
    Lines: draw_lines,
    ShareBars: draw_shares,
    SmallMultiples: draw_multiples,
    CountryMap: draw_map,
    Spark: draw_spark,
}


def drawn(chart: Chart, width: int = WIDE, dress: Dress | None = None, key: str = "") -> str:
    """The chart as SVG, `width` units wide, in the dress of the page unless another is given."""
    if isinstance(chart, CountryMap) and dress is None:
        width = world().width
    if isinstance(chart, Spark):
        width = _SPARK
    sheet = Sheet(key or chart.key, width, dress or Page())
    height = _DRAW[type(chart)](chart, sheet)
    return sheet.finished(height, chart.title, chart.summary)


def for_page(chart: Chart) -> tuple[str, str]:
    """Wide and narrow, for a page that shows the one that fits; each with ids of its own."""
    return drawn(chart, WIDE, key=f"{chart.key}-w"), drawn(chart, NARROW, key=f"{chart.key}-n")


def for_paper(chart: Chart, width: int = WIDE) -> str:
    """With its own colours and typeface, to stand alone."""
    return drawn(chart, width, Paper())
