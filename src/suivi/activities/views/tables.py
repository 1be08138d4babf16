"""How do activities leave as a table, and come back: hand over, look, confirm, undo?"""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.activities import actions
from suivi.activities.actions import Decisions
from suivi.activities.models import ActivityImport
from suivi.activities.permissions import reach
from suivi.activities.queries.tables import find_import, imports_of
from suivi.activities.queries.writing import desk_of
from suivi.activities.table_form import TableForm
from suivi.activities.tables import writing
from suivi.activities.tables.comparing import Comparison, compare
from suivi.activities.tables.presenting import page
from suivi.activities.tables.reading import read
from suivi.errors import Fault, Faults
from suivi.files.kinds import XLSX
from suivi.files.responses import download
from suivi.ui.signed_in import person

METHODS: Final = ["GET", "HEAD", "POST"]
SHOWN: Final = 200  # faults and refusals on one page


@require_http_methods(METHODS)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Take a table, hand one over; below, what was handed over before."""
    desk_of(person(request))
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if is_sent and form.is_valid():
        try:
            imported = actions.receive_table(
                by=person(request), at=timezone.now(), upload=form.cleaned_data["table"]
            )
        except Faults as wrong:
            for fault in wrong.faults:
                form.add_error("table", str(fault))
        else:
            return redirect("activity-table-preview", imported.pk)
    imports = imports_of(person(request), reach(request.user).writes_for)
    context = {"form": form, "imports": imports}
    return render(request, "activities/table.html", context, status=422 if form.errors else 200)


@require_safe
def empty(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty table, in the language of the page."""
    desk_of(person(request))
    return as_file(writing.empty_table(reach(request.user).writes_for), kind)


@require_http_methods(METHODS)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every difference, before anything is saved; the same page confirms."""
    imported = _own(request, pk)
    if request.method == "POST":
        try:
            actions.apply_table(
                by=person(request),
                at=timezone.now(),
                imported=imported,
                seen=request.POST.get("seen", ""),
                decisions=_decisions(request),
            )
        except Faults as wrong:
            return _preview(request, imported, wrong.faults)
        messages.success(request, _("The table was applied. It can be undone as a whole."))
        return redirect("activity-table-preview", pk)
    return _preview(request, imported)


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    return download(_own(request, pk).file)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back all that a table changed, but for what somebody changed since."""
    undone = actions.undo_table(
        by=person(request), at=timezone.now(), imported=_own(request, pk)
    ).counts
    messages.success(
        request,
        _("Undone: %(count)d. Changed since, and left as they are: %(left)d.")
        % {"count": undone["undone"], "left": undone["not_undone"]},
    )
    return redirect("activity-table-preview", pk)


def as_file(made: writing.Table, kind: str) -> HttpResponse:
    """A table as the answer to a request; Http404 for another form than CSV and XLSX."""
    if kind == "csv":
        response = HttpResponse(writing.as_csv(made), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        response = HttpResponse(writing.as_workbook(made), content_type=XLSX.media_type)
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="activities.{kind}"'
    return response


def _own(request: HttpRequest, pk: int) -> ActivityImport:
    """A table that the person handed over, or that changed activities of their bodies."""
    desk_of(person(request))
    return find_import(person(request), reach(request.user).writes_for, pk)


def _preview(
    request: HttpRequest, imported: ActivityImport, open_faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    compared = Comparison()
    if imported.applied_at is None:
        compared = compare(read(imported.file.path.read_bytes()), reach(request.user))
    faults = list(open_faults) or compared.faults
    decided = _decisions(request)
    number = request.GET.get("page", "1")
    context = {
        "imported": imported,
        "compared": compared,
        "counts": compared.counts(),
        "page": page(compared, int(number) if number.isdecimal() else 1, decided.sides),
        "decided": decided,
        "faults": faults[:SHOWN],
        "more_faults": max(0, len(faults) - SHOWN),
        "refused": compared.refused[:SHOWN],
        "more_refused": max(0, len(compared.refused) - SHOWN),
        "alike": compared.alike[:SHOWN],
    }
    status = 422 if open_faults else 200
    return render(request, "activities/table_preview.html", context, status=status)


def _decisions(request: HttpRequest) -> Decisions:
    """What the person chose."""
    sides = {
        name.removeprefix("side:"): str(choice)
        for name, choice in request.POST.items()
        if name.startswith("side:")
    }
    return Decisions(sides, request.POST.get("others", ""), request.POST.get("alike", ""))
