"""What has been gathered from a workbook so far: a document, faults, and the cell of each part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from suivi.errors import Fault
from suivi.plans.formats.documents import Document
from suivi.plans.formats.sheets import Column
from suivi.plans.imports.cells import Cell, Row, Unfit, content


@dataclass
class Gathering:
    """A document in the making."""

    document: Document = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    def fault(self, cell: Cell, sentence: str) -> None:
        """Notes that something is wrong with a cell."""
        self.faults.append(Fault(cell.where, sentence))

    def content(self, cell: Cell, column: Column, place: str) -> Any:
        """What the cell says at this place of the document; None when blank or unfit."""
        self.cells[place] = cell.where
        try:
            return content(cell, column)
        except Unfit as problem:
            self.fault(cell, str(problem))
            return None

    def facts(self, row: Row, columns: Iterable[tuple[str, Column]], place: str) -> Document:
        """The facts that a row says of the part at this place."""
        found: Document = {}
        for heading, column in columns:
            if heading in row:
                self.cells.setdefault(place, row[heading].where)
                value = self.content(row[heading], column, f"{place}.{column.key}")
                if value is not None and value is not False and value != []:
                    found[column.key] = value
        return found
