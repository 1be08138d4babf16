"""How far is a line, when several bodies answer for it?"""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from suivi.reporting.progress import line_progress


@dataclass(frozen=True)
class Step:
    """A step of a scale."""

    rank: int


judgements = some.lists(some.one_of(some.none(), some.builds(Step, some.integers(0, 5))))


def test_the_least_advanced_body_stands_for_the_line() -> None:
    assert line_progress([Step(5), Step(1), Step(3)]).step == Step(1)


def test_a_line_is_dropped_only_if_all_dropped_it() -> None:
    assert line_progress([Step(0), Step(4)]).step == Step(4)
    assert line_progress([Step(0), Step(0)]).step == Step(0)


def test_a_silent_body_is_counted_and_not_guessed() -> None:
    found = line_progress([Step(4), None])
    assert (found.step, found.bodies, found.without_news) == (Step(4), 2, 1)


@given(judgements)
def test_progress_is_never_made_from_nothing(found: list[Step | None]) -> None:
    line = line_progress(found)
    given_steps = [step for step in found if step is not None]
    assert (line.step is None) == (not given_steps)
    assert line.step is None or line.step in given_steps
    assert line.without_news == len(found) - len(given_steps)
