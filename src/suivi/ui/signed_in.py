"""Who is signed in, and what happens to the words of somebody who no longer is?"""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from suivi.people.models import Person

View = Callable[..., HttpResponse]
NOT_WORDS: Final = frozenset({"csrfmiddlewaretoken", "base", "credential"})


def person(request: HttpRequest) -> Person:
    """The person behind a request on a closed page; Http404 should a visitor ever get there."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def typed_words(request: HttpRequest) -> list[str]:
    """What somebody wrote into the form they sent: texts of several words, never a password."""
    return [
        text
        for name, text in request.POST.items()
        if name not in NOT_WORDS
        and "password" not in name
        and isinstance(text, str)
        and " " in text.strip()
    ]


def keeps_words(view: View) -> View:
    """Closes a page to visitors like any other, but hands back what was typed into its form.

    A session ends while somebody writes; what they then send must not end in a sign-in page.
    """

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        typed = typed_words(request)
        if not typed:
            return redirect_to_login(request.get_full_path())
        return render(request, "ui/signed_out.html", {"typed": typed}, status=401)

    return guarded
