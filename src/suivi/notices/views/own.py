"""How does a person choose their mails, stop them, and take the days of the round along?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.notices import actions
from suivi.notices.addresses import calendar_address, read_calendar, read_stop
from suivi.notices.forms import PreferencesForm
from suivi.notices.kinds import DIGEST, kind_of, kinds
from suivi.notices.models import DigestDay, MailPreference
from suivi.notices.queries import calendar_file
from suivi.notices.recipients import may_be_stopped, preference_of
from suivi.people.models import Person
from suivi.ui.signed_in import person


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which mails come, when, in which language; and the calendar."""
    by = person(request)
    preference = preference_of(by)
    initial = PreferencesForm.facts_of(preference, by.language)
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        actions.choose_mails(
            by=by,
            at=timezone.now(),
            digest=DigestDay(form.cleaned_data["digest"]),
            language=language,
            declined=form.declined(),
        )
        messages.success(request, _("Your choice is kept."))
        return redirect("notices-preferences")
    return _preferences_page(request, by, preference, form)


def _preferences_page(
    request: HttpRequest, by: Person, preference: MailPreference, form: PreferencesForm
) -> HttpResponse:
    context = {
        "form": form,
        "always": [kind for kind in kinds() if kind.why],
        "calendar": calendar_address(by, preference.calendar_edition),
    }
    status = 422 if form.errors else 200
    return render(request, "notices/preferences.html", context, status=status)


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Gives the calendar a new secret address."""
    actions.renew_calendar(by=person(request), at=timezone.now())
    messages.success(request, _("Your calendar has a new address; the old one is closed."))
    return redirect(f"{reverse('notices-preferences')}#calendar")


@csrf_exempt  # mail programs stop mails by themselves (RFC 8058); the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops the digest or a kind of mail, by the link in it; asks first, and needs no sign-in."""
    found = read_stop(token)
    if found is None or not may_be_stopped(found[1]):
        raise Http404
    number, what = found
    whose = get_object_or_404(Person, pk=number, is_active=True)
    if request.method == "POST":
        actions.stop_mails(by=whose, at=timezone.now(), what=what)
    kind = None if what == DIGEST else kind_of(what)
    preference = preference_of(whose)
    stopped = not preference.takes(what) if kind else preference.digest == DigestDay.NEVER
    response = render(request, "notices/stop.html", {"kind": kind, "is_stopped": stopped})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The days of the round for a calendar program, by the secret address of a person."""
    found = read_calendar(token)
    if found is None:
        raise Http404
    number, edition = found
    whose = get_object_or_404(Person, pk=number, is_active=True)
    if preference_of(whose).calendar_edition != edition:
        raise Http404
    return _calendar_of(whose)


@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The same as a file to keep; it does not change any more."""
    response = _calendar_of(person(request))
    response.headers["Content-Disposition"] = 'attachment; filename="round.ics"'
    return response


def _calendar_of(whose: Person) -> HttpResponse:
    with translation.override(whose.language):
        name = _("Days of the round")
        content = calendar_file(whose, name, timezone.now(), timezone.localdate())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response
