"""Is the chain of events whole?"""

from collections.abc import Iterator

from suivi.audit.actions import GENESIS, seal
from suivi.audit.models import ChainHead, Event


def breaks() -> Iterator[str]:
    """One sentence for every place where the chain was changed or cut; none when whole."""
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
    head = ChainHead.objects.filter(pk=1).first()
    if (head.number if head else 0) != number:
        yield f"The chain ends at event {number}, but {head.number if head else 0} were written."
    elif head and number and head.hash != previous:
        yield f"Event {number}, the last, is not the one that was written."


def number_of_events() -> int:
    """How many events the chain holds."""
    return Event.objects.count()
