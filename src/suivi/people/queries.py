"""Where is somebody signed in?"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare, salted_hmac

from suivi.people.models import Person, Session


@dataclass(frozen=True)
class SignedInAt:
    """One browser in which a person is signed in. `code` names it on a page without its key."""

    session: Session
    code: str
    is_this_one: bool


def signed_in_at(person: Person, this: str | None, at: datetime) -> list[SignedInAt]:
    """The person's sessions that still open a page, this one first, then the last used: one query.

    A password chosen anew closes all others: they are not listed.
    """
    rows = Session.objects.filter(person=person, expire_date__gt=at).order_by("-seen_at", "pk")
    sign = person.get_session_auth_hash()
    found = [
        SignedInAt(row, _code(row), row.pk == this)
        for row in rows
        if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), sign)
    ]
    return sorted(found, key=lambda each: not each.is_this_one)


def _code(session: Session) -> str:
    return salted_hmac("suivi.people.session", session.pk).hexdigest()[:20]
