"""Is the chain of events whole?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import connection

from suivi.audit.actions import GENESIS, seal, seal_of_end
from suivi.audit.models import ChainHead, Event

# The triggers by which the database refuses to change an event, and what says that they are on.
GUARDS: Final = {
    "sqlite": ("audit_event_no_update", "audit_event_no_delete"),
    "postgresql": ("audit_event_no_change",),
}
_GUARDS_THERE: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' "
    "AND tbl_name = 'audit_event' AND sql LIKE '%RAISE(ABORT%'",
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE tgrelid = 'audit_event'::regclass AND tgenabled <> 'D'",
}


def breaks() -> Iterator[str]:
    """One sentence for every place where the chain was changed or cut; none when whole."""
    head = ChainHead.objects.filter(pk=1).first()
    if _key_is_another(head):
        yield "This is not the key with which the events were sealed."
        return
    number, previous = 0, GENESIS
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            yield f"Event {number} is missing: the next one found is {event.number}."
            number = event.number
        elif event.previous_hash != previous:
            yield f"Event {number} does not follow the event before it."
        if seal(event) != event.hash:
            yield f"Event {event.number} was changed after it was written."
        previous = event.hash
    written = head.number if head else 0
    if written != number:
        yield f"The chain ends at event {number}, but {written} were written."
    elif head and number and head.hash != previous:
        yield f"Event {number}, the last, is not the one that was written."
    if head and head.number and not _fits(head):
        yield "The end of the chain was moved: its seal does not fit."


def _key_is_another(head: ChainHead | None) -> bool:
    """Whether no seal at all fits; with a whole chain the first look says no."""
    if head is None or not head.number or _fits(head) or not Event.objects.exists():
        return False
    return all(seal(event) != event.hash for event in Event.objects.order_by("number").iterator())


def _fits(head: ChainHead) -> bool:
    return head.seal == seal_of_end(head.number, head.hash)


def missing_guards() -> Iterator[str]:
    """One sentence for every trigger that no longer keeps events from being changed."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS_THERE[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    for name in GUARDS[connection.vendor]:
        if name not in there:
            yield f"The database no longer refuses to change events: its guard {name} is gone."


def first_moment() -> datetime | None:
    """When the first event happened; None when there is none."""
    return Event.objects.order_by("number").values_list("at", flat=True).first()


def last_event() -> Event | None:
    """The event at the end of the chain."""
    return Event.objects.order_by("number").last()
