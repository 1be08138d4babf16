"""What is done with frameworks: loaded, imported, edited, paired."""

from suivi.indicators.frameworks.actions.editing import (
    IndicatorFacts,
    add_indicator,
    change_indicator,
)
from suivi.indicators.frameworks.actions.loading import (
    Change,
    EditionFacts,
    FrameworkFacts,
    import_framework,
    load_library,
)
from suivi.indicators.frameworks.actions.pairing import pair, unpair

__all__ = [
    "Change",
    "EditionFacts",
    "FrameworkFacts",
    "IndicatorFacts",
    "add_indicator",
    "change_indicator",
    "import_framework",
    "load_library",
    "pair",
    "unpair",
]
