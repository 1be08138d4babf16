"""How does a promise stand: open, kept, late or dropped?"""

from dataclasses import dataclass
from datetime import date

import pytest

from suivi.reporting.promise_days import Due
from suivi.reporting.promise_states import PromiseState, stands

PROMISED = Due(2014, date(2014, 6, 30))
BEFORE, AFTER = date(2014, 6, 30), date(2014, 7, 1)


@dataclass(frozen=True)
class Answer:
    """What was said in a year."""

    verdict: str
    done_on: date | None = None
    due: Due | None = None


LATE = Answer("late", due=Due(2015))


@pytest.mark.parametrize(
    ("answers", "on", "state", "is_settled"),
    [
        ([], BEFORE, PromiseState.OPEN, False),
        ([], AFTER, PromiseState.LATE, False),
        ([Answer("kept")], AFTER, PromiseState.KEPT, True),
        ([Answer("kept", date(2014, 6, 30))], AFTER, PromiseState.KEPT, True),
        ([Answer("kept", date(2014, 7, 1))], AFTER, PromiseState.LATE, True),
        ([LATE], BEFORE, PromiseState.LATE, False),
        ([LATE, Answer("kept")], AFTER, PromiseState.LATE, True),
        ([LATE, Answer("dropped")], AFTER, PromiseState.DROPPED, True),
    ],
)
def test_how_a_promise_stands(
    answers: list[Answer], on: date, state: PromiseState, is_settled: bool
) -> None:
    found = stands(PROMISED, answers, on)

    assert (found.state, found.is_settled) == (state, is_settled)


def test_a_new_day_says_when_to_ask_again_and_the_old_one_stays() -> None:
    assert stands(PROMISED, [LATE], BEFORE).due == Due(2015)
    assert stands(PROMISED, [], BEFORE).due == PROMISED


def test_a_year_lasts_to_its_end() -> None:
    assert stands(Due(2014), [], date(2014, 12, 31)).state == PromiseState.OPEN
    assert stands(Due(2014), [], date(2015, 1, 1)).state == PromiseState.LATE
