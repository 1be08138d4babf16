"""How does the sending of mails go?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count

from suivi.notices.addresses import host
from suivi.notices.calendar import Day, calendar
from suivi.notices.kinds import tellers
from suivi.notices.models import MailState, OutgoingMail
from suivi.people.models import Person

SHOWN: Final = 100


@dataclass(frozen=True)
class Sending:
    """Mails by state, those that were given up, and those that wait after something went wrong."""

    counts: Mapping[str, int]
    failed: Sequence[OutgoingMail]
    put_off: Sequence[OutgoingMail]
    last_sent_at: datetime | None


def sending() -> Sending:
    """Reads it: four queries, however many mails there are."""
    rows = OutgoingMail.objects.order_by().values_list("state").annotate(number=Count("pk"))
    found = dict(rows)
    mails = OutgoingMail.objects.select_related("person")
    waiting = mails.filter(state=MailState.QUEUED).exclude(hitch="")
    sent = OutgoingMail.objects.filter(state=MailState.SENT).order_by("-sent_at")
    return Sending(
        counts={str(state.label): found.get(state.value, 0) for state in MailState},
        failed=list(mails.failed()[:SHOWN]),
        put_off=list(waiting.order_by("next_attempt_at", "pk")[:SHOWN]),
        last_sent_at=sent.values_list("sent_at", flat=True).first(),
    )


def days_of(person: Person, on: date) -> list[Day]:
    """The days of a person for a calendar, in the active language."""
    return [day for teller in tellers() for day in teller.days(person, on)]


def calendar_file(person: Person, name: str, at: datetime, on: date) -> bytes:
    """A person's calendar as a file, in the active language."""
    return calendar(name, days_of(person, on), at, host())
