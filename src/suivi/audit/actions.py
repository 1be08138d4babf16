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
    text = json.dumps(event.sealed_facts(), sort_keys=True, ensure_ascii=False)
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
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event
