"""What does each person see first: their own work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suivi.files.tables import table_response
from suivi.reporting import queries, task_exports
from suivi.reporting.queries.review.comments import first_notes
from suivi.reporting.tasks import LONG, ORDERS, TASK_STATES, TaskFilter
from suivi.ui.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, plan by plan."""
    wanted = TaskFilter.asked(request.GET.dict())
    desks = queries.my_work(person(request), timezone.localdate(), wanted)
    tasks = sum(len(desk.to_write) + len(desk.to_clear) for desk in desks)
    context = {
        "desks": desks,
        "notes": first_notes(one for desk in desks for one in desk.to_write),
        "wanted": wanted,
        "tasks": tasks,
        "shown": sum(desk.shown for desk in desks),
        "is_long": tasks > LONG or bool(wanted.query),
        "task_states": TASK_STATES,
        "task_orders": ORDERS,
    }
    return render(request, "reporting/my_work.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The tasks as they are shown, as a table."""
    wanted = TaskFilter.asked(request.GET.dict())
    on = timezone.localdate()
    desks = queries.my_work(person(request), on, wanted)
    lines = task_exports.as_seen(desks, request.build_absolute_uri("/"), on)
    return table_response(kind, "my-work", lines)
