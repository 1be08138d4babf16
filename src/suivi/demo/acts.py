"""In which order does the demonstration live through its last weeks? In that of the days."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

# When somebody acts, and what they do then.
Act = tuple[datetime, Callable[[], object]]


@transaction.atomic
def play(acts: Iterable[Act]) -> None:
    """Lets everybody act, the earliest first, all or nothing."""
    for _at, act in sorted(acts, key=lambda each: each[0]):
        act()
