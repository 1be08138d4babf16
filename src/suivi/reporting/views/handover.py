"""The page that a new focal point reads first, and the words a leaver left there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from suivi.people.models import Body
from suivi.plans.models import Role
from suivi.plans.permissions import care_of
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, queries
from suivi.reporting.models import KeptAside
from suivi.reporting.queries.chains import chain_rows
from suivi.reporting.queries.handover import Handover
from suivi.reporting.queries.handover import handover as read
from suivi.ui.signed_in import person


@require_safe
def handover(request: HttpRequest, plan: str, body: str) -> HttpResponse:
    """What is yours, what was said, what is promised, who clears, what is due."""
    page = _page(request, plan, body)
    context = {
        "page": page,
        "plan": page.plan,
        "body": page.body,
        "people": [
            (role.label, page.people.get(role, []))
            for role in (
                Role.FOCAL_POINT,
                Role.CONTRIBUTOR,
                Role.CLEARING_OFFICER,
                Role.DEPARTMENT_ADMINISTRATOR,
            )
        ],
        "chain": chain_rows(page.plan, page.body, timezone.localdate()),
        "sample": page.plan.is_sample or any(each.contribution.is_sample for each in page.tasks),
    }
    return render(request, "reporting/handover.html", context)


@require_POST
def take_up(request: HttpRequest, plan: str, body: str, pk: int) -> HttpResponse:
    """A leaver's words become the colleague's, who compares and joins them."""
    page = _page(request, plan, body)
    rows = KeptAside.objects.select_related("contribution__period", "contribution__provision")
    aside = get_object_or_404(
        rows, pk=pk, contribution__body=page.body, contribution__period__plan=page.plan
    )
    actions.take_up_aside(by=person(request), at=timezone.now(), aside=aside)
    found = aside.contribution
    return redirect(
        "contribution-join", plan, found.period.year, found.provision.code, page.body.code
    )


def _page(request: HttpRequest, plan: str, code: str) -> Handover:
    """The page, for the department concerned: 404 outside the plan, refused inside to others."""
    who = member_standing(person(request), queries.find_plan(request.user, plan))
    body = get_object_or_404(Body, code=code)
    permissions.may_read_handover(who, care_of(who), body.pk)
    return read(who, body, timezone.localdate())
