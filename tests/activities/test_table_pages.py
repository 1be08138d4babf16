"""Can a person take a table, hand it over, look, confirm and undo, in the browser?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity, ActivityImport
from suivi.activities.tables import layout
from tests import factories
from tests.activities.tables import Sheet, applied, exported, in_csv, opened, sheet_of
from tests.cast import Cast

Browser = Callable[[Any], Client]
COURSE = {"title": "Course", "kind": "training", "started_on": date(2014, 6, 7)}


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    """The register of Defence, one activity, as downloaded."""
    factories.make_activity(cast.body, title="Mission", women=2)
    return sheet_of(exported(cast.focal_point))


def _upload(client: Client, data: bytes, name: str = "a.xlsx") -> Any:
    return client.post(reverse("activity-table"), {"table": SimpleUploadedFile(name, data)})


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_register_leads_those_who_write_to_the_table(cast: Cast, signed_in: Browser) -> None:
    address = f'href="{reverse("activity-table")}"'

    assert address in _page(signed_in(cast.focal_point), reverse("activities"))
    assert address not in _page(signed_in(cast.reader), reverse("activities"))


def test_the_empty_table_offers_choices_in_the_language_of_the_page(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    book = opened(client.get("/fr/activities/table/empty/xlsx/").content).book
    lists = {cell.value for row in book["suivi"].iter_rows() for cell in row}
    offered = {str(each.formula1) for each in book.worksheets[0].data_validations.dataValidation}
    text = client.get("/fr/activities/table/empty/csv/").content.decode("utf-8-sig")

    assert {"formation", "Defence (fr)"} <= lists
    assert "Justice (fr)" not in lists
    assert len(offered) == 7
    assert text.count(";") == len(layout.COLUMNS) - 1


def test_the_list_that_is_shown_leaves_as_a_table(cast: Cast, signed_in: Browser) -> None:
    factories.make_activity(cast.body, title="Mission")
    factories.make_activity(cast.body, title="Course", kind="other")
    answer = signed_in(cast.focal_point).get(
        reverse("activity-export", args=["xlsx"]), {"kind": "training"}
    )

    assert opened(answer.content).cell("title").value == "Mission"
    assert opened(answer.content).sheet.max_row == layout.FIRST_ROW


def test_upload_look_confirm_and_undo(cast: Cast, signed_in: Browser, sheet: Sheet) -> None:
    client = signed_in(cast.focal_point)
    sheet.write("women", 3)
    sheet.add(**COURSE)
    address = _upload(client, sheet.data()).headers["Location"]
    page = _page(client, address)
    seen = client.get(address).context["compared"].mark()

    assert "Apply 2 rows" in page
    assert "A row that is not in the table removes nothing." in page
    assert Activity.objects.count() == 1

    done = client.post(address, {"seen": seen}, follow=True).content.decode()
    assert "The table was applied. It can be undone as a whole." in done
    assert Activity.objects.count() == 2
    assert "Course" in _page(client, reverse("activities"))

    undone = client.post(f"{address}undo/", follow=True).content.decode()
    assert "Undone: 2. Changed since, and left as they are: 0." in undone
    assert Activity.objects.get().women == 2


def test_csv_as_excel_saves_unicode_text_is_taken(cast: Cast, signed_in: Browser) -> None:
    rows = [["Title", "Kind", "Date"], ["Écoute", "training", "07/06/2014"]]
    answer = _upload(signed_in(cast.focal_point), in_csv(rows, "\t", "utf-16"), "a.txt")

    assert answer.status_code == 302
    assert "Écoute" in _page(signed_in(cast.focal_point), answer.headers["Location"])


def test_conflicts_stand_first_and_ask_for_a_choice(
    cast: Cast, signed_in: Browser, sheet: Sheet
) -> None:
    client = signed_in(cast.focal_point)
    other = sheet_of(exported(cast.focal_point))
    other.write("women", 9)
    applied(cast.contributor, other.data())
    sheet.write("women", 3)
    address = _upload(client, sheet.data()).headers["Location"]
    seen = client.get(address).context["compared"].mark()
    uid = Activity.objects.get().uid

    assert f'name="side:{uid}"' in _page(client, address)
    assert client.post(address, {"seen": seen}).status_code == 422
    client.post(address, {"seen": seen, f"side:{uid}": "online"})
    assert Activity.objects.get().women == 9


def test_faults_are_listed_and_there_is_nothing_to_confirm(
    cast: Cast, signed_in: Browser, sheet: Sheet
) -> None:
    client = signed_in(cast.focal_point)
    sheet.write("women", "n.a.")
    page = _page(client, _upload(client, sheet.data()).headers["Location"])

    assert "“n.a.” is not a number; write it as 1,234, or leave it empty." in page
    assert "upload it again; nothing was saved" in page
    assert "Apply" not in page


def test_rows_that_may_be_there_and_rows_of_others_are_shown(
    cast: Cast, signed_in: Browser, sheet: Sheet
) -> None:
    client = signed_in(cast.focal_point)
    sheet.add(**{**COURSE, "title": "Missions", "started_on": date(2014, 5, 7)})
    sheet.add(**COURSE, body="Justice")
    page = _page(client, _upload(client, sheet.data()).headers["Location"])

    assert "Are these in the register already?" in page
    assert "is an activity of Justice, for which you do not write." in page


def test_many_rows_come_page_by_page(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    titles = [f"{number} {'x' * (number % 7)} meeting" for number in range(120)]
    rows = [["Title", "Kind", "Date"], *([each, "other", "2014-06-07"] for each in titles)]
    address = _upload(client, in_csv(rows), "a.csv").headers["Location"]

    assert len(client.get(address).context["page"].rows) == 50
    assert len(client.get(f"{address}?page=3").context["page"].rows) == 20
    assert "Back to the first page, to confirm" in _page(client, f"{address}?page=3")


def test_a_file_that_is_not_taken_says_why_beside_the_field(
    cast: Cast, signed_in: Browser, sheet: Sheet
) -> None:
    answer = _upload(signed_in(cast.focal_point), sheet.data(), "2014.xlsm")

    assert answer.status_code == 422
    assert "2014.xlsm may hold macros; save it as .xlsx" in answer.content.decode()
    assert signed_in(cast.focal_point).post(reverse("activity-table")).status_code == 422


def test_a_table_is_its_persons_and_of_those_whose_activities_it_changed(
    cast: Cast, signed_in: Browser, sheet: Sheet
) -> None:
    sheet.write("women", 3)
    address = _upload(signed_in(cast.focal_point), sheet.data()).headers["Location"]
    assert signed_in(cast.contributor).get(address).status_code == 404

    client = signed_in(cast.focal_point)
    seen = client.get(address).context["compared"].mark()
    client.post(address, {"seen": seen})
    assert signed_in(cast.contributor).get(address).status_code == 200
    assert signed_in(cast.other_focal_point).get(address).status_code == 404
    original = b"".join(signed_in(cast.contributor).get(f"{address}original/"))
    assert original == ActivityImport.objects.get().file.path.read_bytes()
