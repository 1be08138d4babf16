"""Which pages of the reports may anybody read?"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.writing import written
from suivi.files.responses import download
from suivi.publications import queries
from suivi.publications.exports import export
from suivi.publications.iati_results import results_of
from suivi.publications.models import Report
from suivi.publications.queries import FileState
from suivi.publications.reading import read_frozen
from suivi.publications.reading.labels import report_title
from suivi.publications.reading.parts import ReportPart
from suivi.reporting.queries.finding import find_plan
from suivi.ui.kept import Content, kept

BEING_MADE = 503


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """All published reports, the newest first."""
    if request.user.is_authenticated:
        content = _reports_content(request)
    else:
        marks = queries.report_marks(request.user)
        content = kept("reports", marks, lambda: _reports_content(request))
    shown = {"content": content, "sample": content.is_sample}
    return render(request, "publications/reports.html", shown)


def _reports_content(request: HttpRequest) -> Content:
    """The content of the list; for visitors it is kept until a report is published."""
    found = queries.public_reports(request.user)
    named = [(each, report_title(each.number)) for each in found]
    html = render_to_string("publications/reports_content.html", {"reports": named})
    return Content(html, any(each.is_sample for each in found))


@login_not_required
@require_safe
def report(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """A report at a glance: its texts, every line with its progress, its annexes."""
    found = queries.public_report(request.user, plan, year)
    files = queries.file_states(found)
    made = [(file.size, file.is_under_way) for file in files]
    content = _kept(request, found, f"report-{found.pk}", made, lambda: _overview(found, files))
    shown = {"content": content, "plan": found.plan, "sample": found.is_sample}
    return render(request, "publications/report.html", shown)


def _overview(found: Report, files: Sequence[FileState]) -> Content:
    read = _in_parts(found)
    facts = {"report": read, "plan": found.plan, "files": files, "home": ""}
    html = render_to_string("publications/report_content.html", facts)
    return Content(html, found.is_sample, f"{read.title}, {read.year}")


@login_not_required
@require_safe
def report_part(request: HttpRequest, plan: str, year: int, part: str) -> HttpResponse:
    """One part of the plan with all that the report tells on its lines."""
    found = queries.public_report(request.user, plan, year)
    content = _kept(request, found, f"part-{found.pk}-{part}", (), lambda: _part(found, part))
    return render(
        request,
        "publications/part.html",
        {
            "content": content,
            "report": found,
            "report_title": report_title(found.number),
            "sample": found.is_sample,
        },
    )


def _part(found: Report, part: str) -> Content:
    read = _in_parts(found)
    slugs = [section.slug for section in read.sections]
    if part not in slugs:
        raise Http404
    place = slugs.index(part)
    section = read.sections[place]
    facts = {
        "report": read,
        "section": section,
        "before": read.sections[place - 1] if place else None,
        "after": read.sections[place + 1] if place + 1 < len(slugs) else None,
        "home": found.get_absolute_url(),
    }
    html = render_to_string("publications/part_content.html", facts)
    title = f"{section.level} {section.code}, {read.title}, {read.year}"
    return Content(html, found.is_sample, title)


def _kept(
    request: HttpRequest, found: Report, what: str, files: object, make: Callable[[], Content]
) -> Content:
    """A page of a report, kept for visitors for as long as there is room: it is frozen."""
    if request.user.is_authenticated:
        return make()
    marks = (found.plan.slug, found.period.year, found.published_at, files)
    return kept(what, marks, make, seconds=None)


@login_not_required
@require_safe
def report_pdf(request: HttpRequest, plan: str, year: int) -> HttpResponseBase:
    """The PDF in the language of the address, as it was made once."""
    found = queries.public_report(request.user, plan, year)
    language = get_language() or settings.LANGUAGE_CODE
    made = queries.made_file(found, language)
    if made is None:
        facts = {"report": found, "is_under_way": language in queries.under_way(found)}
        return render(request, "publications/being_made.html", facts, status=BEING_MADE)
    return download(made.file)


@login_not_required
@require_safe
def report_json(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The frozen content, to the byte: its SHA-256 is the one shown with the report."""
    return _file(queries.public_report(request.user, plan, year), "json")


@login_not_required
@require_safe
def report_html(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The whole report as one HTML file, to be kept."""
    return _file(queries.public_report(request.user, plan, year), "html")


def _file(found: Report, form: str) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    media_type = {"json": "application/json", "html": "text/html; charset=utf-8"}[form]
    suffix = f"-{language}.html" if form == "html" else ".json"
    name = f"{found.plan.slug}-{found.period.year}{suffix}"
    return HttpResponse(
        export(queries.frozen_text(found), form, language),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _in_parts(found: Report) -> ReportPart:
    """The report in the language of the page, each part of the plan on a page of its own."""
    read = read_frozen(queries.frozen_text(found), get_language() or settings.LANGUAGE_CODE)
    place = (found.plan.slug, found.period.year)
    sections = tuple(
        replace(section, href=reverse("report-part", args=[*place, section.slug]))
        for section in read.sections
    )
    return replace(read, sections=sections)


@login_not_required
@require_safe
def results_iati(request: HttpRequest, plan: str) -> HttpResponse:
    """The results of a plan as IATI: published figures with baselines and breakdowns."""
    found, now = find_plan(request.user, plan), timezone.localtime()
    record = results_of(found, publisher=publisher(), on=now.date())
    response = HttpResponse("".join(written([record], at=now)), content_type="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-results.xml"'
    return response
