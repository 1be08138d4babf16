"""A year with something of every kind in it, and the words that must be found again.

Numbers and identifiers are fixed, so that the same year always freezes into the same text and its
PDF need be made once for many tests.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Final
from uuid import UUID

from pypdf import PdfReader

from suivi.activities.models import Evidence
from suivi.files.models import StoredFile
from suivi.languages.wording import Wording
from suivi.plans.models import (
    Dimension,
    FocusCountry,
    Footnote,
    LegalBasis,
    Measure,
    Period,
)
from suivi.publications.actions import ReportTexts, publish_report, write_report_texts
from suivi.publications.exports import export
from suivi.publications.models import Report
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON, columns

TEXTS: Final = {
    "en": ReportTexts("This introduction opens the report.", "Mentoring began.\n\nIt grew."),
    "fr": ReportTexts("Cette introduction ouvre le rapport.", "Le mentorat a commencé."),
}

# What somebody typed into the year, word for word.
ENTERED: Final = (
    "Mentoring began.",
    "It grew.",
    "This introduction opens the report.",
    "Les formatrices ont été recrutées.",
    "Deux sessions ont eu lieu à Kinshasa.",
    "Le budget reste incertain.",
    "Un accord sera signé en 2015.",
    "Le rythme a été revu.",
    "Lessons were exchanged <twice> & more.",
    "The evaluation reads well.",
    "Cours pour officières",
    "Trois journées de cours.",
    "Course programme",
    "Attendance list",
    "liste.pdf",
    "a1b2" * 16,
    "https://example.org/programme",
    "Open day of the guard",
    "What the year before brought.",
    "We promise thirty more <trainers>.",
    "Thirty trainers came.",
    "Reservation about quotas.",
    "Of the whole plan.",
    "Convention on testing",
    "Adjudged by sense.",
)

HIDDEN: Final = (
    "Promised too early.",
    "Unfinished words of Justice.",
    "Closed meeting",
    "Somebody’s secret account",
)


@dataclass(frozen=True)
class Year:
    """The cast's plan with a full year 2014, its baseline 2012 and its 2013."""

    cast: Cast
    baseline: Period
    measures: dict[str, Measure]
    contribution: Contribution
    report: Report


def full_year(cast: Cast) -> Year:
    """Fills the plan: every kind of measure, reasons, zero, blank; accepted and not accepted."""
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True, closed_at=NOON)
    _promise(cast)
    measures = _measures(cast)
    contribution = _tell(cast, baseline)
    _measure(cast, measures, baseline)
    _act(cast, contribution)
    report = write_report_texts(
        by=cast.coordinator, at=NOON, period=cast.period, texts=TEXTS, language="en"
    )
    return Year(cast, baseline, measures, contribution, report)


def _promise(cast: Cast) -> None:
    note = Footnote.objects.create(
        plan=cast.plan, number=9, body=cast.body, **columns("text", "Reservation about quotas.")
    )
    Footnote.objects.create(plan=cast.plan, number=1, **columns("text", "Of the whole plan."))
    basis = LegalBasis.objects.create(
        code="CT", kind="convention", **columns("title", "Convention on testing")
    )
    cast.line.footnotes.add(note)
    cast.line.legal_bases.add(basis)
    cast.line.note = Wording.official("Adjudged by sense.", "en")
    cast.line.save()
    FocusCountry.objects.create(plan=cast.plan, country="CD", valid_from=date(2013, 1, 1))
    FocusCountry.objects.create(plan=cast.plan, country="ML")


def _measures(cast: Cast) -> dict[str, Measure]:
    """On line 1.a, one measure of each kind; people by sex are the cast's own count."""
    Dimension.objects.create(
        plan=cast.plan,
        code="sex",
        categories=[
            {"code": "women", "name": {"en": "women", "fr": "femmes"}},
            {"code": "men", "name": {"en": "men", "fr": "hommes"}},
        ],
        **columns("name", "Sex"),
    )
    instrument = factories.make_instrument(cast.line, text="All the rest")
    made = {"count": cast.measure}
    for kind in Measure.Kind.values:
        if kind != "count":
            made[kind] = factories.make_measure(
                instrument,
                kind,
                unit={"amount": "EUR", "log": "activities"}.get(kind, "people"),
                **columns("label", f"Label of {kind}"),
                **columns("numerator", "women posted" if kind == "share" else ""),
                **columns("denominator", "all posted" if kind == "share" else ""),
            )
    return made


