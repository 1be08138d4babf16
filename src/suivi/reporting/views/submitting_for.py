"""How is a contribution submitted in the name of a focal point who cannot?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from suivi.errors import Fault, Faults, Refused, leave
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.answers import question, wrong_in
from suivi.reporting.clearance_forms import SubmitForForm
from suivi.reporting.models import Contribution
from suivi.ui.signed_in import keeps_words, person


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def submit_for(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Names the focal point, asks why, and hands over what was saved last."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    by, at = person(request), timezone.now()
    permissions.may_submit_for(member_standing(by, found.plan), found)
    form = SubmitForForm(policies.focal_points(found), request.POST or None)
    missing: tuple[Fault, ...] = tuple(wrong_in(question(found.provision), _answers(found)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit_contribution(
                by=by,
                at=at,
                contribution=found,
                on_behalf_of=form.named(),
                reason=form.cleaned_data["reason"],
            )
        except Faults as wrong:
            missing = wrong.faults
            form.add_error(None, _("Something is missing in the text; it is listed below."))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            sentence = _("Submitted in the name of %(name)s, who hears of it by mail.")
            messages.success(request, sentence % {"name": form.named()})
            return redirect("contribution", plan, year, code, body)
    return _page(request, found, form, missing)


def _answers(found: Contribution) -> dict[str, str]:
    return answers_at(found, found.version)


def _page(
    request: HttpRequest,
    found: Contribution,
    form: SubmitForForm,
    missing: tuple[Fault, ...],
) -> HttpResponse:
    who = member_standing(person(request), found.plan)
    points = policies.focal_points(found)

    def may_step_in() -> None:
        if not who.writes_for(found.body_id):
            policies.coordinator_may_step_in(found, points, timezone.localdate())

    context = {
        "contribution": found,
        "plan": found.plan,
        "form": form,
        "missing": missing,
        "points": points,
        "may": leave(lambda: policies.can_make_the_move(found, "submit"), may_step_in),
        "sample": found.is_sample,
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/submit_for.html", context, status=status)
