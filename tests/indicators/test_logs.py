"""Does a log count each activity once, and add up who took part without guessing?"""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import Absent, Count, Pair
from suivi.indicators.logs import Log, of_year, participants, together


@dataclass(frozen=True)
class Done:
    """An activity, as a log reads it."""

    kind: str = "training"
    women: int | None = None
    men: int | None = None
    other_sex: int | None = None
    unknown_sex: int | None = None


people = some.one_of(some.none(), some.integers(0, 10**6))
activities = some.builds(Done, some.just("training"), people, people, people, people)


def test_an_activity_counts_once_on_a_line_however_many_bodies_name_it() -> None:
    log = Log(["training"])
    for _body in ("defence", "justice"):
        log.add(1, Done())
    log.add(2, Done("event"))
    assert log.number == 1


def test_an_activity_on_several_lines_counts_once_in_the_plan() -> None:
    first, second = Log(["training"]), Log()
    first.add(1, Done())
    second.add(1, Done())
    second.add(2, Done("event"))
    assert (first.number, second.number, together([first, second]).number) == (1, 2, 2)


def test_the_share_of_women_is_out_of_all_with_the_unknown_among_them() -> None:
    found = participants([Done(women=5, men=40), Done(women=1, unknown_sex=4), Done()])
    assert found.share_of_women == Pair(6, 50)
    assert (found.activities, found.silent, found.unknown_sex) == (3, 1, 4)


def test_nobody_and_not_counted_are_two_things() -> None:
    assert participants([Done(women=0)]).are_told
    assert not participants([Done()]).are_told
    assert participants([Done(women=0)]).share_of_women.quotient is None


@given(some.lists(activities))
def test_everyone_is_the_sum_of_the_sexes_of_all_activities(listed: list[Done]) -> None:
    found = participants(listed)
    counts = [
        count
        for each in listed
        for count in (each.women, each.men, each.other_sex, each.unknown_sex)
    ]
    assert found.everyone == sum(count or 0 for count in counts)


@given(some.lists(some.tuples(some.integers(0, 5), activities)), some.integers(1, 4))
def test_a_log_in_parts_is_the_same_log_together(
    listed: list[tuple[int, Done]], parts: int
) -> None:
    whole = Log()
    split = [Log() for _part in range(parts)]
    for number, (identifier, activity) in enumerate(listed):
        whole.add(identifier, activity)
        split[number % parts].add(identifier, activity)
    assert together(split).number == whole.number


@given(
    some.integers(0, 5),
    some.lists(some.sampled_from(["not_available", "nothing_to_report", "not_applicable"])),
    some.integers(0, 3),
)
def test_what_is_not_known_of_a_log_is_never_a_zero(
    number: int, reasons: list[str], silent: int
) -> None:
    figure, total = of_year(number, reasons, silent, len(reasons) + silent + 1)
    assert (figure == Count(number)) == (number > 0 or not reasons)
    assert total.lacking == reasons.count("not_available") + silent
    if isinstance(figure, Absent) and "not_available" in reasons:
        assert figure == Absent("not_available")
