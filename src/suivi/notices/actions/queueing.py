"""How does a person come to hear of something?

Part of the action that it tells of, inside its transaction: what is undone is told to nobody, and
what is done is told even if the program dies right after.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from suivi.notices.models import Notice


def queue(
    *, at: datetime, kind: str, about: str, people: Iterable[int], facts: Mapping[str, int]
) -> None:
    """Lets these people (by number) hear of it once, however often this is asked."""
    Notice.objects.bulk_create(
        [
            Notice(person_id=pk, kind=kind, about=about, facts=dict(facts), created_at=at)
            for pk in sorted(set(people))
        ],
        ignore_conflicts=True,
    )
