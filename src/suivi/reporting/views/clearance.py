"""How does a department see and set up the steps through which its contributions go?"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import Leave, Refused, leave
from suivi.people.models import Body
from suivi.plans.models import Plan, Role
from suivi.plans.permissions import Care, care_of
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.clearance_forms import StepForm
from suivi.reporting.models import ClearanceStep
from suivi.reporting.queries import chains
from suivi.reporting.queries.people import holders
from suivi.ui.signed_in import keeps_words, person


@dataclass(frozen=True)
class Place:
    """Whose steps they are, and who looks at them."""

    plan: Plan
    body: Body
    care: Care
    may_set_up: Leave


@require_safe
def steps(request: HttpRequest, plan: str, body: str) -> HttpResponse:
    """The steps in their order, who answers at each, and what lies there."""
    place, on = _place(request, plan, body), timezone.localdate()
    rows = chains.chain_rows(place.plan, place.body, on)
    members = chains.candidates(place.plan, place.body)
    away = chains.times_away(members, on)
    context = {
        "place": place,
        "plan": place.plan,
        "body": place.body,
        "rows": rows,
        "ended": chains.ended_steps(place.plan, place.body),
        "members": [(each, away.get(each.person_id), _may_say(place, each)) for each in members],
        "officers": holders(place.plan.pk, [Role.CLEARING_OFFICER], [place.body.pk]),
        "sample": any(row.step.is_sample for row in rows),
    }
    return render(request, "reporting/clearance.html", context)


def _may_say(place: Place, membership: Any) -> Leave:
    return leave(lambda: permissions.may_say_away(place.care, membership))


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, plan: str, body: str) -> HttpResponse:
    """Another step, after the last."""
    place = _place(request, plan, body, sets_up=True)
    form = StepForm(chains.candidates(place.plan, place.body), request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {"plan": place.plan, "body": place.body}
        if _passes(request, form, actions.add_step, **facts):
            messages.success(request, _("The step was added."))
            return redirect("clearance", plan, body)
    return _form_page(request, place, form)


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, plan: str, body: str, pk: int) -> HttpResponse:
    """The name, the people and the silence of a step."""
    place = _place(request, plan, body, sets_up=True)
    step = _step(place, pk)
    policies.step_is_current(step)
    people = chains.candidates(place.plan, place.body)
    form = StepForm(people, request.POST or None, step)
    is_good = request.method == "POST" and form.is_valid()
    if is_good and _passes(request, form, actions.change_step, step=step):
        messages.success(request, _("Saved."))
        return redirect("clearance", plan, body)
    return _form_page(request, place, form, step)


@require_POST
def move(request: HttpRequest, plan: str, body: str, pk: int, way: str) -> HttpResponse:
    """One place up or down."""
    place = _place(request, plan, body, sets_up=True)
    step = _step(place, pk)
    if way not in {"up", "down"}:
        raise Http404
    actions.move_step(by=person(request), at=timezone.now(), step=step, up=way == "up")
    messages.success(request, _("Moved. What is under way stays where it is."))
    return redirect("clearance", plan, body)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, plan: str, body: str, pk: int) -> HttpResponse:
    """Asks before a step ends, and says what becomes of what lies there."""
    place = _place(request, plan, body, sets_up=True)
    step = _step(place, pk)
    policies.step_is_current(step)
    if request.method == "POST":
        actions.end_step(by=person(request), at=timezone.now(), step=step)
        messages.success(request, _("The step was ended. What it cleared stays with the record."))
        return redirect("clearance", plan, body)
    rows = chains.chain_rows(place.plan, place.body, timezone.localdate())
    context = {
        "place": place,
        "plan": place.plan,
        "body": place.body,
        "step": step,
        "lies": next((row.lies for row in rows if row.step.pk == step.pk), 0),
        "others": len(rows) - 1,
        "sample": step.is_sample,
    }
    return render(request, "reporting/clearance_end.html", context)


def _place(request: HttpRequest, slug: str, code: str, *, sets_up: bool = False) -> Place:
    """The department, for those concerned: 404 outside the plan, refused inside to others."""
    by = person(request)
    plan = queries.find_plan(by, slug)
    who = member_standing(by, plan)
    body = get_object_or_404(Body, code=code)
    care = care_of(who)
    permissions.may_read_clearance(who, care, body.pk)
    if sets_up:
        permissions.may_set_up_clearance(care, body.pk)
    may = leave(lambda: permissions.may_set_up_clearance(care, body.pk))
    return Place(plan, body, care, may)


def _step(place: Place, pk: int) -> ClearanceStep:
    found = ClearanceStep.objects.of(place.plan.pk, place.body.pk)
    return get_object_or_404(found.select_related("plan", "body"), pk=pk)


def _passes(request: HttpRequest, form: StepForm, act: Any, **facts: Any) -> bool:
    """Whether nothing refuses; what does is said above the form."""
    try:
        act(by=person(request), at=timezone.now(), facts=form.facts(), **facts)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
    else:
        return True
    return False


def _form_page(
    request: HttpRequest, place: Place, form: StepForm, step: ClearanceStep | None = None
) -> HttpResponse:
    rows = chains.chain_rows(place.plan, place.body, timezone.localdate())
    context = {
        "place": place,
        "plan": place.plan,
        "body": place.body,
        "form": form,
        "step": step,
        "is_first": not rows,
        "waiting": chains.submitted_now(place.plan, place.body),
        "lies": next((row.lies for row in rows if step and row.step.pk == step.pk), 0),
        "sample": bool(step and step.is_sample),
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/clearance_step.html", context, status=status)
