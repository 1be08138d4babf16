"""How do coordinators lead a period: its dates, more time, its end, and its beginning again?"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.forms import OpenPeriodForm
from suivi.reporting.models import Extension
from suivi.reporting.period_forms import (
    AnswerForm,
    CloseForm,
    DueDayForm,
    LengthForm,
    ReopenForm,
    ScheduleForm,
)
from suivi.reporting.queries.rounds import PeriodPage, missing, period_page
from suivi.reporting.schedule import Schedule
from suivi.ui.signed_in import person

Verb = Callable[..., object]


@require_safe
def period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """A period: its dates, who has other days, who asks for more time, what happened to it."""
    return _page(request, coordinated(person(request), plan, year))


@require_http_methods(["GET", "HEAD", "POST"])
def open_period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Opening a period: says what will happen, asks when contributions are due."""
    found = queries.find_period_to_open(person(request), plan, year)
    permissions.may_coordinate(member_standing(person(request), found.plan))
    policies.period_can_open(found)
    form = OpenPeriodForm(request.POST or None, initial={"due_on": found.due_on})
    if request.method == "POST" and form.is_valid():
        due_on = form.cleaned_data["due_on"]
        if _done(
            request, form, "due_on", partial(actions.open_period, period=found, due_on=due_on)
        ):
            messages.success(request, _("The period %(year)d is open.") % {"year": found.year})
            return redirect("board", found.plan.slug, found.year)
    context = {"form": form, "period": found, "plan": found.plan}
    status = 422 if form.errors else 200
    return render(request, "reporting/open_period.html", context, status=status)


@require_POST
def reschedule(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Other dates for a period: first shown with whom they touch, then made."""
    found = coordinated(person(request), plan, year)
    form = ScheduleForm(found, request.POST)
    if form.is_valid() and "confirm" not in request.POST:
        wished = (found, form.schedule(), timezone.localdate())
        if passes(form, "due_on", partial(policies.schedule_is_sensible, *wished)):
            return _preview(request, found, form)
    elif form.is_valid():
        facts = {"schedule": form.schedule(), "reason": form.cleaned_data["reason"]}
        if _done(
            request, form, "due_on", partial(actions.reschedule_period, period=found, **facts)
        ):
            messages.success(request, _("The dates were changed."))
            return redirect("period", plan, year)
    return _page(request, found, schedule=form)


def _preview(request: HttpRequest, found: Period, form: ScheduleForm) -> HttpResponse:
    page = period_page(found, timezone.localdate())
    changed = Schedule.of(found).changes_to(form.schedule())
    context = {
        "page": page,
        "period": found,
        "plan": found.plan,
        "form": form,
        "changed": [(form[name].label, *pair) for name, pair in changed.items()],
        "moves_due_day": "due_on" in changed,
        "touched": [each for each in page.bodies if each.owed and each.own is None],
        "keeping": [each for each in page.bodies if each.own is not None],
    }
    return render(request, "reporting/reschedule.html", context)


@require_POST
def set_due_day(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """A day of its own for one body."""
    found = coordinated(person(request), plan, year)
    bodies = [each.body for each in period_page(found, timezone.localdate()).bodies]
    form = DueDayForm(bodies, request.POST)
    if form.is_valid():
        facts = {"due_on": form.cleaned_data["due_on"], "reason": form.cleaned_data["reason"]}
        verb = partial(actions.set_due_day, period=found, body=form.chosen(), **facts)
        if _done(request, form, "due_on", verb):
            messages.success(request, _("The day was set."))
            return redirect("period", plan, year)
    return _page(request, found, due_day=form)


@require_POST
def expect_length(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """How long accounts are expected to be; shown to those who write, never a limit."""
    found = coordinated(person(request), plan, year)
    form = LengthForm(found, request.POST)
    if form.is_valid() and _done(
        request, form, "least", partial(actions.expect_length, period=found, **form.cleaned_data)
    ):
        messages.success(request, _("The expected length was set."))
        return redirect("period", plan, year)
    return _page(request, found, length=form)


@require_POST
def answer_extension(request: HttpRequest, plan: str, year: int, pk: int) -> HttpResponse:
    """Grants a body more time, or refuses it with a sentence."""
    found = coordinated(person(request), plan, year)
    asked = get_object_or_404(Extension, period=found, pk=pk)
    form = AnswerForm(pk, asked.wished_on, request.POST)
    if form.is_valid():
        field = "sentence" if "refuse" in request.POST else "granted_on"
        if _done(request, form, field, _answer(asked, form, refuses="refuse" in request.POST)):
            messages.success(request, _("Answered; the department sees it under My work."))
            return redirect("period", plan, year)
    return _page(request, found, answers={pk: form})


def _answer(asked: Extension, form: AnswerForm, *, refuses: bool) -> Verb:
    told = form.cleaned_data
    if refuses:
        return partial(actions.refuse_extension, extension=asked, sentence=told["sentence"])
    day = told["granted_on"] or asked.wished_on
    facts = {"granted_on": day, "sentence": told["sentence"]}
    return partial(actions.grant_extension, extension=asked, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
def close_period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Closing a period: exactly what it would close without, then a tick, then it is closed."""
    found = coordinated(person(request), plan, year)
    policies.period_is_open(found)
    lacking = missing(found)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form.is_valid() or not lacking):
        actions.close_period(by=person(request), at=timezone.now(), period=found)
        messages.success(request, _("The period %(year)d is closed.") % {"year": found.year})
        return redirect("board", plan, year)
    context = {"form": form, "missing": lacking, "period": found, "plan": found.plan}
    status = 422 if form.errors else 200
    return render(request, "reporting/close_period.html", context, status=status)


