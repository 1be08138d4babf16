"""What does each person see first: their own work, or what waits for their review?"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from suivi.reporting import exports, queries, task_exports
from suivi.reporting.tasks import LONG, ORDERS, TASK_STATES, TaskFilter
from suivi.reporting.views.periods import coordinated
from suivi.ui.signed_in import person

MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, plan by plan."""
    wanted = TaskFilter.asked(request.GET.dict())
    desks = queries.my_work(person(request), timezone.localdate(), wanted)
    tasks = sum(len(desk.to_write) + len(desk.to_clear) for desk in desks)
    context = {
        "desks": desks,
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
    lines = task_exports.as_seen(
        queries.my_work(person(request), on, wanted), request.build_absolute_uri("/"), on
    )
    if kind == "csv":
        response = HttpResponse(exports.csv_of(lines), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        data = exports.workbook_of({_("My work"): lines})
        response = HttpResponse(data, content_type=MEDIA)
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="my-work.{kind}"'
    return response


@require_safe
def review(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Everything that waits for the coordinators in a period."""
    period = coordinated(person(request), plan, year)
    return render(
        request,
        "reporting/review.html",
        {"queue": queries.review_queue(period), "period": period, "plan": period.plan},
    )
