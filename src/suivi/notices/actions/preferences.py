"""How does a person choose which mails come?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from suivi.audit.actions import record
from suivi.notices import policies
from suivi.notices.kinds import DIGEST
from suivi.notices.models import DigestDay, MailPreference
from suivi.people.models import Person


@transaction.atomic
def choose_mails(
    *, by: Person, at: datetime, digest: DigestDay, language: str, declined: Collection[str]
) -> MailPreference:
    """Keeps the day of the digest, the language, and the kinds a person does not want.

    Raises Refused for a kind that cannot be declined.
    """
    for kind in declined:
        policies.can_be_declined(kind)
    preference = _own(by)
    if digest not in {preference.digest, DigestDay.DAILY}:
        # The day that was just chosen counts from the next time it comes.
        preference.looked_on = timezone.localtime(at).date()
    preference.digest, preference.declined = digest, sorted(declined)
    preference.full_clean()
    preference.save()
    by.language = language
    by.save(update_fields=["language"])
    _tell(by, at, "choose_mails", digest=digest, declined=preference.declined, language=language)
    return preference


@transaction.atomic
def stop_mails(*, by: Person, at: datetime, what: str) -> MailPreference:
    """Stops the digest, or mails of one kind, as the link in a mail asks; twice is as once.

    Raises Refused for what cannot be declined.
    """
    policies.can_be_declined(what)
    preference = _own(by)
    if what == DIGEST:
        preference.digest = DigestDay.NEVER
    else:
        preference.declined = sorted({*preference.declined, what})
    preference.save()
    _tell(by, at, "stop_mails", stopped=what)
    return preference


@transaction.atomic
def renew_calendar(*, by: Person, at: datetime) -> MailPreference:
    """Gives a person's calendar a new secret address; the old one leads nowhere from now on."""
    preference = _own(by)
    preference.calendar_edition += 1
    preference.save()
    _tell(by, at, "renew_calendar", edition=preference.calendar_edition)
    return preference


def _own(person: Person) -> MailPreference:
    """The person's row, held until the choice is kept; made where there is none."""
    MailPreference.objects.get_or_create(person=person)
    return MailPreference.objects.select_for_update().get(person=person)


def _tell(by: Person, at: datetime, verb: str, **facts: Any) -> None:
    record(by=by, at=at, verb=verb, object=f"person:{by.pk}", **facts)
