"""What is said to somebody who looks for an account, and how does one see one's recovery codes?"""

from typing import Any

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render


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
