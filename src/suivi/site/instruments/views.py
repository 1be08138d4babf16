"""The pages of monitoring instruments: all of a plan, one over the years, one year to its rows."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from suivi.files.tables import table_response
from suivi.reporting.queries.finding import find_plan
from suivi.site.forms import InstrumentFilter
from suivi.site.instruments.exports import rows_of
from suivi.site.instruments.listing import listing, rows_for
from suivi.site.instruments.page import instrument_page
from suivi.site.instruments.year import year_page


@login_not_required
@require_safe
def instruments(request: HttpRequest, slug: str) -> HttpResponse:
    """All instruments of a plan, or those that were asked for."""
    return render(request, "instruments/list.html", _list(request, slug))


@login_not_required
@require_safe
def instruments_table(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same list as a file."""
    found = _list(request, slug)
    site = request.build_absolute_uri("/").rstrip("/")
    rows = rows_of(found["rows"], found["listing"].years, site)
    return table_response(form, f"{slug}-instruments", rows)


def _list(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The list with its form; what is asked stands in the address."""
    found = listing(find_plan(request.user, slug), request.user)
    form = InstrumentFilter(request.GET, found)
    rows = rows_for(found, form.question())
    asked = [(name, value) for name, value in request.GET.items() if name in form.fields and value]
    facts = {"listing": found, "plan": found.plan, "form": form, "rows": rows}
    return {**facts, "query": urlencode(asked), "sample": found.is_sample}


@login_not_required
@require_safe
def instrument(request: HttpRequest, slug: str, code: str, position: int) -> HttpResponse:
    """One instrument over the years: charts, table, parts, sources."""
    page = instrument_page(find_plan(request.user, slug), code, position, request.user)
    return render(request, "instruments/instrument.html", _shared(page))


@login_not_required
@require_safe
def instrument_year(
    request: HttpRequest, slug: str, code: str, position: int, year: int
) -> HttpResponse:
    """One year of an instrument, opened to its very rows."""
    page = year_page(find_plan(request.user, slug), code, position, year, request.user)
    return render(request, "instruments/year.html", _shared(page))


def _shared(page: Any) -> dict[str, Any]:
    known = page.known
    return {
        "page": page,
        "known": known,
        "plan": known.plan,
        "promise": known.promise,
        "instrument": known.instrument,
        "sample": known.is_sample(),
    }
