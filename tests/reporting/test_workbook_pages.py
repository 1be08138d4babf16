"""Can a department go round with its workbook in the browser?"""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from suivi.reporting.models import Contribution, WorkbookImport
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.sheets import (
    ANSWERS,
    Sheets,
    downloaded,
    opened,
    received,
    with_every_kind,
    written,
)

Browser = Callable[[Any], Client]
COUNT = "figure|1.a|1.1|"


@pytest.fixture
def sheets(cast: Cast) -> Sheets:
    """The workbook of Defence, as downloaded, with figures of every kind on 1.a."""
    with_every_kind(cast)
    written(cast, ANSWERS)
    return opened(downloaded(cast))


def _address(name: str = "workbook", *more: int) -> str:
    return reverse(name, args=["small-plan", 2014, "defence", *more])


def _upload(client: Client, data: bytes, name: str = "2014.xlsx") -> Any:
    return client.post(_address(), {"workbook": SimpleUploadedFile(name, data)})


def test_my_work_leads_to_the_workbook(cast: Cast, signed_in: Browser) -> None:
    page = signed_in(cast.focal_point).get(reverse("my-work")).content.decode()

    assert f'href="{_address()}"' in page
    assert "Fill in Excel: Defence, 2014" in page


def test_the_workbook_is_downloaded_in_the_language_of_the_page(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    here = f"/fr{_address()}"
    answer = signed_in(cast.contributor).get(f"{here}download/")
    book = load_workbook(io.BytesIO(answer.content))

    assert "small-plan-2014-defence.xlsx" in answer.headers["Content-Disposition"]
    assert [row[1].value for row in book["suivi"].iter_rows(max_row=6)][-1] == "fr"
    texts = [cell.value for cell in book.worksheets[0]["A"]]
    assert f"http://testserver{here}" in texts


def test_upload_look_and_confirm(cast: Cast, signed_in: Browser, sheets: Sheets) -> None:
    client = signed_in(cast.focal_point)
    cell = sheets.write(COUNT, "number", 30)
    answer = _upload(client, sheets.data())
    imported = WorkbookImport.objects.get()
    page = client.get(answer.headers["Location"]).content.decode()

    assert answer.headers["Location"] == _address("workbook-preview", imported.pk)
    assert f"Figures, {cell.coordinate}" in page
    assert "Save 1 line as draft" in page
    assert Contribution.objects.get(pk=cast.draft.pk).version == 2

    done = client.post(answer.headers["Location"], {"seen:1.a": "2"}, follow=True)
    assert "The workbook was saved as drafts." in done.content.decode()
    assert Contribution.objects.get(pk=cast.draft.pk).version == 3
    again = client.get(_address("workbook-preview", imported.pk)).content.decode()
    assert "Applied on" in again


def test_a_conflict_is_shown_with_both_texts_and_asks_for_a_choice(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    client = signed_in(cast.focal_point)
    sheets.write("line|1.a", "account", "Text of the workbook")
    written(cast, {**ANSWERS, "account": "Text of a colleague"}, by=cast.contributor)
    address = _upload(client, sheets.data()).headers["Location"]
    page = client.get(address).content.decode()

    assert "Text of the workbook" in page
    assert "Text of a colleague" in page
    assert 'name="choice:1.a:account"' in page

    undecided = client.post(address, {"seen:1.a": "3"})
    assert undecided.status_code == 422
    assert "Choose which text stands" in undecided.content.decode()

    client.post(address, {"seen:1.a": "3", "choice:1.a:account": "workbook"})
    found = Contribution.objects.get(pk=cast.draft.pk)
    assert found.draft_versions.get(number=4).answers["account"] == "Text of the workbook"


def test_faults_are_listed_and_there_is_nothing_to_confirm(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    client = signed_in(cast.focal_point)
    sheets.write(COUNT, "number", "n.a.")
    page = client.get(_upload(client, sheets.data()).headers["Location"]).content.decode()

    assert "“n.a.” is not a number; write it as 1,234, or choose a reason." in page
    assert "Save 1 line as draft" not in page
    assert "upload it again; nothing was saved" in page


def test_a_file_that_is_not_taken_says_why_beside_the_field(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    answer = _upload(signed_in(cast.focal_point), sheets.data(), "2014.xlsm")

    assert answer.status_code == 422
    assert "2014.xlsm may hold macros; save it as .xlsx and upload that." in answer.content.decode()


def test_an_upload_without_a_file_says_so(cast: Cast, signed_in: Browser) -> None:
    assert signed_in(cast.focal_point).post(_address()).status_code == 422


def test_the_original_is_given_back_as_it_was(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    data = sheets.data()
    imported = received(cast, data)
    answer = signed_in(cast.contributor).get(_address("workbook-original", imported.pk))

    assert b"".join(answer) == data
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_page_lists_what_was_handed_over(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    received(cast, sheets.data())
    page = signed_in(cast.contributor).get(_address()).content.decode()

    assert "2014-defence.xlsx" in page
    assert "not saved" in page


def test_there_is_no_workbook_where_a_department_answers_for_nothing(
    cast: Cast, signed_in: Browser
) -> None:
    address = reverse("workbook", args=["small-plan", 2013, "justice"])

    assert signed_in(cast.other_focal_point).get(address).status_code == 404


def test_a_closed_year_takes_no_workbook_and_says_so(
    cast: Cast, signed_in: Browser, sheets: Sheets
) -> None:
    data = downloaded(cast)
    cast.period.closed_at = NOON
    cast.period.save()
    client = signed_in(cast.focal_point)
    page = client.get(_address()).content.decode()
    assert "The year 2014 is closed." in page
    assert "Upload and compare" not in page
    assert 'type="file"' not in page
    assert _upload(client, data).status_code == 403
    assert not WorkbookImport.objects.exists()
    assert client.get(f"{_address()}download/").status_code == 200
