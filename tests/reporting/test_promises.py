"""Does a promise count when it is submitted, come back in its year, and get its answer?"""

from typing import Any

import pytest

from suivi.audit.models import Event
from suivi.errors import Faults
from suivi.reporting import actions
from suivi.reporting.actions import Typed
from suivi.reporting.models import Contribution, DatedPromise, PromiseAnswer
from suivi.reporting.promise_days import Due
from suivi.reporting.queries.promises import awaited
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

FULL = {"account": "Trained 24.", "progress": "on_track", "value:1.1::number": "24"}
PROMISE = {"promise:1:words": "We will train 30 more.", "promise:1:due": "2015"}


def _save(cast: Cast, **answers: str) -> None:
    found = Contribution.objects.get(pk=cast.draft.pk)
    actions.save_draft(
        by=cast.focal_point,
        at=NOON,
        contribution=found,
        typed=Typed({**FULL, **answers}, found.version),
    )


def _submit(cast: Cast, **answers: str) -> Contribution:
    _save(cast, **answers)
    return actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)


def _again(cast: Cast, **answers: str) -> Contribution:
    actions.withdraw_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    return _submit(cast, **answers)


def _faults(cast: Cast, **answers: str) -> dict[str, str]:
    with pytest.raises(Faults) as refused:
        _submit(cast, **answers)
    return {fault.place: fault.sentence for fault in refused.value.faults}


def _answer(promise: DatedPromise, **parts: str) -> dict[str, Any]:
    return {f"answer:{promise.pk}:{part}": text for part, text in parts.items()}


def test_a_promise_counts_once_the_contribution_is_submitted(cast: Cast) -> None:
    _save(cast, **PROMISE)
    assert not DatedPromise.objects.exists()

    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)

    promise = DatedPromise.objects.standing().get()
    assert (promise.words, promise.due) == ("We will train 30 more.", Due(2015))
    assert Event.objects.filter(verb="give_promise").count() == 1


def test_what_is_taken_back_does_not_count_until_it_is_submitted_again(cast: Cast) -> None:
    _submit(cast, **PROMISE)
    actions.withdraw_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)

    assert not DatedPromise.objects.standing().exists()
    assert DatedPromise.objects.count() == 1


def test_other_words_are_a_new_promise_and_the_former_stays_withdrawn(cast: Cast) -> None:
    _submit(cast, **PROMISE)
    _again(cast, **{**PROMISE, "promise:1:due": "30/06/2015"})

    former, new = DatedPromise.objects.order_by("pk")
    assert former.withdrawn_at and former.due == Due(2015)
    assert new.withdrawn_at is None and new.due.typed == "2015-06-30"


def test_the_same_words_stay_the_same_promise(cast: Cast) -> None:
    _submit(cast, **PROMISE)
    _again(cast, **{**PROMISE, "promise:1:person": str(cast.contributor.pk)})

    assert DatedPromise.objects.get().person == cast.contributor


def test_a_promise_taken_out_is_withdrawn_and_stays(cast: Cast) -> None:
    _submit(cast, **PROMISE)
    _again(cast)

    assert DatedPromise.objects.get().withdrawn_at == NOON


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"promise:1:words": "We will."}, "promise:1:due"),
        ({"promise:1:words": "We will.", "promise:1:due": "soon"}, "promise:1:due"),
        ({"promise:1:words": "We will.", "promise:1:due": "2014"}, "promise:1:due"),
        ({"promise:1:words": "We will.", "promise:1:due": "2099"}, "promise:1:due"),
        ({"promise:2:due": "2015"}, "promise:2:words"),
    ],
)
def test_what_cannot_be_a_promise_is_said_at_its_field(
    cast: Cast, answers: dict[str, str], place: str
) -> None:
    assert list(_faults(cast, **answers)) == [place]


def test_a_promise_comes_back_in_its_year_and_wants_an_answer(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)

    assert [each.pk for each in awaited(cast.draft)] == [promise.pk]
    assert _faults(cast) == {
        f"answer:{promise.pk}:verdict": (
            "Promised for 2014: say whether it was kept, is late or is dropped."
        )
    }


def test_a_promise_for_a_later_year_may_wait(cast: Cast) -> None:
    factories.make_promise(cast.published, due_year=2015)

    (coming,) = awaited(cast.draft)
    assert not coming.is_due
    assert _submit(cast).status == Status.SUBMITTED


