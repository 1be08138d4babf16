"""What came out of a file, and where in the file does each part stand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from suivi.errors import Fault
from suivi.plans.formats.documents import Document


@dataclass(frozen=True)
class Reading:
    """A document as read, what was wrong already, and the cells its parts came from."""

    document: Document
    faults: tuple[Fault, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)

    def located(self, fault: Fault) -> Fault:
        """The fault with the cell it stands in, where the file was a workbook.

        A part that has no cell of its own is told by the nearest cell around it and by its name.
        """
        around = fault.place
        while around and around not in self.cells:
            around = around[: max(around.rfind("."), around.rfind("["), 0)]
        if not self.cells or not around:
            return fault
        rest = fault.place[len(around) :]
        rest = "" if rest.startswith("[") else rest.lstrip(".")
        return Fault(self.cells[around], f"{rest}: {fault.sentence}" if rest else fault.sentence)


def dotted(path: Sequence[Any]) -> str:
    """A path of keys and indices as it is written for people: objectives[2].goals[0].text."""
    place = ""
    for step in path:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
    return place
