"""The coordinator's board: on the page, as a table, and in the views that a person keeps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from suivi.activities.actions import forget_filter, save_filter
from suivi.errors import Faults
from suivi.plans.models import Period
from suivi.reporting import exports, queries
from suivi.reporting.board_words import LANGUAGES
from suivi.reporting.queries.board import FLAGS, WORDS, Board, BoardFilter
from suivi.reporting.queries.board.cells import OWED_STATES
from suivi.reporting.queries.board.wishes import BODIES, BY, LINES, OWED
from suivi.reporting.views.periods import coordinated
from suivi.ui.cells import Cell
from suivi.ui.signed_in import person

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def board(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Departments and lines of one period, for the coordinators."""
    period, wanted, found = _asked(request, plan, year)
    return render(
        request,
        "reporting/board.html",
        {
            **_choices(),
            "languages_written": [(code, LANGUAGES[code]) for code in found.languages],
            "board": found,
            "wanted": wanted,
            "query": wanted.query,
            "period": period,
            "plan": period.plan,
            "waiting": queries.review_queue(period).count(),
            "wishes": period.extensions.waiting().count(),
            "saved": person(request).saved_filters.of_page(_page_of(period)),
        },
    )


@require_safe
def export(request: HttpRequest, plan: str, year: int, kind: str) -> HttpResponse:
    """The board as it is shown, as a table."""
    _period, _wanted, found = _asked(request, plan, year)
    if kind == "csv":
        response = HttpResponse(exports.as_csv(found), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        address = request.build_absolute_uri(reverse("board", args=[plan, year]))
        response = HttpResponse(exports.as_workbook(found, address), content_type=MEDIA)
    else:
        raise Http404
    name = f"{plan}-{year}-board.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def save_view(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Keeps what is asked of the board under a name; it can be asked of every year."""
    period = coordinated(person(request), plan, year)
    query = request.POST.get("query", "")[:1000]
    name = request.POST.get("name", "")
    try:
        save_filter(by=person(request), name=name, query=query, page=_page_of(period))
        messages.success(request, _("The view was saved."))
    except Faults as wrong:
        for fault in wrong.faults:
            messages.error(request, str(fault))
    return redirect(f"{reverse('board', args=[plan, year])}?{query}")


@require_POST
def forget_view(request: HttpRequest, plan: str, year: int, pk: int) -> HttpResponse:
    """Forgets a saved view."""
    period = coordinated(person(request), plan, year)
    saved = get_object_or_404(person(request).saved_filters.of_page(_page_of(period)), pk=pk)
    forget_filter(by=person(request), saved=saved)
    messages.success(request, _("The view was forgotten."))
    return redirect("board", plan, year)


def _asked(request: HttpRequest, plan: str, year: int) -> tuple[Period, BoardFilter, Board]:
    period = coordinated(person(request), plan, year)
    wanted = BoardFilter.asked(request.GET.dict())
    return period, wanted, queries.board(period, timezone.localdate(), wanted)


def _page_of(period: Period) -> str:
    """Where a saved view belongs: the boards of a plan, whatever the year."""
    return f"board {period.plan.slug}"


def _choices() -> dict[str, Any]:
    return {
        "states": {OWED: _("not delivered"), **WORDS},
        "flags": FLAGS,
        "by": BY,
        "lines": LINES,
        "bodies": BODIES,
        "owed_states": [(code, WORDS[code]) for code in OWED_STATES],
        "legend": [Cell.known(code) for code in WORDS],
    }
