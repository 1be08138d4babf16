"""How does a person come into the installation, and how does a session end?"""

from collections.abc import Sequence
from datetime import datetime

from django.core.validators import validate_email
from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person, Session


@transaction.atomic
def add_person(
    *,
    by: Person | None,
    at: datetime,
    email: str,
    name: str,
    language: str = "en",
    is_administrator: bool = False,
) -> Person:
    """Adds somebody who will sign in with `email`, without a password until they choose one.

    Raises ValidationError for an address that is none, or that signs somebody in already. `by` is
    None when a command adds the first people.
    """
    validate_email(email)
    person = Person(
        email=Person.objects.normalize_email(email),
        name=name,
        language=language,
        is_administrator=is_administrator,
        joined_at=at,
    )
    person.set_unusable_password()
    person.full_clean(exclude=["password"])
    person.save()
    record(
        by=by,
        at=at,
        verb="add_person",
        object=f"person:{person.pk}",
        administrator=is_administrator,
    )
    return person


def note_provider_linked(*, by: Person, at: datetime) -> None:
    """From now on the sign-in provider lets this person in, whatever their address becomes."""
    record(by=by, at=at, verb="link_provider", object=f"person:{by.pk}")


@transaction.atomic
def end_sessions(*, by: Person, at: datetime, sessions: Sequence[Session]) -> int:
    """Signs a person out elsewhere, in these of their sessions; gives how many."""
    assert all(session.person_id == by.pk for session in sessions)
    Session.objects.filter(pk__in=[session.pk for session in sessions]).delete()
    record(by=by, at=at, verb="end_sessions", object=f"person:{by.pk}", ended=len(sessions))
    return len(sessions)


def forget_expired_sessions(*, at: datetime) -> None:
    """Sessions that nobody can use any more say nothing of anybody. No event: nobody did it."""
    Session.objects.filter(expire_date__lt=at).delete()