@require_POST
def reopen_period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Opens a closed period again, with a reason."""
    found = coordinated(person(request), plan, year)
    form = ReopenForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        verb = partial(actions.reopen_period, period=found, reason=reason)
        if _done(request, form, "reason", verb):
            messages.success(request, _("The period %(year)d is open.") % {"year": found.year})
            return redirect("period", plan, year)
    return _page(request, found, reopen=form)


def coordinated(by: Person, plan: str, year: int) -> Period:
    """The period, for a coordinator: 404 outside the plan, refused inside it to others."""
    found = queries.find_period(by, plan, year)
    permissions.may_coordinate(member_standing(by, found.plan))
    return found


def _page(
    request: HttpRequest,
    found: Period,
    *,
    schedule: ScheduleForm | None = None,
    due_day: DueDayForm | None = None,
    length: LengthForm | None = None,
    reopen: ReopenForm | None = None,
    answers: dict[int, AnswerForm] | None = None,
) -> HttpResponse:
    page = period_page(found, timezone.localdate())
    given = answers or {}
    wrong = [
        form for form in (schedule, due_day, length, reopen, *given.values()) if form is not None
    ]
    context = {
        "page": page,
        "period": found,
        "plan": found.plan,
        "schedule": schedule or ScheduleForm(found),
        "due_day": due_day or DueDayForm([each.body for each in page.bodies]),
        "length": length or LengthForm(found),
        "reopen": reopen or ReopenForm(),
        "waiting": _waiting(page, given),
        "form": wrong[0] if wrong else None,
    }
    return render(request, "reporting/period.html", context, status=422 if wrong else 200)


def _waiting(page: PeriodPage, given: dict[int, AnswerForm]) -> list[tuple[Extension, AnswerForm]]:
    return [
        (each, given.get(each.pk) or AnswerForm(each.pk, each.wished_on)) for each in page.waiting
    ]


def _done(request: HttpRequest, form: Form, field: str, verb: Verb) -> bool:
    """Acts by this person now; puts what stands in the way beside the field."""
    return passes(form, field, partial(verb, by=person(request), at=timezone.now()))


def passes(form: Form, field: str, act: Callable[[], object]) -> bool:
    """Whether nothing refuses; what does is said beside the field."""
    try:
        act()
    except Refused as refusal:
        form.add_error(field, refusal.sentence)
        return False
    return True
