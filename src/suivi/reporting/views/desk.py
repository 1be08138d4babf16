"""What does each person see first: their own work, or what waits for their review?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suivi.reporting import queries
from suivi.reporting.views.periods import coordinated
from suivi.ui.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, plan by plan."""
    desks = queries.my_work(person(request), timezone.localdate())
    return render(request, "reporting/my_work.html", {"desks": desks})


@require_safe
def review(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Everything that waits for the coordinators in a period."""
    period = coordinated(person(request), plan, year)
    return render(
        request,
        "reporting/review.html",
        {"queue": queries.review_queue(period), "period": period, "plan": period.plan},
    )
