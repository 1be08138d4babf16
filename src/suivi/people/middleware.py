"""When was somebody last here? Noted with the session, every few minutes and no more exactly."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from suivi.people.actions import forget_expired_sessions
from suivi.people.devices import device

Answer = Callable[[HttpRequest], HttpResponse]
EVERY: Final = timedelta(minutes=5)


def note_beginning(request: HttpRequest) -> None:
    """Somebody has just signed in here; what has expired elsewhere is forgotten."""
    now = timezone.now()
    forget_expired_sessions(at=now)
    request.session["device"] = device(request.headers.get("User-Agent", ""))
    request.session["begun_at"] = request.session["seen_at"] = now.isoformat()


class SessionsAreSeen:
    """Keeps the last moment of a session up to date."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.session.get("seen_at")
        now = timezone.now()
        if seen and now - datetime.fromisoformat(seen) >= EVERY:
            request.session["seen_at"] = now.isoformat()
        return self.answer(request)
