"""The review queue: searched, filtered, in order, taken along as seen, accepted many at once."""

import secrets
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from suivi.activities.actions import forget_filter, save_filter
from suivi.errors import Faults
from suivi.files.tables import table_response
from suivi.plans.models import Period
from suivi.reporting import actions, review_tables
from suivi.reporting.actions.reviewing import Together
from suivi.reporting.models import Contribution
from suivi.reporting.queries.review.queue import last_acceptance, queue
from suivi.reporting.queries.review.wishes import COLUMNS, FLAGS, QueueFilter
from suivi.reporting.views.periods import coordinated
from suivi.ui.signed_in import person

LEFT_SHOWN: Final = 10


@require_safe
def review(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Everything that waits for the coordinators in a period, as asked."""
    period = coordinated(person(request), plan, year)
    wanted = QueueFilter.asked(request.GET.dict())
    context: dict[str, Any] = {
        "period": period,
        "plan": period.plan,
        "queue": queue(period, wanted),
        "wanted": wanted,
        "query": wanted.query,
        "kept": urlencode({"queue": wanted.query}) if wanted.query else "",
        "headings": headings(request, COLUMNS, wanted.order),
        "flags": FLAGS,
        "all_chosen": request.GET.get("choose") == "all",
        "last": last_acceptance(period, person(request).pk),
        "saved": person(request).saved_filters.of_page(_page_of(period)),
    }
    return render(request, "reporting/review.html", context)


def headings(request: HttpRequest, columns: Any, order: str) -> list[dict[str, str]]:
    """The headings by which a list is put in order: the same once more turns it round."""
    kept = [(k, v) for k, v in request.GET.items() if v and k not in {"order", "choose"}]
    found = []
    for code, word in columns.items():
        down = order == code
        href = urlencode([*kept, ("order", f"-{code}" if down else code)])
        sort = "ascending" if down else "descending" if order == f"-{code}" else "none"
        found.append({"word": str(word), "href": f"?{href}", "sort": sort})
    return found


@require_safe
def export(request: HttpRequest, plan: str, year: int, kind: str) -> HttpResponse:
    """The queue as it is shown, as a table."""
    period = coordinated(person(request), plan, year)
    found = queue(period, QueueFilter.asked(request.GET.dict()))
    address = request.build_absolute_uri(reverse("board", args=[plan, year]))
    rows = review_tables.queue_rows(found.rows, address)
    return table_response(kind, f"review-{plan}-{year}", [review_tables.queue_headings(), *rows])


@require_POST
def accept_many(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Accepts those that were chosen; what cannot be accepted stays, and says why."""
    period = coordinated(person(request), plan, year)
    numbers = {int(each) for each in request.POST.getlist("chosen") if each.isdecimal()}
    rows = Contribution.objects.of_period(period).filter(pk__in=list(numbers)[:5000])
    chosen = list(rows.select_related("provision", "body").in_order())
    if not chosen:
        messages.warning(request, _("Choose at least one contribution."))
        return _back(request, period)
    done = actions.accept_contributions(
        by=person(request),
        at=timezone.now(),
        contributions=chosen,
        together=secrets.token_hex(8),
    )
    accepted = ngettext("%(number)d accepted", "%(number)d accepted", len(done.moved))
    _say(request, accepted % {"number": len(done.moved)}, done)
    return _back(request, period)


@require_POST
def give_back(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Undoes an acceptance of many: what nobody acted on since is in the queue again."""
    period = coordinated(person(request), plan, year)
    done = actions.give_back_together(
        by=person(request),
        at=timezone.now(),
        period=period,
        together=request.POST.get("together", "")[:32],
    )
    number = len(done.moved)
    back = ngettext("%(number)d is in the queue again", "%(number)d are in the queue again", number)
    _say(request, back % {"number": number}, done)
    return _back(request, period)


def _say(request: HttpRequest, sentence: str, done: Together) -> None:
    """ "20 accepted, 1 left: 1.b, Justice: it has not been cleared yet."."""
    if not done.left:
        messages.success(request, f"{sentence}.")
        return
    number = len(done.left)
    left = ngettext("%(number)d left", "%(number)d left", number) % {"number": number}
    whys = [
        f"{each.contribution.provision.code}, {each.contribution.body.said_short_name}: "
        f"{each.sentence}"
        for each in done.left[:LEFT_SHOWN]
    ]
    rest = "" if number <= LEFT_SHOWN else " …"
    messages.warning(request, f"{sentence}, {left}: {' '.join(whys)}{rest}")


@require_POST
def save_view(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """Keeps what is asked of the queue under a name; it can be asked of every year."""
    period = coordinated(person(request), plan, year)
    query = QueueFilter.asked(QueryDict(request.POST.get("query", "")[:1000]).dict()).query
    try:
        name = request.POST.get("name", "")
        save_filter(by=person(request), name=name, query=query, page=_page_of(period))
        messages.success(request, _("The view was saved."))
    except Faults as wrong:
        for fault in wrong.faults:
            messages.error(request, str(fault))
    return _back(request, period)


@require_POST
def forget_view(request: HttpRequest, plan: str, year: int, pk: int) -> HttpResponse:
    """Forgets a saved view."""
    period = coordinated(person(request), plan, year)
    saved = get_object_or_404(person(request).saved_filters.of_page(_page_of(period)), pk=pk)
    forget_filter(by=person(request), saved=saved)
    messages.success(request, _("The view was forgotten."))
    return redirect("review", plan, year)


def _page_of(period: Period) -> str:
    """Where a saved view belongs: the queues of a plan, whatever the year."""
    return f"review {period.plan.slug}"


def _back(request: HttpRequest, period: Period) -> HttpResponse:
    """The queue as it was asked before."""
    query = QueueFilter.asked(QueryDict(request.POST.get("query", "")[:1000]).dict()).query
    address = reverse("review", args=[period.plan.slug, period.year])
    return redirect(f"{address}?{query}" if query else address)
