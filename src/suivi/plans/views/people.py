"""The people of a plan: who they are, and how their roles begin, change, pass on and end."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import Refused
from suivi.files.tables import table_response
from suivi.plans import permissions, policies, roles
from suivi.plans.actions import memberships as actions
from suivi.plans.exports import people as exports
from suivi.plans.forms import HandOverForm, InviteForm, PeopleFilter, RoleForm
from suivi.plans.models import Membership, Plan, Role
from suivi.plans.permissions import Care
from suivi.plans.queries import people as queries
from suivi.plans.standing import member_standing
from suivi.ui.signed_in import person


@require_safe
def people(request: HttpRequest, plan: str) -> HttpResponse:
    """The list, searched and in order, with what each role may do."""
    care = _inside(request, plan)
    form = PeopleFilter(request.GET, queries.bodies_of(care.who.plan))
    asked = form.question()
    rows = queries.members(care.who.plan, care, asked)
    context = {
        "plan": care.who.plan,
        "care": care,
        "form": form,
        "asked": asked,
        "rows": rows,
        "headings": _headings(request, asked.order),
        "query": urlencode([(name, value) for name, value in request.GET.items() if value]),
        "roles": [(role.label, roles.SENTENCES[role]) for role in Role],
    }
    return render(request, "plans/people.html", context)


def _headings(request: HttpRequest, order: str) -> list[dict[str, str]]:
    """The headings by which the list is put in order: the same once more turns it round."""
    kept = [(k, v) for k, v in request.GET.items() if v and k != "order"]
    names = {"name": _("Name"), "body": _("Body"), "role": _("Role"), "since": _("Since")}
    found = []
    for code, word in {**names, "seen": _("Last sign-in")}.items():
        down = order == code
        href = urlencode([*kept, ("order", f"-{code}" if down else code)])
        sort = "ascending" if down else "descending" if order == f"-{code}" else "none"
        found.append({"word": word, "href": f"?{href}", "sort": sort})
    return found


@require_safe
def export(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """The list as it is shown, as a table."""
    care = _inside(request, plan)
    form = PeopleFilter(request.GET, queries.bodies_of(care.who.plan))
    rows = queries.members(care.who.plan, care, form.question())
    name = f"people-{care.who.plan.slug}"
    table = [exports.people_headings(), *exports.people_rows(rows)]
    return table_response(kind, name, table)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, plan: str) -> HttpResponse:
    """Somebody gets a role, and a mail that says so."""
    care = _inside(request, plan)
    permissions.may_look_after_people(care)
    form = InviteForm(request.POST or None, care, queries.bodies_in(care))
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {**form.facts(), "plan": care.who.plan, "who": form.newcomer()}
        done = _done(request, form, actions.invite_person, **facts)
        if done:
            sentence = _("%(name)s has the role now, and gets a mail that says so.")
            messages.success(request, sentence % {"name": done.person})
            return redirect("people", care.who.plan.slug)
    return _form_page(request, care, form, "plans/invite.html")


@require_POST
def invite_again(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """The mail with the way in, once more."""
    care, membership = _one(request, plan, pk)
    actions.invite_again(by=person(request), at=timezone.now(), membership=membership)
    sentence = _("%(name)s gets the mail once more.")
    messages.success(request, sentence % {"name": membership.person})
    return redirect("people", care.who.plan.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """Another role, or the same for another body."""
    care, membership = _one(request, plan, pk)
    permissions.may_manage(care, membership.body, Role(membership.role))
    policies.is_current(membership)
    form = RoleForm(request.POST or None, care, queries.bodies_in(care), membership)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {**form.facts(), "membership": membership}
        done = _done(request, form, actions.change_role, **facts)
        if done:
            messages.success(request, _("The role was changed."))
            return redirect("people", care.who.plan.slug)
    return _form_page(request, care, form, "plans/change_role.html", membership)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """Asks before a role ends, and says what would be left without anybody."""
    care, membership = _one(request, plan, pk)
    permissions.may_manage(care, membership.body, Role(membership.role))
    policies.is_current(membership)
    if request.method == "POST":
        orphaning = "orphaning" in request.POST
        facts: dict[str, Any] = {"membership": membership, "orphaning": orphaning}
        actions.end_role(by=person(request), at=timezone.now(), **facts)
        sentence = _("The role of %(name)s has ended. What they wrote stays.")
        messages.success(request, sentence % {"name": membership.person})
        return redirect("people", care.who.plan.slug)
    lines = policies.lines_without(membership)
    return _form_page(request, care, None, "plans/end_role.html", membership, lines=lines)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """A role passes on in one step."""
    care, membership = _one(request, plan, pk)
    permissions.may_hand_over(care, membership)
    policies.is_current(membership)
    form = HandOverForm(request.POST or None, queries.colleagues(care.who.plan, membership.person))
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {"membership": membership, "who": form.newcomer()}
        done = _done(request, form, actions.hand_over_role, **facts)
        if done:
            sentence = _("The role went to %(name)s. Both get a mail.")
            messages.success(request, sentence % {"name": done.person})
            if membership.person_id == person(request).pk:
                return redirect("my-work")
            return redirect("people", care.who.plan.slug)
    return _form_page(request, care, form, "plans/hand_over.html", membership)


def _inside(request: HttpRequest, slug: str) -> Care:
    """What the person at the keyboard may do with people; Http404 outside the plan."""
    by = person(request)
    who = member_standing(by, get_object_or_404(Plan.objects.visible_to(by), slug=slug))
    permissions.may_see_people(who)
    return permissions.care_of(who)


def _one(request: HttpRequest, slug: str, pk: int) -> tuple[Care, Membership]:
    care = _inside(request, slug)
    return care, queries.find_membership(care.who.plan, pk)


def _done(request: HttpRequest, form: forms.Form, action: Any, **facts: Any) -> Any:
    """What the action gives; None when it refuses, and then the form says why."""
    try:
        return action(by=person(request), at=timezone.now(), **facts)
    except ValidationError as wrong:
        _put(form, wrong)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
    return None


def _put(form: forms.Form, wrong: ValidationError) -> None:
    """Each sentence beside its field, or above the form where it has none."""
    told = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, sentences in told.items():
        form.add_error(name if name in form.fields else None, sentences)


def _form_page(
    request: HttpRequest,
    care: Care,
    form: forms.Form | None,
    template: str,
    membership: Membership | None = None,
    **facts: Any,
) -> HttpResponse:
    context = {"plan": care.who.plan, "care": care, "form": form, "membership": membership}
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {**context, **facts}, status=status)
