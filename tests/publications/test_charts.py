"""Are figures drawn in a report, on the page and on paper, and do they lead to their rows?"""

import json
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from suivi.publications.exports import export
from suivi.publications.models import Report
from suivi.publications.reading import read_report
from suivi.publications.reading.parts import MeasurePart
from suivi.publications.snapshot import canonical, read
from tests.cast import Cast
from tests.publications import year
from tests.publications.test_frozen import tags
from tests.site import html

SENTENCE = (
    "Women posted were 8.3% of all posted in 2014 (79 of 952)."
    " The total is incomplete: 1 of 2 parts is missing."
)
SITE = "https://suivi.example"
ROWS = "/plans/small-plan/1.a/instruments/2/2014/"


@pytest.fixture
def report(cast: Cast, settings: Any) -> Report:
    """The full year, published by a site with an address."""
    settings.SITE_ADDRESS = SITE
    return year.published(cast)


def measures(snapshot: str, language: str = "en") -> list[MeasurePart]:
    """Every measure of line 1.a, as it is read."""
    line = read_report(read(snapshot), language).sections[0].lines[0]
    return [measure for instrument in line.instruments for measure in instrument.measures]


def older(snapshot: str) -> str:
    """The same report as it was frozen before it named its site and the paths of instruments."""
    said = json.loads(snapshot)
    del said["report"]["address"]
    for line in said["provisions"][0]["provisions"]:
        for instrument in line["instruments"]:
            del instrument["path"]
    return canonical(said)


def figures(pdf: bytes) -> list[str]:
    """What is read out for each drawing."""
    catalog: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return [str(tag["/Alt"]) for tag in tags(catalog["/StructTreeRoot"]) if tag["/S"] == "/Figure"]


def addresses(pdf: bytes) -> set[str]:
    """Where the links of a PDF lead."""
    notes = [
        note.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for note in page.annotations or ()
    ]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]}


def test_two_years_with_numbers_are_drawn_and_one_is_not(report: Report) -> None:
    drawn = {str(each.label): each.chart for each in measures(report.snapshot)}
    share = drawn["Label of share"]
    assert share is not None
    assert share.sentence == SENTENCE
    assert drawn["Label of ratio"] is None
    assert drawn["Label of amount"] is None
    assert drawn["Label of narrative"] is None


def test_the_pdf_reads_out_what_a_chart_says(report: Report) -> None:
    assert SENTENCE in figures(year.pdf(report.snapshot))
    assert year.dense(SENTENCE) in year.pdf_text(report.snapshot)


def test_the_letters_of_a_chart_are_letters_in_the_pdf(report: Report) -> None:
    # The tick above the largest share stands nowhere else.
    assert "10%" in year.pdf_text(report.snapshot)


def test_the_pages_draw_the_same(report: Report, client: Any) -> None:
    part = html(client, "/reports/small-plan/2014/goal-1/")
    alone = export(report.snapshot, "html", "en").decode()
    for markup in (part, alone):
        assert f"<figcaption>{SENTENCE}</figcaption>" in markup
        assert markup.count(SENTENCE) == 3  # above, in the wide and in the narrow drawing
    assert ".k-bar" in alone  # its style comes along


def test_every_figure_leads_to_its_rows(report: Report, client: Any) -> None:
    assert f'<a href="{ROWS}">8.3%</a>' in html(client, "/reports/small-plan/2014/goal-1/")
    assert f'<a href="/fr{ROWS}">' in html(client, "/fr/reports/small-plan/2014/goal-1/")
    assert f'<a href="{SITE}{ROWS}">8.3%</a>' in export(report.snapshot, "html", "en").decode()
    assert f"{SITE}{ROWS}" in addresses(year.pdf(report.snapshot))
    assert f"{SITE}/fr{ROWS}" in addresses(year.pdf(report.snapshot, "fr"))
    assert client.get(ROWS).status_code == 200


def test_the_data_says_where_the_rows_are(report: Report) -> None:
    said = json.loads(export(report.snapshot, "json", "en"))
    instrument = said["provisions"][0]["provisions"][0]["instruments"][1]
    assert f"{said['report']['address']}{instrument['path']}2014/" == f"{SITE}{ROWS}"


def test_the_path_is_the_same_in_whatever_language_one_publishes(report: Report) -> None:
    assert '"path":"/plans/small-plan/1.a/instruments/1/"' in report.snapshot


def test_a_report_that_was_frozen_before_is_read_without_links(report: Report) -> None:
    snapshot = older(report.snapshot)
    page = export(snapshot, "html", "en").decode()
    assert SENTENCE in page
    assert "/instruments/" not in page
    assert not any("/instruments/" in address for address in addresses(year.pdf(snapshot)))
    assert SENTENCE in figures(year.pdf(snapshot))
