"""How does a department enter, change and remove an activity while it writes?"""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from suivi.activities.forms import ActivityForm
from suivi.activities.models import Activity
from suivi.activities.views.entering import base_of, keep_files, like_ones
from suivi.errors import Faults
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.models import Contribution
from suivi.ui.signed_in import keeps_words, person

METHODS = ["GET", "HEAD", "POST"]


@keeps_words
@require_http_methods(METHODS)
def add(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """A new activity on this line."""
    found = _writable(request, plan, year, code, body)
    form = ActivityForm(
        request.POST or None,
        request.FILES or None,
        plans=[found.plan],
        initial={"language": person(request).language, "lines": code},
    )
    like: list[Activity] = []
    if request.method == "POST" and form.is_valid():
        like = like_ones(request, found.body, form)
        if not like and _entered(request, found, form, None):
            messages.success(request, _("The activity was entered."))
            return redirect("contribution", plan, year, code, body)
    return _page(request, found, form, None, like)


@keeps_words
@require_http_methods(METHODS)
def change(
    request: HttpRequest, plan: str, year: int, code: str, body: str, pk: int
) -> HttpResponse:
    """An activity already entered."""
    found = _writable(request, plan, year, code, body)
    activity: Activity = get_object_or_404(found.activities, pk=pk)
    form = (
        ActivityForm(request.POST, request.FILES, plans=[found.plan])
        if request.method == "POST"
        else ActivityForm.of(activity, [found.plan])
    )
    if request.method == "POST" and form.is_valid() and _entered(request, found, form, activity):
        messages.success(request, _("The activity was changed."))
        return redirect("contribution", plan, year, code, body)
    return _page(request, found, form, activity)


@require_POST
def tell(request: HttpRequest, plan: str, year: int, code: str, body: str, pk: int) -> HttpResponse:
    """Tells here of an activity that is in the register already."""
    found = _writable(request, plan, year, code, body)
    activity: Activity = get_object_or_404(queries.others_on_the_line(found), pk=pk)
    actions.tell_of_activity(
        by=person(request), at=timezone.now(), contribution=found, activity=activity
    )
    messages.success(request, _("The activity is told of here as well."))
    return redirect("contribution", plan, year, code, body)


@require_POST
def remove(
    request: HttpRequest, plan: str, year: int, code: str, body: str, pk: int
) -> HttpResponse:
    """Takes an activity out."""
    found = _writable(request, plan, year, code, body)
    activity: Activity = get_object_or_404(found.activities, pk=pk)
    actions.remove_activity(
        by=person(request), at=timezone.now(), contribution=found, activity=activity
    )
    messages.success(request, _("The activity “%(title)s” was removed.") % {"title": activity})
    return redirect("contribution", plan, year, code, body)


def _entered(
    request: HttpRequest, found: Contribution, form: ActivityForm, activity: Activity | None
) -> bool:
    """Writes a valid form; puts what the register refuses beside the form's fields."""
    by, at = person(request), timezone.now()
    try:
        if activity is None:
            actions.add_activity(
                by=by,
                at=at,
                contribution=found,
                facts=form.activity(),
                evidence=form.evidence(),
                provisions=form.provisions,
            )
        else:
            dropped = activity.evidence.filter(pk__in=_numbers(request, "drop"))
            actions.change_activity(
                by=by,
                at=at,
                contribution=found,
                activity=activity,
                facts=form.activity(),
                evidence=form.evidence(),
                dropped=list(dropped),
                provisions=list(dict.fromkeys([found.provision, *form.provisions])),
                base=base_of(request),
            )
    except (Faults, ValidationError) as wrong:
        faults = wrong.faults if isinstance(wrong, Faults) else wrong.messages
        for fault in faults:
            form.add_error(None, str(fault))
        return False
    return True


def _numbers(request: HttpRequest, name: str) -> list[int]:
    texts = request.POST.getlist(name)
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16]


def _writable(request: HttpRequest, plan: str, year: int, code: str, body: str) -> Contribution:
    """The contribution, if this person may write in it now."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    permissions.may_write(member_standing(person(request), found.plan), found)
    policies.can_be_written(found)
    return found


def _page(
    request: HttpRequest,
    found: Contribution,
    form: ActivityForm,
    activity: Activity | None,
    like: Sequence[Activity] = (),
) -> HttpResponse:
    context = {
        "like": like,
        "contribution": found,
        "plan": found.plan,
        "form": form,
        "activity": activity,
        "evidence": activity.evidence.select_related("file").order_by("pk") if activity else [],
    }
    keep_files(request, form)
    faulty = form.errors or like
    return render(request, "reporting/activity.html", context, status=422 if faulty else 200)
