"""Has each measure what its kind needs, and nothing that its kind cannot use?

The kinds are those of `Measure.Kind`; docs/plan-format.md says what each is for. Whether figures
may be added up is said by the plan, never guessed.
"""

import math
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.languages.currencies import is_currency
from suivi.plans.formats.documents import Document, level_keys, provisions
from suivi.plans.formats.parts import codes_of, entries, items, text_of

NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "log": ("activity_kinds", "total"),
    "count": ("unit", "total"),
    "share": ("unit", "total", "numerator", "denominator"),
    "ratio": ("unit", "total", "numerator", "denominator"),
    "amount": ("unit", "total"),
    "milestone": (),
    "narrative": (),
}
POSSIBLE: Final[dict[str, tuple[str, ...]]] = {
    "log": ("unit", "target"),
    "count": ("dimensions", "target"),
    "share": ("dimensions", "target"),
    "ratio": ("dimensions", "target"),
    "amount": ("dimensions", "target"),
    "milestone": (),
    "narrative": (),
}
WITH_TWO_COUNTS: Final = frozenset({"share", "ratio"})
LARGEST_TABLE: Final = 400  # cells; a person fills them in
PARTICULARS: Final = (
    *("unit", "activity_kinds", "dimensions", "total", "numerator", "denominator", "target"),
)


def measure_faults(document: Document) -> Iterator[Fault]:
    """The faults of the measures of all instruments."""
    dimensions = codes_of(document, "dimensions")
    for _depth, provision, place in provisions(document, level_keys(document)):
        for index, instrument in entries(provision, "instruments"):
            measures = list(entries(instrument, "measures"))
            for number, measure in measures:
                here = f"{place}.instruments[{index}].measures[{number}]"
                yield from _of_its_kind(measure, here)
                yield from _unknown_dimensions(measure, here, dimensions)
                yield from _too_many_cells(measure, here, document)
                yield from _target(measure, here)
                if len(measures) > 1 and "label" not in measure:
                    sentence = _("is missing: an instrument with several measures names each")
                    yield Fault(f"{here}.label", sentence)


def _of_its_kind(measure: Document, place: str) -> Iterator[Fault]:
    kind = text_of(measure, "kind")
    if kind not in NEEDED:
        return
    for key in NEEDED[kind]:
        if key not in measure:
            yield Fault(
                f"{place}.{key}", _("is missing: a measure “%(kind)s” needs it") % {"kind": kind}
            )
    known = ("kind", "label", *NEEDED[kind], *POSSIBLE[kind])
    for key in PARTICULARS:
        if key in measure and key not in known:
            yield Fault(f"{place}.{key}", _("a measure “%(kind)s” has none") % {"kind": kind})
    unit = text_of(measure, "unit")
    if unit and (kind == "amount") != unit.isupper():
        yield Fault(f"{place}.unit", _("amounts, and only they, are in a currency such as EUR"))
    elif unit.isupper() and not is_currency(unit):
        yield Fault(f"{place}.unit", _("“%(code)s” is no currency") % {"code": unit})


def _unknown_dimensions(measure: Document, place: str, known: set[str]) -> Iterator[Fault]:
    for index, code in items(measure, "dimensions"):
        if code not in known:
            sentence = _("no dimension has the code “%(code)s”")
            yield Fault(f"{place}.dimensions[{index}]", sentence % {"code": code})


def _too_many_cells(measure: Document, place: str, document: Document) -> Iterator[Fault]:
    """Every combination of categories is a cell that somebody fills in."""
    sizes = {
        text_of(dimension, "code"): len(list(entries(dimension, "categories")))
        for _index, dimension in entries(document, "dimensions")
    }
    cells = math.prod(sizes.get(code, 0) or 1 for _index, code in items(measure, "dimensions"))
    if cells > LARGEST_TABLE:
        sentence = _("makes %(cells)s combinations of categories; at most %(most)s are possible")
        yield Fault(f"{place}.dimensions", sentence % {"cells": cells, "most": LARGEST_TABLE})


def _target(measure: Document, place: str) -> Iterator[Fault]:
    """A share or ratio is aimed at as two counts, everything else as one."""
    target = measure.get("target")
    if not isinstance(target, dict):
        return
    kind = text_of(measure, "kind")
    if kind in WITH_TWO_COUNTS and "of" not in target:
        yield Fault(f"{place}.target.of", _("is missing: say out of how many"))
    if kind in NEEDED and kind not in WITH_TWO_COUNTS and "of" in target:
        yield Fault(f"{place}.target.of", _("a measure “%(kind)s” has none") % {"kind": kind})
