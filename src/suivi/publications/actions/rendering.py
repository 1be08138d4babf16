"""How is a published report rendered and kept?"""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.files.actions import store_made
from suivi.publications.actions.events import code_of
from suivi.publications.exports import export
from suivi.publications.models import Report, ReportFile
from suivi.publications.queries import frozen_text


def make_report_file(*, at: datetime, report: Report, language: str) -> ReportFile:
    """Renders a published report as PDF in one language and keeps it; once, however often asked.

    Raises Refused when it was changed since, and NotSet when it cannot be set.
    """
    assert report.is_published, "Only what is frozen is rendered and kept."
    kept = _kept(report, language)
    if kept is not None:
        return kept
    content = export(frozen_text(report), "pdf", language)
    return _keep(at, report, language, content)


def _kept(report: Report, language: str) -> ReportFile | None:
    return report.files.filter(format=ReportFile.Format.PDF, language=language).first()


@transaction.atomic
def _keep(at: datetime, report: Report, language: str, content: bytes) -> ReportFile:
    """Keeps the bytes, unless another process was quicker."""
    Report.objects.select_for_update().get(pk=report.pk)
    kept = _kept(report, language)
    if kept is not None:
        return kept
    name = f"{report.plan.slug}-{report.period.year}-{language}.pdf"
    stored = store_made(by=None, at=at, name=name, media_type="application/pdf", content=content)
    record(by=None, at=at, verb="make_report_file", object=code_of(report), language=language)
    return ReportFile.objects.create(
        report=report,
        format=ReportFile.Format.PDF,
        language=language,
        file=stored,
        made_at=at,
    )
