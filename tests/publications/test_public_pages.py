"""What may anybody read of a report, and is it light and whole?"""

import gzip
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suivi.publications.actions import make_report_file
from suivi.publications.models import Report
from tests.cast import MEMBERS, Cast
from tests.factories import NOON
from tests.publications import year

SignIn = Callable[[Any], Client]
PLACE = "/reports/small-plan/2014/"


@pytest.fixture
def report(cast: Cast) -> Report:
    """The full year, published."""
    return year.published(cast)


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("path", ["/reports/", PLACE, f"{PLACE}goal-1/", f"{PLACE}report.json"])
def test_everybody_reads_a_published_report(
    report: Report, cast: Cast, signed_in: SignIn, name: str, path: str
) -> None:
    assert signed_in(cast.member(name)).get(path).status_code == 200


@pytest.mark.parametrize("path", ["", "goal-1/", "report.pdf", "report.json", "report.html"])
def test_what_is_not_published_does_not_exist(cast: Cast, client: Client, path: str) -> None:
    year.full_year(cast)
    assert client.get(f"{PLACE}{path}").status_code == 404


def test_a_report_on_a_closed_plan_is_for_its_members(
    report: Report, cast: Cast, signed_in: SignIn
) -> None:
    cast.plan.is_public = False
    cast.plan.save()
    assert signed_in(cast.anonymous).get(PLACE).status_code == 404
    assert signed_in(cast.reader).get(PLACE).status_code == 200


def test_the_list_names_the_report(report: Report, client: Client) -> None:
    assert "First report to parliament, 2014" in client.get("/reports/").content.decode()


def test_an_empty_list_says_so(client: Client, cast: Cast) -> None:
    assert "No report has been published yet." in client.get("/reports/").content.decode()


def test_the_first_page_leads_to_every_line(report: Report, client: Client) -> None:
    page = client.get(PLACE).content.decode()
    for line in ("line-1-a", "line-1-b"):
        assert f'<tr id="{line}">' in page
        assert f'href="{PLACE}goal-1/#{line}"' in page
    part = client.get(f"{PLACE}goal-1/").content.decode()
    assert 'id="line-1-a"' in part
    assert "Les formatrices ont été recrutées." in part
    assert client.get(f"{PLACE}goal-2/").status_code == 404


def test_the_page_shows_the_hash_of_the_data(report: Report, client: Client) -> None:
    data = client.get(f"{PLACE}report.json")
    assert hashlib.sha256(data.content).hexdigest() in client.get(PLACE).content.decode()
    assert data["Content-Type"] == "application/json"


def test_links_within_the_report_lead_somewhere(report: Report, client: Client) -> None:
    pages = {path: client.get(path).content.decode() for path in (PLACE, f"{PLACE}goal-1/")}
    addresses = {path: set(re.findall(r'\sid="([^"]+)"', page)) for path, page in pages.items()}
    for path, page in pages.items():
        for target, anchor in re.findall(r'href="([^"#]*)#([^"]+)"', page):
            assert anchor in addresses[target or path], (target, anchor)


def test_the_page_speaks_the_language_of_its_address(report: Report, client: Client) -> None:
    page = client.get(f"/fr{PLACE}").content.decode()
    assert "Cette introduction ouvre le rapport." in page
    assert f'href="/fr{PLACE}goal-1/#line-1-a"' in page


def test_the_pdf_comes_once_it_is_made(report: Report, client: Client) -> None:
    waiting = client.get(f"{PLACE}report.pdf")
    assert waiting.status_code == 503
    assert "The PDF is being made" in waiting.content.decode()
    make_report_file(at=NOON, report=report, language="en")
    answer = client.get(f"{PLACE}report.pdf")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content == year.pdf(report.snapshot)
    assert 'filename="small-plan-2014-en.pdf"' in answer["Content-Disposition"]
    assert f'href="{PLACE}report.pdf"' in client.get(PLACE).content.decode()


def test_the_whole_report_comes_as_one_file_without_anything_from_elsewhere(
    report: Report, client: Client
) -> None:
    page = client.get(f"{PLACE}report.html").content.decode()
    assert not re.search(r"<(?:script|link|img)\b", page)
    assert "Les formatrices ont été recrutées." in page


def test_sample_content_is_marked(report: Report, cast: Cast, client: Client) -> None:
    assert "Sample content" not in client.get(PLACE).content.decode()
    Report.objects.filter(pk=report.pk).update(is_sample=True)
    assert "Sample content" in client.get(PLACE).content.decode()


def test_the_pages_ask_the_database_little(report: Report, client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{PLACE}goal-1/")
    assert len(queries) <= 3


@pytest.mark.parametrize("path", [PLACE, f"{PLACE}goal-1/"])
def test_the_pages_are_light(report: Report, client: Client, path: str) -> None:
    assert len(gzip.compress(client.get(path).content)) < 60_000
