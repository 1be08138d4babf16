"""Does all that is told of an activity reach the report and the line's page?"""

import hashlib
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from suivi.activities.imports import load_sourced
from suivi.activities.models import Activity
from suivi.plans.models import Plan
from suivi.publications.pdf import render_pdf
from suivi.publications.snapshot import build_snapshot, canonical
from tests import factories
from tests.cast import Cast

FACTS: dict[str, Any] = {
    "forum": "nato",
    "amount": 123450,
    "currency": "USD",
    "euro_rate": Decimal("0.75"),
    "euro_rate_on": date(2013, 5, 5),
    "euro_rate_source": "ECB",
    "women": 12,
    "men": 0,
    "gender_marker": 0,
    "iati_identifier": "BE-1",
    "source": "Press release",
    "started_on": date(2013, 5, 6),
}
SHOWN = (
    "NATO",
    "Justice",
    "USD 1,234.50 (EUR 925.88 at 0.75, 5 May 2013, ECB)",
    "12 women, 0 men",
    "0: screened, not aimed at gender equality",
    "BE-1",
    "Press release",
)


@pytest.fixture
def told(cast: Cast) -> Activity:
    """An activity with every fact, in a published contribution."""
    activity = factories.make_activity(cast.body, provisions=[cast.line], title="Mission", **FACTS)
    activity.partners.add(cast.other_body)
    cast.published.activities.add(activity)
    return activity


def test_the_snapshot_holds_every_fact_and_what_is_not_known_is_not_zero(
    cast: Cast, told: Activity
) -> None:
    kept = build_snapshot(factories.make_report(cast.last_year))["activities"][str(told.uid)]

    assert kept["participants"] == {"women": 12, "men": 0}
    assert kept["gender_marker"] == 0
    assert kept["amount"]["euro_rate"] == "0.75"
    assert kept["partners"] == ["justice"]
    assert {kept["forum"], kept["iati_identifier"], kept["source"]} == {
        "nato",
        "BE-1",
        "Press release",
    }


def test_the_lines_page_shows_every_fact(cast: Cast, client: Client, told: Activity) -> None:
    page = client.get(reverse("line", args=["small-plan", "1.a"])).content.decode()

    assert [fact for fact in SHOWN if fact not in page] == []


def test_the_report_shows_every_fact(cast: Cast, client: Client, told: Activity) -> None:
    report = factories.make_report(cast.last_year)
    report.snapshot = canonical(build_snapshot(report))
    report.snapshot_sha256 = hashlib.sha256(report.snapshot.encode()).hexdigest()
    report.published_at = factories.NOON
    report.save()
    page = client.get(reverse("report-html", args=["small-plan", 2013])).content.decode()

    assert [fact for fact in SHOWN if fact not in page] == []


def test_the_pdf_shows_every_fact(cast: Cast, told: Activity) -> None:
    made = render_pdf(build_snapshot(factories.make_report(cast.last_year)), "en")
    pages = PdfReader(io.BytesIO(made)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)

    assert [fact for fact in SHOWN if "".join(fact.split()) not in text] == []


def test_what_published_texts_tell_is_entered_once_as_real(belgian_plan: Plan) -> None:
    factories.make_plan("be-thb-2021-2025", levels=(), is_outline=True)

    assert load_sourced(at=factories.NOON) == 4
    assert load_sourced(at=factories.NOON) == 0
    fund = Activity.objects.get(amount__isnull=False)
    assert (fund.amount, fund.currency, fund.is_sample) == (200_000_000, "EUR", False)
    assert fund.source.startswith("be-reply-al-bel-1-2025")
