"""Does a table of activities come back from LibreOffice as it left, and as it was filled in?"""

from datetime import date

import pytest

from suivi.activities.models import Activity
from suivi.activities.tables import writing
from tests import factories
from tests.activities.tables import changes, compared, exported, sheet_of, with_every_fact
from tests.cast import Cast
from tests.libreoffice import as_csv, saved

pytestmark = pytest.mark.office
COURSE = {"title": "Course", "kind": "training", "started_on": date(2014, 6, 7)}


@pytest.fixture
def told(cast: Cast) -> Activity:
    """An activity with every fact, and texts that look like formulas."""
    for title in ("+32 2 501", "-1", "@name", "=HYPERLINK(1)", "007", "1/2"):
        factories.make_activity(cast.body, title=title, account="a\nb", source="  'quoted")
    return with_every_fact(cast)


def test_a_workbook_that_libreoffice_saved_changes_nothing(cast: Cast, told: Activity) -> None:
    found = compared(cast.focal_point, saved(writing.as_workbook(exported(cast.focal_point))))

    assert (found.differences, found.faults, found.notes) == ([], [], [])
    assert found.unchanged == 7


@pytest.mark.parametrize(("separator", "encoding"), [(";", 76), (",", 76), ("\t", 65535)])
def test_the_workbook_saved_as_csv_changes_nothing(
    cast: Cast, told: Activity, separator: str, encoding: int
) -> None:
    made = writing.as_workbook(exported(cast.focal_point))
    found = compared(cast.focal_point, as_csv(made, separator, encoding))

    assert (found.differences, found.faults) == ([], [])
    assert found.unchanged == 7


def test_formulas_dates_hidden_columns_and_new_order_are_read(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    row = next(number for number in range(3, 10) if sheet.cell("title", number).value == told.title)
    women = sheet.write("women", "=2+3", row)
    sheet.write("men", '=IF(1=1,"n.a.","")', row)
    sheet.write("ended_on", "=DATE(2014,5,9)", row).number_format = "dd/mm/yyyy"
    sheet.sheet.column_dimensions["D"].hidden = True
    sheet.sheet.move_range(f"A{row}:AE{row}", rows=20)
    found = compared(cast.focal_point, saved(sheet.data()))

    assert [fault.sentence for fault in found.faults] == [
        "“n.a.” is not a number; write it as 1,234, or leave it empty."
    ]
    assert any(f"{women.column_letter}{row + 20}" in note for note in found.notes)
    sheet.write("men", 12, row + 20)
    found = compared(cast.focal_point, saved(sheet.data()))
    assert changes(found) == {"women": 5, "ended_on": date(2014, 5, 9)}


def test_an_error_and_merged_cells_are_refused(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    error = sheet.write("women", "=1/0")
    sheet.sheet.merge_cells("C4:D5")
    faults = compared(cast.focal_point, saved(sheet.data())).faults
    told_of = {fault.place: fault.sentence for fault in faults}

    assert "#DIV/0!" in told_of[f"Activities, row 3, Women ({error.coordinate})"]
    assert "merged" in told_of["Activities, C4:D5"]


def test_a_csv_table_opened_and_saved_in_a_spreadsheet_changes_nothing(
    cast: Cast, told: Activity
) -> None:
    """But for titles that CSV cannot tell from a number or a date; they are shown as changes."""
    opened = saved(writing.as_csv(exported(cast.focal_point)), ending="csv")
    found = compared(cast.focal_point, as_csv(opened))

    assert {str(each.activity) for each in found.differences} == {"007", "1/2"}
    assert (found.faults, found.unchanged) == ([], 5)
