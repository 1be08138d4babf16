"""How do the tests get a table of activities, write in it as a person would, and hand it over?"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from suivi.activities import actions
from suivi.activities.models import Activity, ActivityImport
from suivi.activities.permissions import reach
from suivi.activities.queries.names import names
from suivi.activities.queries.register import Question, all_in_order
from suivi.activities.tables import layout, writing
from suivi.activities.tables.comparing import Comparison, compare
from suivi.activities.tables.reading import read
from suivi.people.models import Person
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

ADDRESS = "https://suivi.example.org"
EVERY_FACT: dict[str, Any] = {
    "title": "=Mission: “égalité”",
    "account": "-First paragraph; second\nwith, a comma",
    "kind": "event",
    "countries": ["ML", "CD"],
    "forum": "nato",
    "amount": 123450,
    "currency": "USD",
    "euro_rate": Decimal("0.75123456"),
    "euro_rate_on": datetime(2014, 5, 5).date(),  # noqa: DTZ001
    "euro_rate_source": "@ECB",
    "women": 0,
    "men": 12,
    "gender_marker": 0,
    "iati_identifier": "BE-1",
    "source": "Press release",
    "ended_on": datetime(2014, 5, 8).date(),  # noqa: DTZ001
    "dated": "month",
    "language": "fr",
    "is_public": False,
}


def with_every_fact(cast: Cast) -> Activity:
    """An activity of Defence of which everything is told."""
    lines = [cast.line, cast.shared_line]
    made = factories.make_activity(cast.body, provisions=lines, **EVERY_FACT)
    made.partners.add(cast.other_body)
    made.plans.add(factories.make_plan("be-old", levels=(), is_outline=True))
    factories.make_link(made)
    return made


def exported(person: Person, **asked: Any) -> writing.Table:
    """What the register shows to a person, as a table in the active language."""
    seen = reach(person)
    found = all_in_order(Question(**asked), seen, layout.MOST)
    return writing.table(found, ADDRESS, seen.writes_for, names())


@dataclass
class Sheet:
    """A workbook of activities in the hands of a person."""

    book: Workbook

    @property
    def sheet(self) -> Worksheet:
        """The sheet with one row per activity."""
        return self.book.worksheets[0]

    def column(self, key: str) -> int:
        """The number of a column."""
        return next(int(cell.column) for cell in self.sheet[layout.KEY_ROW] if cell.value == key)

    def cell(self, key: str, row: int = layout.FIRST_ROW) -> Any:
        """A cell, of the first activity unless another row is named."""
        return self.sheet.cell(row, self.column(key))

    def write(self, key: str, value: Any, row: int = layout.FIRST_ROW) -> Any:
        """Types into a cell; gives it."""
        cell = self.cell(key, row)
        cell.value = value
        return cell

    def add(self, **facts: Any) -> int:
        """Types a new activity below the others; gives its row."""
        row = max(self.sheet.max_row + 1, layout.FIRST_ROW)
        for key, value in facts.items():
            self.write(key, value, row)
        return row

    def data(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def sheet_of(made: writing.Table) -> Sheet:
    """The table in the hands of a person."""
    return opened(writing.as_workbook(made))


def opened(data: bytes) -> Sheet:
    """The file in the hands of a person."""
    return Sheet(load_workbook(io.BytesIO(data)))


def in_csv(rows: Sequence[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Rows as a program writes them."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def compared(person: Person, data: bytes) -> Comparison:
    """What the file would change."""
    return compare(read(data), reach(person))


def changes(found: Comparison) -> dict[str, Any]:
    """Column to fact, over all rows that would change."""
    return {change.key: change.table for each in found.differences for change in each.changes}


def received(person: Person, data: bytes, name: str = "activities.xlsx") -> ActivityImport:
    """The file, handed over."""
    upload = SimpleUploadedFile(name, data)
    return actions.receive_table(by=person, at=NOON, upload=upload)


def applied(
    person: Person, data: bytes, name: str = "activities.xlsx", **decisions: Any
) -> ActivityImport:
    """The file, handed over and confirmed."""
    return actions.apply_table(
        by=person,
        at=NOON,
        imported=received(person, data, name),
        seen=compared(person, data).mark(),
        decisions=actions.Decisions(**decisions),
    )
