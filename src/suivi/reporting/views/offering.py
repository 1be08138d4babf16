"""How does a department add what the register offers to its contribution, and undo that?"""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from suivi.errors import Refused
from suivi.reporting import actions, queries
from suivi.reporting.actions.offering import Added
from suivi.reporting.models import Contribution
from suivi.reporting.queries.offered import offered
from suivi.ui.signed_in import person

ALL: Final = "all"
Address = tuple[str, int, str, str]


def add_offered(request: HttpRequest, found: Contribution, address: Address) -> HttpResponse:
    """Adds the activities that were ticked, or all that are not reported yet."""
    offers = offered(found)
    if request.POST["offer"] == ALL:
        chosen = [each.activity for each in offers.unreported]
    else:
        ticked = set(request.POST.getlist("offered"))
        known = [each.activity for each in (*offers.unreported, *offers.others)]
        chosen = [each for each in known if str(each.pk) in ticked]
    try:
        added = actions.tell_of_activities(
            by=person(request), at=timezone.now(), contribution=found, activities=chosen
        )
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect(f"{reverse('contribution', args=address)}#offered")
    request.session[_name(found)] = {"told": added.told, "tied": added.tied}
    return redirect(f"{reverse('contribution', args=address)}?added=1#activities")


def just_added(request: HttpRequest, found: Contribution) -> int:
    """How many activities were added a moment ago and can be taken back; 0 elsewhere."""
    if "added" not in request.GET:
        return 0
    kept = request.session.get(_name(found), {})
    return len(kept.get("told", ()))


@require_POST
def take_back(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Undoes the last adding."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    kept = request.session.pop(_name(found), {})
    added = Added(tuple(kept.get("told", ())), tuple(kept.get("tied", ())))
    count = actions.take_back_activities(
        by=person(request), at=timezone.now(), contribution=found, added=added
    )
    sentence = ngettext(
        "%(count)d activity was taken back; it stays in the register.",
        "%(count)d activities were taken back; they stay in the register.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    return redirect(f"{reverse('contribution', args=(plan, year, code, body))}#offered")


def _name(found: Contribution) -> str:
    return f"added-{found.pk}"
