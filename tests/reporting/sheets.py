"""How do the tests get a department's workbook, write in it as a person would, and hand it over?"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from suivi.indicators.models import Absence
from suivi.people.models import Person
from suivi.plans.models import Dimension, Measure
from suivi.reporting import actions
from suivi.reporting.models import Contribution, WorkbookImport
from suivi.reporting.queries.workbooks import department_year
from suivi.reporting.workbooks import layout
from suivi.reporting.workbooks.comparing import Comparison, comparison
from suivi.reporting.workbooks.writing import workbook_bytes
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

ADDRESS = "https://suivi.example.org/board/small-plan/2014/workbook/defence/"
# Figures of every kind, as typed into the form.
ANSWERS = {
    "account": "=Trained 24 people.\nIn two towns.",
    "progress": "on_track",
    "language": "en",
    "value:1.1::number": "24",
    "value:2.1:sex=women:number": "5",
    "value:2.1:sex=women:denominator": "50",
    "value:2.1:sex=men:number": "45",
    "value:2.1:sex=men:denominator": "50",
    "value:3.1::number": "1234567.50",
    "value:4.1::state": "adopted",
    "value:4.1::reached_on": "2014-03-05",
    "value:5.1::text": "- the procedure\n+ its form",
    "value:6.1:mission=#1:name": "@Mission",
    "value:6.1:mission=#1:number": "7",
    "value:6.1:mission=#3:name": "Third mission",
    "value:6.1:mission=#3:absence": Absence.CONFIDENTIAL.value,
    "value:6.1:mission=#3:note": "Asked of the mission.",
    "value:7.1::absence": Absence.NOT_AVAILABLE.value,
}


def with_every_kind(cast: Cast) -> Cast:
    """Line 1.a asks for a figure of every kind, by sex and by mission."""
    names = {"women": "Women", "men": "Men"}
    sexes = [{"code": code, "name": {"en": name}} for code, name in names.items()]
    columns = factories.columns
    Dimension.objects.create(plan=cast.plan, code="sex", categories=sexes, **columns("name", "Sex"))
    Dimension.objects.create(plan=cast.plan, code="mission", **columns("name", "Mission"))
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        (Measure.Kind.SHARE, {"dimensions": ["sex"], **columns("numerator", "Officers")}),
        (Measure.Kind.AMOUNT, {"unit": "EUR"}),
        (Measure.Kind.MILESTONE, {}),
        (Measure.Kind.NARRATIVE, {}),
        (Measure.Kind.COUNT, {"dimensions": ["mission"]}),
        (Measure.Kind.RATIO, {}),
        (Measure.Kind.LOG, {}),
    )
    for kind, facts in kinds:
        factories.make_measure(factories.make_instrument(cast.line), kind, **facts)
    factories.make_contribution(cast.shared_line, cast.body, cast.period, position=2)
    return cast


def written(cast: Cast, answers: Mapping[str, str], *, by: Person | None = None) -> Contribution:
    """Line 1.a as it stands online: these answers, as the next version."""
    contribution = Contribution.objects.get(pk=cast.draft.pk)
    actions.save_draft(
        by=by or cast.focal_point,
        at=NOON,
        contribution=contribution,
        typed=actions.Typed(answers, contribution.version),
    )
    contribution.refresh_from_db()
    return contribution


@dataclass
class Sheets:
    """A workbook in the hands of a person."""

    book: Workbook

    @property
    def lines(self) -> Worksheet:
        """The sheet with one row per line."""
        return self.book["Lines"]

    @property
    def figures(self) -> Worksheet:
        """The sheet with one row per cell of a figure."""
        return self.book["Figures"]

    def cell(self, row: str, column: str) -> Any:
        """The cell of "line|1.a" or "figure|1.a|1.1|" in the column of that key."""
        sheet = self.lines if row.startswith("line|") else self.figures
        keys = {cell.value: int(cell.column or 0) for cell in sheet[layout.KEY_ROW]}
        number = next(int(each[0].row or 0) for each in sheet.iter_rows() if each[0].value == row)
        return sheet.cell(number, keys[column])

    def write(self, row: str, column: str, value: Any) -> Any:
        """Types into a cell; gives it."""
        cell = self.cell(row, column)
        cell.value = value
        return cell

    def data(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def downloaded(cast: Cast) -> bytes:
    """The file as it leaves."""
    return workbook_bytes(department_year(cast.period, cast.body), ADDRESS)


def opened(data: bytes) -> Sheets:
    """The file in the hands of a person."""
    return Sheets(load_workbook(io.BytesIO(data)))


def received(
    cast: Cast,
    data: bytes,
    *,
    name: str = "2014-defence.xlsx",
    by: Person | None = None,
    at: datetime = NOON,
) -> WorkbookImport:
    """The file, handed over."""
    return actions.receive_workbook(
        by=by or cast.focal_point,
        at=at,
        period=cast.period,
        body=cast.body,
        upload=SimpleUploadedFile(name, data),
    )


def compared(cast: Cast, data: bytes) -> Comparison:
    """What the file would change."""
    return comparison(received(cast, data))


def states(found: Comparison) -> dict[str, str]:
    """Field to state, over all lines that would change."""
    return {each.field: each.state for line in found.to_apply for each in line.differences}
