"""An IATI file: handed over, looked at, decided, confirmed."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.activities.iati import actions
from suivi.activities.iati.flaws import flaws_of
from suivi.activities.iati.forms import ImportForm
from suivi.activities.iati.models import IatiImportRow, ImportState
from suivi.activities.iati.queries import (
    find_import,
    find_row,
    imports_of,
    is_interrupted,
    preview,
)
from suivi.activities.queries.writing import desk_of
from suivi.errors import Faults, Refused
from suivi.files.responses import download
from suivi.ui.signed_in import person

METHODS: Final = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def imports(request: HttpRequest) -> HttpResponse:
    """Hand over a file; below, what was handed over before."""
    desk = desk_of(person(request))
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else ()
    form = ImportForm(*sent, plans=desk.plans, bodies=desk.bodies)
    if is_sent and form.is_valid():
        body = form.cleaned_data["body"]
        try:
            imported = actions.receive_import(
                by=person(request),
                at=timezone.now(),
                who=desk.standing_of(body),
                body=body,
                lines=form.cleaned_data["lines"],
                upload=form.cleaned_data["file"],
            )
        except Faults as wrong:
            for fault in wrong.faults:
                form.add_error("file", str(fault))
        else:
            return redirect("iati-import", imported.pk)
    context = {"form": form, "imports": imports_of(desk)}
    return render(request, "activities/iati/imports.html", context, status=_status(form))


def _status(form: ImportForm) -> int:
    return 422 if form.errors else 200


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; once it is read, every difference, a page at a time."""
    imported = find_import(desk_of(person(request)), pk)
    is_shown = imported.state in {ImportState.READ, ImportState.APPLIED}
    state, page = request.GET.get("state", ""), _number(request.GET.get("page", ""), 1)
    context = {
        "imported": imported,
        "flaw": flaws_of([imported.flaw])[0] if imported.flaw else None,
        "at_work": imported.is_at_work,
        "is_interrupted": is_interrupted(imported),
        "is_read": imported.state == ImportState.READ,
        "choices": IatiImportRow.Choice.choices,
        "found": preview(imported, state, page) if is_shown else None,
    }
    return render(request, "activities/iati/import.html", context)


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 9 else otherwise


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Which side stands: for one activity, or for all that are open."""
    desk, by, now = desk_of(person(request)), person(request), timezone.now()
    imported = find_import(desk, pk)
    who, choice = desk.standing_of(imported.body), request.POST.get("choice", "")
    position = _number(request.POST.get("position", ""), 0)
    if choice not in IatiImportRow.Choice.values:
        raise Refused(_("Choose which side stands."))
    if position:
        row = find_row(imported, position)
        actions.decide_row(by=by, at=now, who=who, row=row, choice=choice)
    else:
        actions.decide_all(by=by, at=now, who=who, imported=imported, choice=choice)
    page = _number(request.POST.get("page", ""), 1)
    return redirect(f"{reverse('iati-import', args=[pk])}?state=conflict&page={page}")


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Has the worker enter what was previewed."""
    desk = desk_of(person(request))
    imported = find_import(desk, pk)
    actions.confirm_import(
        by=person(request),
        at=timezone.now(),
        who=desk.standing_of(imported.body),
        imported=imported,
    )
    messages.success(request, _("The activities are being entered, all or none."))
    return redirect("iati-import", pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Has the file read anew: the worker was interrupted, or the register changed."""
    desk = desk_of(person(request))
    imported = find_import(desk, pk)
    who = desk.standing_of(imported.body)
    actions.read_again(by=person(request), at=timezone.now(), who=who, imported=imported)
    return redirect("iati-import", pk)


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    return download(find_import(desk_of(person(request)), pk).file)
