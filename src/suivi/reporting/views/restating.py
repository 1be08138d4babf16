"""How does somebody correct a figure that was published?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from suivi.errors import Faults
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.actions.restating import published_values
from suivi.reporting.answers import Question, from_request
from suivi.reporting.forms import RestateForm
from suivi.reporting.models import Contribution
from suivi.reporting.queries.restating import answers_from, find_question
from suivi.ui.signed_in import keeps_words, person


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def restate(
    request: HttpRequest, plan: str, year: int, code: str, body: str, measure: str
) -> HttpResponse:
    """The published figures of a measure in its grid, and the reason why they change."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    permissions.may_restate(member_standing(person(request), found.plan), found)
    policies.is_published(found)
    asked = find_question(found, measure)
    (of,) = asked.measures
    policies.can_be_restated(of)
    if request.method == "POST":
        form = _corrected(request, found, asked)
        if not form.errors:
            messages.success(request, _("Corrected. Both figures stay, with your reason."))
            return redirect("contribution", plan, year, code, body)
    else:
        answers = answers_from(of, published_values(found, of))
        form = RestateForm(asked, answers, more=request.GET.get("more", ""))
    shown = {"contribution": found, "plan": found.plan, "form": form, "measure": of, "defined": {}}
    status = 422 if form.errors else 200
    return render(request, "reporting/restate.html", shown, status=status)


def _corrected(request: HttpRequest, contribution: Contribution, asked: Question) -> RestateForm:
    """The form as sent, restated; with what is wrong where it was not."""
    answers = from_request(asked, request.POST, get_language() or "en")
    reason = request.POST.get("reason", "")
    form = RestateForm(asked, answers, reason)
    correction = actions.Correction(asked, answers, reason)
    try:
        actions.restate_value(
            by=person(request), at=timezone.now(), contribution=contribution, correction=correction
        )
    except Faults as wrong:
        form.show(wrong.faults)
    return form
