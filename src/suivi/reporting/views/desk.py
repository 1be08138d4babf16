"""What does each person see first: their own work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suivi.reporting import queries
from suivi.reporting.queries.review.comments import first_notes
from suivi.ui.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, plan by plan."""
    desks = queries.my_work(person(request), timezone.localdate())
    notes = first_notes(one for desk in desks for one in desk.to_write)
    return render(request, "reporting/my_work.html", {"desks": desks, "notes": notes})
