"""The projects of a line, year by year."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from suivi.reporting.queries.finding import find_plan
from suivi.site.projects.page import projects_page


@login_not_required
@require_safe
def projects(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Counts by year, edition and score; below, the very activities of one year."""
    plan = find_plan(request.user, slug)
    written = request.GET.get("page", "")
    number = int(written) if written.isdecimal() and len(written) < 9 else 1
    year = request.GET.get("year", "")
    page = projects_page(plan, code, request.user, year=year, number=number)
    sample = any(each.activity.is_sample for each in page.shown)
    context = {"page": page, "plan": plan, "provision": page.line.provision, "sample": sample}
    return render(request, "projects/projects.html", context)
