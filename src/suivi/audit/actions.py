"""How is an event written?"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import transaction

from suivi.audit.models import ChainHead, Event

GENESIS: Final = "0" * 64


class Actor(Protocol):
    """Whoever acts: events keep the number alone."""

    @property
    def pk(self) -> Any:
        """The number of the person."""


def seal(event: Event) -> str:
    """The keyed hash (HMAC-SHA-256, hexadecimal) of an event and of the one before it."""
    return _keyed(json.dumps(event.sealed_facts(), sort_keys=True, ensure_ascii=False))


def seal_of_end(number: int, last: str) -> str:
    """The keyed hash of the end of the chain: the number of its last event and that one's hash."""
    return _keyed(f"end {number} {last}")


def _keyed(text: str) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def record(
    *,
    by: Actor | None,
    at: datetime,
    verb: str,
    object: str,
    role: str = "",
    body: str = "",
    outcome: str = "done",
    **facts: Any,
) -> Event:
    """Adds one event to the chain, in the transaction of the action it tells of.

    `by` is None when the program itself acts (a command, the worker). `facts` are codes and counts
    that JSON can hold, never content.
    """
    head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1)
    event = Event(
        number=head.number + 1,
        at=at.astimezone(UTC),
        person=f"person:{by.pk}" if by else "program",
        role=role,
        body=body,
        verb=verb,
        object=object,
        outcome=outcome,
        facts=json.loads(json.dumps(facts)),
        previous_hash=head.hash or GENESIS,
    )
    event.hash = seal(event)
    event.save(force_insert=True)
    # An end that somebody moved is not sealed anew: it must show for ever.
    fits = head.number == 0 or head.seal == seal_of_end(head.number, head.hash)
    head.seal = seal_of_end(event.number, event.hash) if fits else ""
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash", "seal"])
    return event
