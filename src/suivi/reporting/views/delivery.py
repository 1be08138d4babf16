"""How does a department say when it delivers, and ask for more time?"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from suivi.people.models import Body
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions
from suivi.reporting.period_forms import ExtensionForm, OutlookForm
from suivi.reporting.queries.delivery import Delivery, delivery
from suivi.reporting.queries.workbooks import find_department
from suivi.reporting.views.periods import passes
from suivi.ui.signed_in import keeps_words, person


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, plan: str, year: int, body: str) -> HttpResponse:
    """What the department owes; and its word about it, for several lines at once."""
    period, found, page = _found(request, plan, year, body)
    if request.method != "POST":
        return _page(request, page, word=OutlookForm(page.owed, line=request.GET.get("line", "")))
    form = OutlookForm(page.owed, request.POST)
    if form.is_valid():
        lines, outlook = form.cleaned_data["lines"], form.outlook()
        facts: dict[str, Any] = {
            "by": person(request),
            "at": timezone.now(),
            "period": period,
            "body": found,
        }
        verb = partial(actions.tell_outlook, **facts, lines=lines, outlook=outlook)
        if passes(form, "expected_on" if outlook.expected_on else "lines", verb):
            count = len(lines)
            said = ngettext(
                "Said of %(count)d contribution; the coordinators see it on their board.",
                "Said of %(count)d contributions; the coordinators see it on their board.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect("delivery", plan, year, body)
    return _page(request, page, word=form)


@keeps_words
@require_POST
def ask_extension(request: HttpRequest, plan: str, year: int, body: str) -> HttpResponse:
    """More time, until when and why."""
    period, found, page = _found(request, plan, year, body)
    form = ExtensionForm(request.POST)
    if form.is_valid():
        facts: dict[str, Any] = {
            "by": person(request),
            "at": timezone.now(),
            "period": period,
            "body": found,
        }
        if passes(form, "wished_on", partial(actions.ask_extension, **facts, **form.cleaned_data)):
            messages.success(request, _("Asked; the answer will stand here and under My work."))
            return redirect("delivery", plan, year, body)
    return _page(request, page, more=form)


def _found(request: HttpRequest, plan: str, year: int, body: str) -> tuple[Period, Body, Delivery]:
    period, found = find_department(person(request), plan, year, body)
    if request.method == "POST":
        permissions.may_speak_for(member_standing(person(request), period.plan), found.pk)
    return period, found, delivery(person(request), period, found, timezone.localdate())


def _page(
    request: HttpRequest,
    page: Delivery,
    *,
    word: OutlookForm | None = None,
    more: ExtensionForm | None = None,
) -> HttpResponse:
    form = next((each for each in (word, more) if each is not None and each.errors), None)
    context = {
        "page": page,
        "period": page.period,
        "plan": page.period.plan,
        "word": word or OutlookForm(page.owed),
        "more": more or ExtensionForm(),
        "form": form,
    }
    status = 422 if form is not None else 200
    return render(request, "reporting/delivery.html", context, status=status)
