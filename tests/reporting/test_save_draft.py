"""Does a draft keep every word, whoever else writes?"""

from datetime import timedelta

import pytest

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.reporting.actions import Typed, join_drafts, save_draft, submit_contribution
from suivi.reporting.actions.drafts import Saved, answers_at
from suivi.reporting.models import Contribution, KeptAside
from tests.cast import Cast
from tests.factories import NOON


def _save(cast: Cast, base: int, by: str = "focal_point", **answers: str) -> Saved:
    person = getattr(cast, by)
    return save_draft(by=person, at=NOON, contribution=cast.draft, typed=Typed(answers, base))


def _answers(cast: Cast) -> dict[str, str]:
    contribution = Contribution.objects.get(pk=cast.draft.pk)
    return answers_at(contribution, contribution.version)


def test_a_save_makes_the_next_version(cast: Cast) -> None:
    assert _save(cast, 1, account="New").version == 2
    assert _answers(cast) == {"account": "New"}


def test_saving_the_same_again_makes_no_version(cast: Cast) -> None:
    _save(cast, 1, account="New")

    assert _save(cast, 2, account="New").version == 2


def test_a_save_is_one_event(cast: Cast) -> None:
    before = Event.objects.count()
    _save(cast, 1, account="New")

    assert list(Event.objects.order_by("number").values_list("verb", flat=True))[before:] == [
        "save_draft"
    ]


def test_work_on_other_fields_is_joined(cast: Cast) -> None:
    _save(cast, 1, account="What was done on 1.a.", progress="on_track", obstacles="None so far")
    saved = _save(cast, 1, "contributor", account="What was done on 1.a.", progress="delayed")

    assert saved.was_joined
    assert _answers(cast) == {
        "account": "What was done on 1.a.",
        "obstacles": "None so far",
        "progress": "delayed",
    }


def test_the_same_words_changed_twice_are_kept_aside_and_nothing_is_overwritten(cast: Cast) -> None:
    _save(cast, 1, account="Mine")
    saved = _save(cast, 1, "contributor", account="Theirs")

    assert saved.is_kept_aside
    assert _answers(cast)["account"] == "Mine"
    assert KeptAside.objects.get().answers == {"account": "Theirs"}


def test_joining_saves_and_lets_go_of_what_was_kept_aside(cast: Cast) -> None:
    _save(cast, 1, account="Mine")
    _save(cast, 1, "contributor", account="Theirs")
    join_drafts(
        by=cast.contributor,
        at=NOON,
        contribution=cast.draft,
        aside=KeptAside.objects.get(),
        typed=Typed({"account": "Mine and theirs"}, 2),
    )

    assert _answers(cast)["account"] == "Mine and theirs"
    assert not KeptAside.objects.exists()


def test_while_typing_nothing_is_joined_behind_the_persons_back(cast: Cast) -> None:
    _save(cast, 1, obstacles="Elsewhere")
    saved = save_draft(
        by=cast.contributor,
        at=NOON,
        contribution=cast.draft,
        typed=Typed({"account": "Typing"}, 1),
        join=False,
    )

    assert saved.is_kept_aside
    assert _answers(cast) == {"obstacles": "Elsewhere"}


@pytest.mark.parametrize("name", ["reader", "coordinator", "clearing_officer", "other_focal_point"])
def test_only_the_bodys_own_writers_write(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        _save(cast, 1, name, account="Not mine to write")


def test_nothing_is_written_after_the_period_has_closed_but_the_words_are_kept(cast: Cast) -> None:
    cast.period.closed_at = NOON + timedelta(days=1)
    cast.period.save()

    assert _save(cast, 1, account="Too late").is_kept_aside
    assert _answers(cast)["account"] == "What was done on 1.a."


def test_what_is_typed_after_the_contribution_was_handed_over_is_kept_aside(cast: Cast) -> None:
    full = {"account": "A", "progress": "on_track", "value:1.1::number": "1"}
    _save(cast, 1, **full)
    submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    saved = _save(cast, 2, "contributor", **{**full, "account": "One more sentence"})

    assert saved.is_kept_aside
    assert KeptAside.objects.get().answers["account"] == "One more sentence"


def test_nobody_submits_while_their_own_words_wait_beside(cast: Cast) -> None:
    _save(cast, 1, "contributor", account="Theirs")
    _save(cast, 1, account="Mine")

    with pytest.raises(Refused, match="not joined yet"):
        submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)


def test_the_same_words_from_an_older_page_are_no_quarrel(cast: Cast) -> None:
    typed = Typed({"account": "The same."}, 1)
    save_draft(by=cast.contributor, at=NOON, contribution=cast.draft, typed=typed)
    saved = save_draft(
        by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed, join=False
    )

    assert not saved.is_kept_aside
    assert not KeptAside.objects.exists()
