"""Many activities at once: choose, preview, apply, undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from suivi.activities import actions
from suivi.activities.bulk_form import BulkForm
from suivi.activities.filters import RegisterFilter
from suivi.activities.permissions import reach
from suivi.activities.queries.choices import bodies, plans
from suivi.activities.queries.register import all_in_order
from suivi.activities.queries.writing import desk_of
from suivi.ui.signed_in import person

MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def change_several(request: HttpRequest) -> HttpResponse:
    """The activities of a list that the person may change; what they get; what would change."""
    desk, seen = desk_of(person(request)), reach(request.user)
    query = QueryDict(request.GET.urlencode())
    question = RegisterFilter(query, plans(request.user), bodies()).question()
    listed = all_in_order(question, seen, MOST, {each.pk for each in desk.bodies})
    form = BulkForm(request.POST or None, activities=listed, plans=desk.plans)
    step = request.POST.get("step", "")
    changing = form.changing() if request.method == "POST" and form.is_valid() else None
    if changing is not None and step == "apply":
        changed = actions.change_many(
            by=person(request),
            at=timezone.now(),
            standings=desk.standings,
            activities=changing,
            change=form.change(),
        )
        done = {"changed": changed, "query": request.GET.urlencode()}
        return render(request, "activities/bulk_done.html", done)
    context: dict[str, object] = {
        "form": form,
        "changing": changing,
        "query": request.GET.urlencode(),
    }
    return render(request, "activities/bulk.html", context, status=422 if form.errors else 200)


@require_POST
def undo_several(request: HttpRequest) -> HttpResponse:
    """Undoes such a change, but for what somebody changed since."""
    desk = desk_of(person(request))
    pairs = [text.partition(":") for text in request.POST.getlist("changed")[:MOST]]
    changed = [
        (int(number), int(version))
        for number, _sign, version in pairs
        if number.isdecimal() and version.isdecimal() and len(number) < 19 and len(version) < 10
    ]
    undone = actions.undo_many(
        by=person(request), at=timezone.now(), standings=desk.standings, changed=changed
    )
    messages.success(request, _("%(count)d activities are as they were.") % {"count": undone})
    return redirect("activities")
