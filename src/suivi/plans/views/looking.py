"""A coordinator sees the plan as a member sees it, and stops."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from suivi.plans.actions.looking import begin_look, end_look
from suivi.plans.looking import KEPT_AS, begun
from suivi.plans.models import Plan
from suivi.plans.queries.people import find_membership
from suivi.plans.standing import member_standing
from suivi.ui.signed_in import person


@require_POST
def look_as(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """Begins a look; the first page is what waits for the member."""
    by = person(request)
    found = get_object_or_404(Plan.objects.visible_to(by), slug=plan)
    member_standing(by, found)
    membership = find_membership(found, pk)
    begin_look(by=by, at=timezone.now(), membership=membership)
    begun(request.session, membership)
    return redirect("my-work")


@require_POST
def stop(request: Any) -> HttpResponse:
    """Ends the look, if there is one."""
    look = request.look
    if look is None:
        return redirect("my-work")
    del request.session[KEPT_AS]
    end_look(by=look.by, at=timezone.now(), plan=look.plan, person=look.person)
    return redirect("people", look.plan.slug)
