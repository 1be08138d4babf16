"""What is said to somebody without account, and where are one's recovery codes and sessions?"""

from typing import Any

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from suivi.people.actions import end_sessions
from suivi.people.models import Person
from suivi.people.queries import signed_in_at


class ShownCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes, after one asked for them: showing them is noted, and so it is no GET."""

    def post(self, request: HttpRequest, *arguments: Any, **facts: Any) -> HttpResponse:
        """The page with the codes."""
        page: HttpResponse = self.get(request, *arguments, **facts)
        return page


class DownloadedCodes(DownloadRecoveryCodesView):  # type: ignore[misc]
    """The same codes as a text file."""

    def post(self, request: HttpRequest, *arguments: Any, **facts: Any) -> HttpResponse:
        """The file."""
        file: HttpResponse = self.get(request, *arguments, **facts)
        return file


def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Asks before it shows: someone may be looking over one's shoulder."""
    if request.method == "POST":
        shown: HttpResponseBase = ShownCodes.as_view()(request)
        return shown
    return render(request, "mfa/recovery_codes/ask.html")


def recovery_codes_file(request: HttpRequest) -> HttpResponseBase:
    """The codes to keep as a file; without asking first, back to the page that asks."""
    if request.method == "POST":
        file: HttpResponseBase = DownloadedCodes.as_view()(request)
        return file
    return redirect("mfa_view_recovery_codes")


@login_not_required
def accounts_come_by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account alone: the page says who invites."""
    return render(request, "account/signup_closed.html")


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in; ends one of these sessions, or all but this one."""
    person, now = request.user, timezone.now()
    assert isinstance(person, Person)
    found = signed_in_at(person, request.session.session_key, now)
    if request.method != "POST":
        return render(request, "account/sessions.html", {"sessions": found})
    code = request.POST.get("session")
    chosen = [each for each in found if code in (None, each.code) and not each.is_this_one]
    if code is not None and not chosen:
        raise Http404
    ended = end_sessions(by=person, at=now, sessions=[each.session for each in chosen])
    sentence = ngettext("%(number)d session was ended.", "%(number)d sessions were ended.", ended)
    messages.success(request, sentence % {"number": ended})
    return redirect("account_sessions")