def _tell(cast: Cast, baseline: Period) -> Contribution:
    told = factories.make_contribution(
        cast.line,
        cast.other_body,
        cast.period,
        status=Status.ACCEPTED,
        progress="delayed",
        language="fr",
        account="Les formatrices ont été recrutées.\n\nDeux sessions ont eu lieu à Kinshasa.",
        progress_reason="Le rythme a été revu.",
        obstacles="Le budget reste incertain.",
        next_steps="Un accord sera signé en 2015.",
        judged_by=cast.other_focal_point,
        judged_on=date(2015, 1, 12),
    )
    factories.make_contribution(
        cast.shared_line,
        cast.body,
        cast.period,
        status=Status.ACCEPTED,
        account="Lessons were exchanged <twice> & more.",
    )
    before = factories.make_contribution(
        cast.line,
        cast.other_body,
        cast.last_year,
        status=Status.ACCEPTED,
        progress="in_progress",
        account="What the year before brought.",
    )
    factories.make_contribution(
        cast.line, cast.other_body, baseline, status=Status.ACCEPTED, account="The start."
    )
    promise = factories.make_promise(before, "We promise thirty more <trainers>.", pk=900_001)
    factories.make_promise_answer(promise, told, words="Thirty trainers came.")
    factories.make_promise(cast.submitted, "Promised too early.", pk=900_002)
    Contribution.objects.filter(pk=cast.submitted.pk).update(account="Unfinished words of Justice.")
    return told


def _measure(cast: Cast, made: dict[str, Measure], baseline: Period) -> None:
    """Women 0, men 1,234; a share of 79 in 952 after 68 in 1,000; one that is not defined."""

    def put(kind: str, period: Period, **facts: object) -> None:
        factories.make_value(made[kind], cast.other_body, period, **facts)

    put("count", cast.period, category={"sex": "women"}, number=0)
    put("count", cast.period, category={"sex": "men"}, number=1234)
    put("count", baseline, category={"sex": "women"}, absence="confidential")
    put("share", cast.period, number=79, denominator=952)
    put("share", cast.last_year, number=68, denominator=1000)
    put("share", baseline, number=0, denominator=0)
    put("ratio", cast.period, number=12, denominator=4)
    put("amount", cast.period, number=1_250_050)
    put("amount", baseline, absence="not_available")
    put("milestone", cast.period, state="adopted", reached_on=date(2014, 9, 15))
    put("narrative", cast.period, text="The evaluation reads well.", language="en")
    put("log", cast.last_year, absence="nothing_to_report")


def _act(cast: Cast, contribution: Contribution) -> None:
    course = factories.make_activity(
        cast.other_body,
        provisions=[cast.line, cast.shared_line],
        title="Cours pour officières",
        account="Trois journées de cours.",
        language="fr",
        countries=["CD"],
        uid=UUID(int=1 << 96),
    )
    Evidence.objects.create(
        activity=course, title="Course programme", link="https://example.org/programme"
    )
    stored = StoredFile.objects.create(
        name="liste.pdf", media_type="application/pdf", size=9, sha256="a1b2" * 16, stored_at=NOON
    )
    Evidence.objects.create(activity=course, title="Attendance list", file=stored)
    guard = factories.make_activity(
        cast.other_body,
        provisions=[cast.line],
        title="Open day of the guard",
        uid=UUID(int=2 << 96),
    )
    closed = factories.make_activity(
        cast.other_body,
        provisions=[cast.line],
        title="Closed meeting",
        account="Somebody’s secret account",
        is_public=False,
        uid=UUID(int=3 << 96),
    )
    contribution.activities.set([course, guard, closed])


def published(cast: Cast) -> Report:
    """The full year, told."""
    year = full_year(cast)
    return publish_report(by=cast.coordinator, at=NOON, report=year.report)


def draft_text(report: Report) -> str:
    """What the report would say now."""
    return canonical(build_snapshot(report))


@lru_cache(maxsize=8)
def pdf(snapshot: str, language: str = "en") -> bytes:
    """The PDF of this text; set once for all tests that read it."""
    return export(snapshot, "pdf", language)


@lru_cache(maxsize=8)
def pdf_text(snapshot: str, language: str = "en") -> str:
    """The words of the PDF."""
    pages = PdfReader(BytesIO(pdf(snapshot, language))).pages
    return dense("".join(page.extract_text() for page in pages))


def dense(text: str) -> str:
    """Without blanks: lines of a PDF break anywhere."""
    return re.sub(r"[\s\u200b\u202f\xa0]+", "", text)
