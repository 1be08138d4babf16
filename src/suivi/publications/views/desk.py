"""Where does a coordinator write, check and publish a report?"""

import secrets
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
from suivi.publications.models import Report, TextsKeptAside
from suivi.publications.reading import read_report
from suivi.publications.reading.labels import report_title
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.ui.signed_in import keeps_words, person

CONFLICT = 409
FAULTY = 422


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The report's own texts, what is missing, the way to publishing; then its files."""
    period = _coordinated(person(request), plan, year)
    report = queries.report_or_blank(period)
    if request.method != "POST":
        aside = queries.texts_kept_aside(report, person(request))
        form = ReportTextsForm(None, report=report, aside=aside)
        return _desk_page(request, report, form, aside=aside)
    form = ReportTextsForm(request.POST, report=report)
    if not form.is_valid():
        return _desk_page(request, report, form)
    kept = _saved(request, period, form)
    if isinstance(kept, TextsKeptAside):
        return _desk_page(request, kept.report, form, aside=kept)
    messages.success(request, _("The texts are saved."))
    return redirect("report-desk", plan, year)


@require_POST
def autosave(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Keeps what is being typed, and says so; what collides is kept aside."""
    period = _coordinated(person(request), plan, year)
    form = ReportTextsForm(request.POST, report=queries.report_or_blank(period))
    facts: dict[str, Any] = {"at": timezone.now(), "plan": period.plan, "period": period}
    if form.is_valid():
        kept = _saved(request, period, form)
        is_aside = isinstance(kept, TextsKeptAside)
        version = form.cleaned_data["version"] if isinstance(kept, TextsKeptAside) else kept.version
        facts |= {"saved": True, "is_aside": is_aside, "version": version}
    else:
        facts |= {"saved": False, "version": request.POST.get("version", "")}
    return render(request, "publications/texts_state.html", facts)


def _saved(request: HttpRequest, period: Period, form: ReportTextsForm) -> Report | TextsKeptAside:
    """The report with the texts saved; or the texts kept aside, when somebody saved meanwhile."""
    by, at, page = person(request), timezone.now(), form.page()
    said: dict[str, Any] = {"by": by, "at": at, "period": period, "texts": form.texts()}
    version, aside = form.cleaned_data["version"], form.cleaned_data["aside"]
    try:
        if aside:
            return actions.join_report_texts(**said, version=version, aside=aside, page=page)
        language = get_language() or settings.LANGUAGE_CODE
        return actions.write_report_texts(**said, version=version, language=language, page=page)
    except actions.StaleTexts:
        return actions.keep_texts_aside(**said, window=page.window)


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
    aside: TextsKeptAside | None = None,
) -> HttpResponse:
    facts = {
        **_facts(report),
        "form": form,
        "groups": list(form.groups(actions.texts_of(report) if aside else {})),
        "version": report.version,
        "window": secrets.token_hex(8),
        "aside": aside,
        "files": queries.file_states(report) if report.is_published else [],
    }
    facts["all_made"] = all(file.is_made for file in facts["files"])
    is_conflict = aside is not None and form.is_bound
    status = CONFLICT if is_conflict else FAULTY if form.errors else 200
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
