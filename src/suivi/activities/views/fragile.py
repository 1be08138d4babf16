"""The lists of fragile contexts: read by everybody, kept by coordinators."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from suivi.activities.fragile import actions
from suivi.activities.fragile.forms import EditionForm, NewEditionForm
from suivi.activities.fragile.models import FragileEdition
from suivi.activities.fragile.rows import read_contexts
from suivi.errors import Faults
from suivi.plans.standing import coordinated_plans
from suivi.ui.signed_in import person

METHODS: Final = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, and the contexts of one of them."""
    known = list(FragileEdition.objects.in_order())
    asked = request.GET.get("edition", "")
    shown = next((each for each in known if str(each.year) == asked), known[0] if known else None)
    if asked and (shown is None or str(shown.year) != asked):
        raise Http404
    return render(
        request,
        "activities/fragile/editions.html",
        {
            "editions": known,
            "shown": shown,
            "contexts": shown.contexts.order_by("level", "name", "pk") if shown else (),
            "may_keep": bool(coordinated_plans(request.user)),
        },
    )


@require_http_methods(METHODS)
def load(request: HttpRequest) -> HttpResponse:
    """A new edition, or one that replaces the edition of the same year."""
    by = person(request)
    actions.may_keep_lists(by)
    is_sent = request.method == "POST"
    form = NewEditionForm(request.POST, request.FILES) if is_sent else NewEditionForm()
    if is_sent and form.is_valid():
        facts = form.facts(form.cleaned_data["year"])
        try:
            rows = read_contexts(form.cleaned_data["table"])
            actions.load_edition(by=by, at=timezone.now(), facts=facts, rows=rows)
        except Faults as wrong:
            for fault in wrong.faults:
                form.add_error("table", str(fault))
        else:
            messages.success(request, _("The edition was loaded: %d contexts.") % len(rows))
            return redirect("fragile-editions")
    return _page(request, form, None)


@require_http_methods(METHODS)
def change(request: HttpRequest, year: int) -> HttpResponse:
    """The years of an edition, and on what it rests."""
    by = person(request)
    actions.may_keep_lists(by)
    edition = get_object_or_404(FragileEdition, year=year)
    form = EditionForm(request.POST) if request.method == "POST" else EditionForm.of(edition)
    if request.method == "POST" and form.is_valid():
        facts = form.facts(edition.year)
        actions.change_edition(by=by, at=timezone.now(), edition=edition, facts=facts)
        messages.success(request, _("The edition was changed."))
        return redirect("fragile-editions")
    return _page(request, form, edition)


def _page(request: HttpRequest, form: EditionForm, edition: FragileEdition | None) -> HttpResponse:
    context = {"form": form, "edition": edition}
    status = 422 if form.errors else 200
    return render(request, "activities/fragile/edition.html", context, status=status)
