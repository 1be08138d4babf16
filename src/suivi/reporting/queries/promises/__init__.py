"""What was promised for a day, what became of it, and what awaits an answer?"""

from suivi.reporting.queries.promises.awaiting import (
    Awaited,
    awaited,
    awaited_by,
    awaiting_places,
    first_unanswered,
    unanswered,
)
from suivi.reporting.queries.promises.ledger import Ledger, ledger, tally_of
from suivi.reporting.queries.promises.telling import PromiseRow, promises_of_line

__all__ = [
    "Awaited",
    "Ledger",
    "PromiseRow",
    "awaited",
    "awaited_by",
    "awaiting_places",
    "first_unanswered",
    "ledger",
    "promises_of_line",
    "tally_of",
    "unanswered",
]
