"""The register: the list that answers to a question, as a page, a table and an overview."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from suivi.activities import actions
from suivi.activities.charting import country_map, timeline
from suivi.activities.filters import RegisterFilter
from suivi.activities.iati.exports import records, refuse_nameless
from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.telling import details_of
from suivi.activities.iati.writing import written
from suivi.activities.permissions import VISITOR, Reach, reach
from suivi.activities.queries.choices import bodies, plans
from suivi.activities.queries.names import names
from suivi.activities.queries.one import find_activity, find_with_history, history, sees_history
from suivi.activities.queries.overview import overview as overview_of
from suivi.activities.queries.register import COUNTED, Question, all_in_order, answering, page_of
from suivi.activities.tables.layout import MOST
from suivi.activities.tables.writing import table
from suivi.activities.views.tables import as_file
from suivi.errors import Faults
from suivi.people.models import Person
from suivi.ui.signed_in import person


@login_not_required
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """The list, filtered and in order."""
    form, seen, question = _asked(request)
    page = page_of(
        question, seen, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    saved = request.user.saved_filters.of_page("") if isinstance(request.user, Person) else ()
    return render(
        request,
        "activities/list.html",
        {
            **_shared(request, form, seen),
            "page": page,
            "saved": saved,
            "most": MOST,
            "counted": COUNTED,
            "sample": any(each.is_sample for each in page.rows),
        },
    )


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The same activities by month and by country."""
    form, seen, question = _asked(request)
    found = overview_of(question, seen)
    charts = {"timeline": timeline(found.months), "map": country_map(found.countries)}
    facts = {**_shared(request, form, seen), "found": found, "charts": charts}
    return render(request, "activities/overview.html", facts)


@login_not_required
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The activities of the list as a table, in its order; as IATI, those open to all."""
    _form, seen, question = _asked(request)
    if kind == "iati":
        return _as_iati(question)
    found = all_in_order(question, seen, MOST)
    address = request.build_absolute_uri("/").rstrip("/")
    return as_file(table(found, address, seen.writes_for, names()), kind)


def _as_iati(question: Question) -> HttpResponse:
    """The list as an IATI file. Raises Refused where identifiers are missing."""
    found, who, now = answering(question, VISITOR), publisher(), timezone.localtime()
    refuse_nameless(found, who)
    listed = all_in_order(question, VISITOR, MOST)
    told = records(listed, publisher=who, on=now.date())
    response = HttpResponse("".join(written(told, at=now)), content_type="application/xml")
    response.headers["Content-Disposition"] = 'attachment; filename="activities.xml"'
    return response


@login_not_required
@require_safe
def activity(request: HttpRequest, uid: str) -> HttpResponse:
    """One activity: its facts, the lines it serves, its evidence."""
    found = find_activity(request.user, uid)
    return render(
        request,
        "activities/activity.html",
        {
            "activity": found,
            "iati": details_of(found),
            "may_change": reach(request.user).may_change(found),
            "sees_history": sees_history(request.user, found),
            "sample": found.is_sample,
        },
    )


@require_safe
def changes(request: HttpRequest, uid: str) -> HttpResponse:
    """How an activity came to be as it is."""
    found = find_with_history(person(request), uid)
    return render(
        request,
        "activities/history.html",
        {
            "activity": found,
            "steps": history(found),
            "may_change": reach(request.user).may_change(found),
            "sample": found.is_sample,
        },
    )


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keeps the question of a list under a name."""
    query = request.POST.get("query", "")[:1000]
    try:
        actions.save_filter(by=person(request), name=request.POST.get("name", ""), query=query)
        messages.success(request, _("The filter was saved."))
    except Faults as wrong:
        for fault in wrong.faults:
            messages.error(request, str(fault))
    return redirect(f"{reverse('activities')}?{query}")


@require_POST
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Forgets a saved filter."""
    saved = get_object_or_404(person(request).saved_filters, pk=pk)
    actions.forget_filter(by=person(request), saved=saved)
    messages.success(request, _("The filter was forgotten."))
    return redirect("activities")


def _asked(request: HttpRequest) -> tuple[RegisterFilter, Reach, Question]:
    form = RegisterFilter(request.GET, plans(request.user), bodies())
    return form, reach(request.user), form.question()


def _shared(request: HttpRequest, form: RegisterFilter, seen: Reach) -> dict[str, Any]:
    """What list and overview have in common: the question, in the form and in addresses."""
    asked = [(name, value) for name, value in request.GET.items() if name in form.fields and value]
    return {"form": form, "query": urlencode(asked), "asks": bool(asked), "reach": seen}
