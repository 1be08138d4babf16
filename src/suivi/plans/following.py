"""Who else has something to do when a role passes on, or becomes another?

The subjects above offer themselves in their AppConfig, as they do with the navigation: this subject
knows none of them.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from suivi.plans.models import Membership

# When, the membership that ended, the one that has its role now; in the same transaction.
Follower = Callable[[datetime, Membership, Membership], None]
_followers: Final[list[Follower]] = []


def offer(follower: Follower) -> None:
    """Lets a subject follow; twice the same counts once."""
    if follower not in _followers:
        _followers.append(follower)


def followers() -> Sequence[Follower]:
    """All that follow."""
    return tuple(_followers)
