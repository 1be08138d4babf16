"""The ledger: everything a plan's bodies promised for a day or a year, and what became of it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from suivi.files.tables import table_response
from suivi.reporting import queries
from suivi.reporting.promise_exports import headings, rows_of
from suivi.reporting.promise_forms import LedgerFilter
from suivi.reporting.queries.promises.ledger import answering
from suivi.reporting.queries.promises.ledger import ledger as read


@login_not_required
@require_safe
def ledger(request: HttpRequest, plan: str) -> HttpResponse:
    """All promises that the reader may see, or those that were asked for."""
    return render(request, "reporting/promises.html", _asked(request, plan))


@login_not_required
@require_safe
def export(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """The same list as a table, in its order."""
    found = _asked(request, plan)
    address = request.build_absolute_uri("/").rstrip("/")
    return table_response(kind, f"{plan}-promises", [headings(), *rows_of(found["rows"], address)])


def _asked(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The ledger with its form; what is asked stands in the address."""
    found = read(queries.find_plan(request.user, slug), request.user, timezone.localdate())
    form = LedgerFilter(request.GET, found)
    asked = [(name, value) for name, value in request.GET.items() if name in form.fields and value]
    return {
        "ledger": found,
        "plan": found.plan,
        "form": form,
        "rows": answering(found, form.question()),
        "query": urlencode(asked),
        "sample": found.is_sample,
    }
