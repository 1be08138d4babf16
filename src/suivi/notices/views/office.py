"""How goes the sending of mails, and which mails did a demo write?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from suivi.notices import actions, permissions, queries
from suivi.notices.models import OutgoingMail
from suivi.notices.outbox import KeptMail, kept_mail, kept_mails
from suivi.ui.signed_in import person


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """How many mails left, which did not and why: for administrators, without what they say."""
    permissions.may_look_after_mails(person(request))
    context = {"sending": queries.sending(), "by_server": bool(settings.EMAIL_HOST)}
    return render(request, "notices/mails.html", context)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends one mail again."""
    permissions.may_look_after_mails(person(request))
    mail = get_object_or_404(OutgoingMail, pk=pk)
    actions.retry_mails(by=person(request), at=timezone.now(), mail=mail)
    messages.success(request, _("The mail is tried again."))
    return redirect("mails")


@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """Sends all mails again that were given up."""
    count = actions.retry_mails(by=person(request), at=timezone.now())
    sentence = ngettext(
        "%(number)d mail is tried again.", "%(number)d mails are tried again.", count
    )
    messages.success(request, sentence % {"number": count})
    return redirect("mails")


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails that a demo wrote instead of sending."""
    _in_a_demo()
    context = {"mails": kept_mails(), "by_server": bool(settings.EMAIL_HOST)}
    return render(request, "notices/outbox.html", context)


@require_safe
def outbox_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One of them: its head and its plain text."""
    return render(request, "notices/outbox_mail.html", {"mail": _kept(name)})


@require_safe
def outbox_html(request: HttpRequest, name: str) -> HttpResponse:
    """Its HTML, alone on a page that can load and run nothing."""
    mail = _kept(name)
    if not mail.html:
        raise Http404
    response = HttpResponse(mail.html)
    response.headers["Content-Security-Policy"] = (
        "sandbox allow-top-navigation-by-user-activation; default-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response


def _kept(name: str) -> KeptMail:
    _in_a_demo()
    mail = kept_mail(name)
    if mail is None:
        raise Http404
    return mail


def _in_a_demo() -> None:
    """Outside a demo, mails are between their sender and their reader."""
    if not settings.SUIVI_DEMO:
        raise Http404
