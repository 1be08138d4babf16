"""What does the round look like from each desk?"""

from suivi.reporting.queries.board import Board, BoardFilter, board
from suivi.reporting.queries.finding import (
    find_contribution,
    find_period,
    find_period_to_open,
    find_plan,
)
from suivi.reporting.queries.page import others_on_the_line
from suivi.reporting.queries.past import Past, past
from suivi.reporting.queries.waiting import Desk, my_work, review_queue

__all__ = [
    "Board",
    "BoardFilter",
    "Desk",
    "Past",
    "board",
    "find_contribution",
    "find_period",
    "find_period_to_open",
    "find_plan",
    "my_work",
    "others_on_the_line",
    "past",
    "review_queue",
]
