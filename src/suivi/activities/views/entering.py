"""How does a member enter and change an activity in the register itself?"""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from suivi.activities import actions
from suivi.activities.forms import ActivityForm
from suivi.activities.models import Activity
from suivi.activities.queries.likeness import alike
from suivi.activities.queries.one import find_activity, find_removed, standing_for
from suivi.activities.queries.writing import Desk, desk_of
from suivi.errors import Faults, Refused
from suivi.people.models import Body
from suivi.ui.signed_in import person

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def enter(request: HttpRequest) -> HttpResponse:
    """A new activity of a body for which the person writes."""
    desk = desk_of(person(request))
    form = ActivityForm(
        request.POST or None,
        request.FILES or None,
        plans=desk.plans,
        bodies=desk.bodies,
        initial={"language": person(request).language},
    )
    like: list[Activity] = []
    if request.method == "POST" and form.is_valid():
        like = like_ones(request, form.cleaned_data["body"], form)
        entered = None if like else _entered(request, desk, form)
        if entered is not None:
            messages.success(request, _("The activity was entered."))
            return redirect("activity", entered.uid)
    return _page(request, form, None, like)


@require_http_methods(METHODS)
def change(request: HttpRequest, uid: str) -> HttpResponse:
    """An activity of a body for which the person writes."""
    activity = find_activity(person(request), uid)
    desk = desk_of(person(request))
    who = standing_for(person(request), activity)
    if request.method == "POST":
        form = ActivityForm(
            request.POST, request.FILES, plans=desk.plans, language=activity.language
        )
    else:
        form = ActivityForm.of(activity, desk.plans)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_activity(
                by=person(request),
                at=timezone.now(),
                who=who,
                activity=activity,
                facts=form.activity(),
                evidence=form.evidence(),
                dropped=list(activity.evidence.filter(pk__in=_numbers(request, "drop"))),
                provisions=form.provisions,
                base=base_of(request),
            )
        except (Faults, ValidationError) as wrong:
            beside(form, wrong)
        else:
            messages.success(request, _("The activity was changed."))
            return redirect("activity", activity.uid)
    return _page(request, form, activity, [])


@require_POST
def remove(request: HttpRequest, uid: str) -> HttpResponse:
    """Takes an activity out; its page offers to bring it back."""
    activity = find_activity(person(request), uid)
    who = standing_for(person(request), activity)
    actions.remove_activity(by=person(request), at=timezone.now(), who=who, activity=activity)
    messages.success(request, _("The activity “%(title)s” was removed.") % {"title": activity})
    return redirect("activity-history", activity.uid)


@require_POST
def bring_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Brings a removed activity back."""
    activity = find_removed(person(request), uid)
    who = standing_for(person(request), activity)
    actions.bring_back(by=person(request), at=timezone.now(), who=who, activity=activity)
    messages.success(request, _("The activity is back."))
    return redirect("activity", activity.uid)


@require_POST
def restore(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """Undoes what came after a version."""
    activity = find_activity(person(request), uid)
    who = standing_for(person(request), activity)
    version = activity.versions.filter(number=number).first()
    if version is None:
        raise Refused(_("There is no such version."))
    try:
        actions.restore_version(
            by=person(request),
            at=timezone.now(),
            who=who,
            activity=activity,
            version=version,
            base=base_of(request),
        )
    except (Faults, ValidationError) as wrong:
        for sentence in sentences(wrong):
            messages.error(request, sentence)
    else:
        messages.success(request, _("The activity is as it was in version %d.") % number)
    return redirect("activity-history", activity.uid)


def like_ones(request: HttpRequest, body: Body, form: ActivityForm) -> list[Activity]:
    """Activities that may be the same; none once the person chose to enter it anyway."""
    if "anyway" in request.POST:
        return []
    return alike(body, form.cleaned_data["started_on"], form.cleaned_data["title"])


def base_of(request: HttpRequest) -> int | None:
    """The version of the activity that the person began with."""
    written = request.POST.get("base", "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def keep_files(request: HttpRequest, form: ActivityForm) -> None:
    """Keeps the files of a form that is shown again, so that nobody chooses them twice."""
    if request.FILES:
        form.keep_files(partial(actions.keep_upload, by=person(request), at=timezone.now()))


def sentences(wrong: Faults | ValidationError) -> list[str]:
    """What is wrong, a sentence each."""
    faults = wrong.faults if isinstance(wrong, Faults) else wrong.messages
    return [str(fault) for fault in faults]


def beside(form: ActivityForm, wrong: Faults | ValidationError) -> None:
    """Puts what the register refuses beside the form's fields."""
    for sentence in sentences(wrong):
        form.add_error(None, sentence)


def _entered(request: HttpRequest, desk: Desk, form: ActivityForm) -> Activity | None:
    try:
        return actions.record_activity(
            by=person(request),
            at=timezone.now(),
            who=desk.standing_of(form.cleaned_data["body"]),
            body=form.cleaned_data["body"],
            provisions=form.provisions,
            facts=form.activity(),
            evidence=form.evidence(),
        )
    except (Faults, ValidationError) as wrong:
        beside(form, wrong)
        return None


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal()]


def _page(
    request: HttpRequest, form: ActivityForm, activity: Activity | None, like: list[Activity]
) -> HttpResponse:
    context = {
        "form": form,
        "activity": activity,
        "like": like,
        "evidence": activity.evidence.select_related("file").order_by("pk") if activity else [],
    }
    keep_files(request, form)
    faulty = form.errors or like
    return render(request, "activities/enter.html", context, status=422 if faulty else 200)