def test_it_is_kept_with_words_and_the_activity_that_shows_it(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)
    activity = factories.make_activity(cast.body, provisions=[cast.line])
    cast.draft.activities.add(activity)

    kept = {"verdict": "kept", "words": "Held.", "day": "6/5/2014", "proof": str(activity.pk)}
    _submit(cast, **_answer(promise, **kept))

    answer = PromiseAnswer.objects.get()
    assert (answer.promise, answer.verdict, answer.activity) == (promise, "kept", activity)
    assert str(answer.done_on) == "2014-05-06"
    assert Event.objects.filter(verb="answer_promise").count() == 1


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"verdict": "kept"}, "words"),
        ({"verdict": "dropped"}, "words"),
        ({"verdict": "late"}, "day"),
        ({"verdict": "late", "day": "2014"}, "day"),
        ({"verdict": "late", "day": "later"}, "day"),
        ({"verdict": "kept", "words": "Held.", "day": "later"}, "day"),
        ({"verdict": "kept", "proof": "99999"}, "proof"),
        ({"words": "Held."}, "verdict"),
        ({"verdict": "perhaps"}, "verdict"),
    ],
)
def test_half_an_answer_is_said_at_its_field(cast: Cast, parts: dict[str, str], wrong: str) -> None:
    promise = factories.make_promise(cast.published)

    assert list(_faults(cast, **_answer(promise, **parts))) == [f"answer:{promise.pk}:{wrong}"]


def test_a_new_day_keeps_the_old_one_and_asks_again_in_its_year(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)
    _submit(cast, **_answer(promise, verdict="late", day="2015", words="No room."))
    next_year = factories.make_period(cast.plan, 2015)
    coming = factories.make_contribution(cast.line, cast.body, next_year)

    (found,) = awaited(coming)
    assert found.promise.due == Due(2014)
    assert (found.due, found.is_due) == (Due(2015), True)
    assert [each.words for each in found.earlier] == ["No room."]


def test_what_was_kept_or_dropped_does_not_come_back(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)
    _submit(cast, **_answer(promise, verdict="dropped", words="No money."))
    next_year = factories.make_period(cast.plan, 2015)

    assert not awaited(factories.make_contribution(cast.line, cast.body, next_year))


def test_another_answer_takes_the_place_of_the_one_before_which_stays(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)
    _submit(cast, **_answer(promise, verdict="dropped", words="No money."))
    _again(cast, **_answer(promise, verdict="kept", words="It was found."))

    former, new = PromiseAnswer.objects.order_by("pk")
    assert former.withdrawn_at == NOON
    assert (new.withdrawn_at, new.verdict) == (None, "kept")


def test_a_promise_that_was_answered_cannot_be_reworded(cast: Cast) -> None:
    _submit(cast, **PROMISE)
    next_year = factories.make_period(cast.plan, 2015)
    later = factories.make_contribution(cast.line, cast.body, next_year, status=Status.SUBMITTED)
    factories.make_promise_answer(DatedPromise.objects.get(), later)
    actions.withdraw_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)

    assert list(_faults(cast, **{**PROMISE, "promise:1:words": "Less."})) == ["promise:1:words"]


def test_a_promise_goes_to_the_body_that_took_the_line_over(cast: Cast) -> None:
    promise = factories.make_promise(cast.published)
    Contribution.objects.filter(pk=cast.draft.pk).update(released_at=NOON)
    heir = factories.make_contribution(cast.line, cast.other_body, cast.period)
    cast.draft.refresh_from_db()

    (found,) = awaited(heir)
    assert (found.promise, found.is_inherited) == (promise, True)
    assert not awaited(cast.draft)


def test_who_stays_on_the_line_keeps_its_own_promises(cast: Cast) -> None:
    factories.make_promise(cast.published)

    assert not awaited(factories.make_contribution(cast.line, cast.other_body, cast.period))


def test_a_promise_of_a_draft_does_not_come_back(cast: Cast) -> None:
    factories.make_promise(cast.draft)
    next_year = factories.make_period(cast.plan, 2015)

    assert not awaited(factories.make_contribution(cast.line, cast.body, next_year))
