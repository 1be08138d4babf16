"""Where does a coordinator write, check and publish a report?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import leave
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.publications import actions, permissions, policies, queries
from suivi.publications.exports import export
from suivi.publications.forms import ReportTextsForm
from suivi.publications.models import Report
from suivi.publications.reading import read_report
from suivi.publications.reading.labels import report_title
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.ui.signed_in import person

CONFLICT = 409
FAULTY = 422


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The report's own texts, what is missing, the way to publishing; then its files."""
    period = _coordinated(person(request), plan, year)
    report = queries.report_or_blank(period)
    form = ReportTextsForm(request.POST if request.method == "POST" else None, report=report)
    if request.method != "POST" or not form.is_valid():
        return _desk_page(request, report, form)
    try:
        actions.write_report_texts(
            by=person(request),
            at=timezone.now(),
            period=period,
            texts=form.texts(),
            version=form.cleaned_data["version"],
            language=get_language() or settings.LANGUAGE_CODE,
        )
    except actions.StaleTexts as stale:
        return _desk_page(request, stale.report, form, theirs=actions.texts_of(stale.report))
    messages.success(request, _("The texts are saved."))
    return redirect("report-desk", plan, year)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Asks once more, then freezes the report."""
    period = _coordinated(person(request), plan, year)
    report = queries.report_or_blank(period)
    if request.method == "POST":
        policies.can_be_published(report)
        actions.publish_report(by=person(request), at=timezone.now(), report=report)
        messages.success(request, _("The report is published. Its PDF files are being made."))
        return redirect("report-desk", plan, year)
    return render(request, "publications/publish.html", _facts(report))


@require_POST
def order_files(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Orders again the PDFs that are missing."""
    report = queries.public_report(person(request), plan, year)
    actions.order_missing_files(by=person(request), at=timezone.now(), report=report)
    messages.success(request, _("The missing files are ordered."))
    return redirect("report-desk", plan, year)


@require_safe
def preview(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The whole report as it would be published now."""
    period = _coordinated(person(request), plan, year)
    snapshot = build_snapshot(queries.report_or_blank(period))
    read = read_report(snapshot, get_language() or settings.LANGUAGE_CODE)
    return render(
        request,
        "publications/preview.html",
        {"report": read, "plan": period.plan, "home": "", "sample": read.is_sample},
    )


@require_safe
def preview_pdf(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The PDF as it would be published now, marked as a draft."""
    period = _coordinated(person(request), plan, year)
    snapshot = canonical(build_snapshot(queries.report_or_blank(period)))
    content = export(snapshot, "pdf", get_language() or settings.LANGUAGE_CODE)
    name = f'attachment; filename="{period.plan.slug}-{period.year}-draft.pdf"'
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": name}
    )


def _desk_page(
    request: HttpRequest,
    report: Report,
    form: ReportTextsForm,
    *,
    theirs: dict[str, str] | None = None,
) -> HttpResponse:
    facts = {
        **_facts(report),
        "form": form,
        "groups": list(form.groups(theirs or {})),
        "version": report.version,
        "stale": theirs is not None,
        "files": queries.file_states(report) if report.is_published else [],
    }
    facts["all_made"] = all(file.is_made for file in facts["files"])
    status = CONFLICT if theirs is not None else FAULTY if form.errors else 200
    return render(request, "publications/desk.html", facts, status=status)


def _facts(report: Report) -> dict[str, Any]:
    """What desk and confirmation both show."""
    return {
        "report": report,
        "plan": report.plan,
        "period": report.period,
        "title": report_title(report.number),
        "missing": [] if report.is_published else queries.missing(report),
        "leave": leave(lambda: policies.can_be_published(report)),
        "sample": report.is_sample or report.plan.is_sample,
    }


def _coordinated(by: Person, plan: str, year: int) -> Period:
    """The period, for a coordinator: 404 outside the plan, refused inside it to others."""
    period = queries.reported_period(plan, year)
    permissions.may_report(member_standing(by, period.plan))
    policies.period_is_told(period)
    return period
