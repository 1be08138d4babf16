"""Does a published report never change?"""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from suivi.publications.exports import export
from suivi.publications.models import Report
from suivi.publications.snapshot import canonical, read, sha256_of
from suivi.reporting.models import Contribution
from tests.cast import Cast
from tests.publications import year


@pytest.fixture
def report(cast: Cast) -> Report:
    """The full year, published."""
    return year.published(cast)


def outlines(items: list[Any]) -> list[str]:
    """The titles of bookmarks, however deep."""
    return [
        title
        for item in items
        for title in (outlines(item) if isinstance(item, list) else [str(item.title)])
    ]


def tags(node: Any) -> list[Any]:
    """Every structure element of a tagged PDF."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    below = [tag for kid in kids for tag in tags(kid)]
    return [node, *below] if "/S" in node else below


@pytest.mark.parametrize("form", ["html", "pdf", "json"])
def test_the_same_snapshot_gives_the_same_bytes(report: Report, form: str) -> None:
    assert export(report.snapshot, form, "en") == export(report.snapshot, form, "en")


def test_the_hash_is_that_of_the_data(report: Report) -> None:
    assert report.snapshot_sha256 == sha256_of(report.snapshot)
    assert report.snapshot_sha256 in export(report.snapshot, "html", "en").decode()
    assert report.snapshot_sha256 in year.pdf_text(report.snapshot)


def test_later_edits_change_nothing(report: Report, cast: Cast) -> None:
    before = {form: export(report.snapshot, form, "en") for form in ("html", "json")}
    Contribution.objects.update(account="Rewritten.")
    cast.line.text_en = "Another promise."  # type: ignore[attr-defined]
    cast.line.save()
    again = Report.objects.get(pk=report.pk)
    assert {form: export(again.snapshot, form, "en") for form in ("html", "json")} == before


def test_the_text_is_canonical(report: Report) -> None:
    assert canonical(json.loads(report.snapshot)) == report.snapshot
    assert not re.search(r"[^\"\w]\d+\.\d+[,}\]]", report.snapshot)


def test_a_snapshot_holds_no_floats() -> None:
    with pytest.raises(ValueError, match="floats"):
        canonical({"value": [{"number": 1.5}]})


def test_another_format_is_not_read() -> None:
    with pytest.raises(ValueError, match="suivi-report/0"):
        read('{"format":"suivi-report/0"}')


def test_the_pdf_is_tagged_titled_and_in_its_language(report: Report) -> None:
    pdf = PdfReader(BytesIO(year.pdf(report.snapshot)))
    catalog: Any = pdf.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).startswith("First report to parliament, 2014")
    metadata = catalog["/Metadata"].get_data()
    assert b"pdfuaid" in metadata
    assert b"pdfaid:part>2<" in metadata.replace(b" ", b"")


def test_the_pdf_can_be_walked_by_headings_and_header_cells(report: Report) -> None:
    pdf = PdfReader(BytesIO(year.pdf(report.snapshot)))
    catalog: Any = pdf.trailer["/Root"]
    elements = tags(catalog["/StructTreeRoot"])
    kinds = {str(tag["/S"]) for tag in elements}
    assert {"/Title", "/H1", "/H2", "/TH", "/TD", "/TOC", "/Link"} <= kinds
    scopes = [_scope(tag) for tag in elements if tag["/S"] == "/TH"]
    assert scopes
    assert set(scopes) == {"/Column"}
    assert {str(tag["/Lang"]) for tag in elements if "/Lang" in tag} >= {"fr"}
    assert "Introduction" in outlines(list(pdf.outline))


def _scope(tag: Any) -> str:
    attributes = tag["/A"]
    several = attributes if isinstance(attributes, list) else [attributes]
    return next(str(one.get_object()["/Scope"]) for one in several if "/Scope" in one.get_object())


def test_the_only_time_in_the_pdf_is_that_of_publishing(report: Report) -> None:
    pdf = PdfReader(BytesIO(year.pdf(report.snapshot)))
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == report.published_at


def test_a_draft_says_that_it_is_one(cast: Cast) -> None:
    text = year.draft_text(year.full_year(cast).report)
    assert "Draft: this report is not published yet." in export(text, "html", "en").decode()
    assert "Draft:thisreportisnotpublishedyet." in year.pdf_text(text)
