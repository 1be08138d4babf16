"""Who has delivered what? Departments across, lines down, one cell for each that is asked."""

from suivi.reporting.queries.board.arranging import Board, Column, Row, board
from suivi.reporting.queries.board.cells import FLAGS, WORDS, BoardCell, board_code
from suivi.reporting.queries.board.wishes import BoardFilter

__all__ = [
    "FLAGS",
    "WORDS",
    "Board",
    "BoardCell",
    "BoardFilter",
    "Column",
    "Row",
    "board",
    "board_code",
]
