"""How does somebody say that they are away, for themselves or for a colleague they look after?"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from suivi.plans.models import Membership
from suivi.plans.permissions import care_of
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, queries
from suivi.reporting.clearance_forms import TimeAwayForm
from suivi.reporting.models import TimeAway
from suivi.reporting.queries.chains import stands_in
from suivi.reporting.views.periods import passes
from suivi.ui.signed_in import person


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest, plan: str, body: str, pk: int) -> HttpResponse:
    """From when until when; and who is asked meanwhile."""
    found = _found(request, plan, body, pk)
    on = timezone.localdate()
    said = TimeAway.objects.filter(person=found.person).ahead(on).first()
    form = TimeAwayForm(request.POST or None, said)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data
        facts: dict[str, Any] = {"by": person(request), "at": timezone.now(), "membership": found}
        if passes(form, "until_on", partial(actions.say_away, **facts, **days)):
            sentence = _("%(name)s is away on these days. Alternates are asked meanwhile.")
            messages.success(request, sentence % {"name": found.person})
            return _onward(request, plan, body, found)
    context = {
        "plan": found.plan,
        "body": found.body,
        "membership": found,
        "is_own": found.person_id == person(request).pk,
        "said": said,
        "steps": stands_in(found, on),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/time_away.html", context, status=status)


@require_POST
def back(request: HttpRequest, plan: str, body: str, pk: int) -> HttpResponse:
    """Here again, or never gone."""
    found = _found(request, plan, body, pk)
    actions.say_back(by=person(request), at=timezone.now(), membership=found)
    sentence = _("%(name)s is here. Holders are asked again, not their alternates.")
    messages.success(request, sentence % {"name": found.person})
    return _onward(request, plan, body, found)


def _found(request: HttpRequest, slug: str, body: str, pk: int) -> Membership:
    """Whose time it is: 404 outside the plan, refused inside to others."""
    by = person(request)
    who = member_standing(by, queries.find_plan(by, slug))
    rows = Membership.objects.current().select_related("plan", "person", "body")
    found = get_object_or_404(rows, pk=pk, plan=who.plan, body__code=body)
    permissions.may_say_away(care_of(who), found)
    return found


def _onward(request: HttpRequest, plan: str, body: str, found: Membership) -> HttpResponse:
    if found.person_id == person(request).pk:
        return redirect("my-work")
    return redirect("clearance", plan, body)
