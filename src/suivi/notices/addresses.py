"""How do links in mails lead here, and which secret addresses need no signing in?

A secret address names a person by number and carries a signature; it opens one thing only.
"""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from suivi.people.models import Person

_STOP: Final = Signer(sep=".", salt="suivi.notices.stop")
_CALENDAR: Final = Signer(sep=".", salt="suivi.notices.calendar")


def absolute(path: str) -> str:
    """A path of this site as it stands in a mail."""
    return f"{settings.SITE_ADDRESS}{path}"


def host() -> str:
    """The name of this site's machine, as it ends a Message-ID."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def stop_address(person: Person, what: str) -> str:
    """Where a person stops the digest, or mails of a kind, without signing in."""
    return absolute(reverse("notices-stop", args=[_STOP.sign(f"{person.pk}.{what}")]))


def read_stop(token: str) -> tuple[int, str] | None:
    """The number of the person and what is stopped; None when we did not write it."""
    try:
        number, _dot, what = _STOP.unsign(token).partition(".")
    except BadSignature:
        return None
    return int(number), what


def calendar_address(person: Person, edition: int) -> str:
    """Where a person's calendar is read by programs that cannot sign in."""
    return absolute(reverse("calendar", args=[_CALENDAR.sign(f"{person.pk}.{edition}")]))


def read_calendar(token: str) -> tuple[int, int] | None:
    """The number of the person and the edition of the address; None when we did not write it."""
    try:
        number, _dot, edition = _CALENDAR.unsign(token).partition(".")
    except BadSignature:
        return None
    return int(number), int(edition)
