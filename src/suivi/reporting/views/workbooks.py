"""How does a department download its workbook, hand it over, look at it, and confirm?"""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from suivi.errors import Fault, Faults, leave
from suivi.files.kinds import XLSX
from suivi.files.responses import download
from suivi.people.models import Body
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies
from suivi.reporting.forms import WorkbookForm
from suivi.reporting.models import WorkbookImport
from suivi.reporting.queries.workbooks import (
    department_year,
    find_department,
    find_workbook_import,
    workbook_imports,
)
from suivi.reporting.workbooks.comparing import Comparison, comparison
from suivi.reporting.workbooks.presenting import presented_lines
from suivi.reporting.workbooks.writing import workbook_bytes
from suivi.ui.signed_in import person

METHODS: Final = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def workbook(request: HttpRequest, plan: str, year: int, body: str) -> HttpResponse:
    """Download and hand over; below, what was handed over before."""
    period, own = _own(request, plan, year, body)
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES) if is_sent else WorkbookForm()
    if is_sent and form.is_valid():
        try:
            imported = actions.receive_workbook(
                by=person(request),
                at=timezone.now(),
                period=period,
                body=own,
                upload=form.cleaned_data["workbook"],
            )
        except Faults as wrong:
            for fault in wrong.faults:
                form.add_error("workbook", str(fault))
        else:
            return redirect("workbook-preview", plan, year, body, imported.pk)
    context = {
        "period": period,
        "plan": period.plan,
        "body": own,
        "form": form,
        "leave": leave(lambda: policies.period_can_be_handed_over(period)),
        "imports": workbook_imports(period, own),
    }
    return render(request, "reporting/workbook.html", context, status=422 if form.errors else 200)


@require_safe
def download_workbook(request: HttpRequest, plan: str, year: int, body: str) -> HttpResponse:
    """The workbook, made now from what stands online, in the language of the page."""
    period, own = _own(request, plan, year, body)
    address = request.build_absolute_uri(reverse("workbook", args=[plan, year, body]))
    content = workbook_bytes(department_year(period, own), address)
    name = f"{plan}-{year}-{body}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(METHODS)
def preview(request: HttpRequest, plan: str, year: int, body: str, pk: int) -> HttpResponse:
    """Every difference, before anything is saved; the same page confirms."""
    period, own = _own(request, plan, year, body)
    imported = find_workbook_import(period, own, pk)
    if request.method == "POST":
        try:
            actions.apply_workbook(
                by=person(request),
                at=timezone.now(),
                imported=imported,
                seen=_seen(request),
                decisions=_decisions(request),
            )
        except Faults as wrong:
            return _preview(request, imported, wrong.faults)
        messages.success(request, _("The workbook was saved as drafts. Nothing is submitted yet."))
        return redirect("workbook", plan, year, body)
    return _preview(request, imported)


@require_safe
def original(request: HttpRequest, plan: str, year: int, body: str, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    period, own = _own(request, plan, year, body)
    return download(find_workbook_import(period, own, pk).file)


def _own(request: HttpRequest, plan: str, year: int, body: str) -> tuple[Period, Body]:
    """The period and the body, for those who write for it."""
    by = person(request)
    period, own = find_department(by, plan, year, body)
    permissions.may_write_for(member_standing(by, period.plan), own.pk)
    return period, own


def _preview(
    request: HttpRequest, imported: WorkbookImport, open_faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    compared = Comparison() if imported.applied_at else comparison(imported)
    faults = list(open_faults) or compared.faults
    context = {
        "imported": imported,
        "period": imported.period,
        "plan": imported.period.plan,
        "body": imported.body,
        "compared": compared,
        "counts": compared.counts(),
        "lines": presented_lines(compared, _decisions(request)),
        "faults": faults,
    }
    status = 422 if open_faults else 200
    return render(request, "reporting/workbook_preview.html", context, status=status)


def _seen(request: HttpRequest) -> dict[str, int]:
    """From which version of each line the person compared."""
    return {
        name.removeprefix("seen:"): int(str(text))
        for name, text in request.POST.items()
        if name.startswith("seen:") and str(text).isdigit()
    }


def _decisions(request: HttpRequest) -> dict[str, dict[str, str]]:
    """What was chosen, by line and field."""
    found: dict[str, dict[str, str]] = {}
    for name, choice in request.POST.items():
        if name.startswith("choice:") and name.count(":") >= 2:
            _prefix, code, field = name.split(":", 2)
            found.setdefault(code, {})[field] = str(choice)
    return found
