"""What does each person see first: their own work, the board, the queue, the periods?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.forms import OpenPeriodForm
from suivi.reporting.queries.board import WORDS, BoardFilter
from suivi.ui.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, plan by plan."""
    desks = queries.my_work(person(request))
    return render(
        request,
        "reporting/my_work.html",
        {"desks": desks, "today": timezone.localdate()},
    )


@require_safe
def board(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Departments and lines of one period, for the coordinators."""
    period = _coordinated(person(request), plan, year)
    wanted = BoardFilter(
        body=request.GET.get("body", ""),
        state=request.GET.get("state", ""),
        group=request.GET.get("group", ""),
    )
    today = timezone.localdate()
    return render(
        request,
        "reporting/board.html",
        {
            "board": queries.board(period, today, wanted),
            "wanted": wanted,
            "states": WORDS,
            "period": period,
            "plan": period.plan,
            "waiting": queries.review_queue(period).count(),
            "today": today,
        },
    )


@require_safe
def review(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Everything that waits for the coordinators in a period."""
    period = _coordinated(person(request), plan, year)
    return render(
        request,
        "reporting/review.html",
        {"queue": queries.review_queue(period), "period": period, "plan": period.plan},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Opening a period: says what will happen, asks when contributions are due."""
    period = _coordinated(person(request), plan, year)
    policies.period_can_open(period)
    form = OpenPeriodForm(request.POST or None, initial={"due_on": period.due_on})
    if request.method == "POST" and form.is_valid() and _opened(request, period, form):
        messages.success(request, _("The period %(year)d is open.") % {"year": period.year})
        return redirect("board", period.plan.slug, period.year)
    context = {"form": form, "period": period, "plan": period.plan}
    status = 422 if form.errors else 200
    return render(request, "reporting/open_period.html", context, status=status)


def _opened(request: HttpRequest, period: Period, form: OpenPeriodForm) -> bool:
    """Opens the period; puts what stands in the way beside the day."""
    try:
        actions.open_period(
            by=person(request),
            at=timezone.now(),
            period=period,
            due_on=form.cleaned_data["due_on"],
        )
    except Refused as refusal:
        form.add_error("due_on", refusal.sentence)
        return False
    return True


@require_POST
def close_period(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Closes a period."""
    period = _coordinated(person(request), plan, year)
    actions.close_period(by=person(request), at=timezone.now(), period=period)
    messages.success(request, _("The period %(year)d is closed.") % {"year": period.year})
    return redirect("board", period.plan.slug, period.year)


def _coordinated(by: Person, plan: str, year: int) -> Period:
    """The period, for a coordinator: 404 outside the plan, refused inside it to others."""
    period = queries.find_period(by, plan, year)
    permissions.may_coordinate(member_standing(by, period.plan))
    return period
