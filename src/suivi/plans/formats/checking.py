"""Is this a plan that can be loaded? All faults at once, in the order of the file."""

from collections.abc import Iterator
from typing import Any

from suivi.errors import Fault, Faults
from suivi.plans.formats.canonical import normalised
from suivi.plans.formats.documents import Document, level_keys
from suivi.plans.formats.meaning import idle_bodies, meaning_faults
from suivi.plans.formats.reading import unwritable
from suivi.plans.formats.readings import Reading, dotted
from suivi.plans.formats.shape import shape_faults


def checked(reading: Reading) -> Document:
    """The document in its normal form. Raises `Faults`, each with its place, when there are any."""
    found = all_faults(reading)
    if found:
        raise Faults(found)
    return normalised(reading.document)


def all_faults(reading: Reading) -> list[Fault]:
    """Every fault of what was read, one per place, in the order of the file."""
    document = reading.document
    structure = [*reading.faults, *unwritable(document), *shape_faults(document)]
    meaning = [*meaning_faults(document)]
    roots = ("levels", *level_keys(document)[:1])
    if not structure and not any(fault.place.startswith(roots) for fault in meaning):
        # Who has nothing to do can be told only when all lines could be read.
        meaning += idle_bodies(document)
    first: dict[str, Fault] = {}
    for fault in (*structure, *meaning):
        # A cell that cannot be read is told once, and not as missing too.
        first.setdefault(reading.cells.get(fault.place, fault.place), fault)
    order = {place: number for number, place in enumerate(_places(document, ()))}
    in_order = sorted(first.values(), key=lambda fault: _rank(fault.place, order))
    return [reading.located(fault) for fault in in_order]


def _places(value: Any, path: tuple[Any, ...]) -> Iterator[str]:
    yield dotted(path)
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(part, (*path, step))


def _rank(place: str, order: dict[str, int]) -> tuple[int, str]:
    """Where a place comes in the file; a missing part directly after what it is missing from."""
    around = place
    while around and around not in order:
        around = around[: max(around.rfind("."), around.rfind("["), 0)]
    return order.get(around, -1), place if around != place else ""
