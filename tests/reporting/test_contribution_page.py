"""Can a department write its contribution in the browser, and see what became of it?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.reporting.actions import Typed, save_draft
from suivi.reporting.models import Contribution, KeptAside, Turn
from suivi.reporting.states import Status
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
FULL = {"account": "Trained 24.", "progress": "on_track", "value:1.1::number": "24", "base": "1"}


def _address(cast: Cast, name: str = "contribution", *more: str, year: int = 2014) -> str:
    return reverse(name, args=[cast.plan.slug, year, "1.a", "defence", *more])


def test_the_page_shows_the_question_and_last_year_beside_this_year(
    cast: Cast, signed_in: Browser
) -> None:
    page = signed_in(cast.focal_point).get(_address(cast)).content.decode()

    assert "Train staff." in page
    assert "What was said for 2013" in page
    assert 'name="value:1.1::number"' in page


def test_saving_keeps_the_text_and_says_so(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast), {"account": "Half a sentence", "base": "1", "save": "1"}, follow=True
    )

    assert "Saved." in answer.content.decode()
    assert "Half a sentence" in answer.content.decode()


def test_submitting_leads_on_to_the_rest_of_the_work(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(_address(cast), {**FULL, "submit": "1"})

    assert answer.headers["Location"] == reverse("my-work")
    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.SUBMITTED


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    cast: Cast, signed_in: Browser
) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast), {**FULL, "value:1.1::number": "n.a.", "submit": "1"}
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "“n.a.” is not a number; write it as 1,234, or choose a reason." in page
    assert 'value="n.a."' in page
    assert "Trained 24." in page


def test_a_number_is_read_in_the_language_of_the_page(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    client.post(f"/nl{_address(cast)}", {**FULL, "value:1.1::number": "1.234", "submit": "1"})

    assert cast.measure.values.get(period=cast.period).number == 1234


def test_typing_is_kept_and_the_page_goes_on_from_the_new_version(
    cast: Cast, signed_in: Browser
) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast, "contribution-autosave"), {"account": "Typing", "base": "1"}
    )

    assert 'name="base" value="2"' in answer.content.decode()


def test_typing_beside_somebody_elses_save_is_kept_aside_and_leads_to_both(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    save_draft(
        by=cast.contributor, at=NOON, contribution=cast.draft, typed=Typed({"account": "B"}, 1)
    )
    answer = client.post(_address(cast, "contribution-autosave"), {"account": "A", "base": "1"})

    assert _address(cast, "contribution-join") in answer.content.decode()
    page = client.get(_address(cast, "contribution-join")).content.decode()
    assert ">A<" in page
    assert ">B<" in page


def test_joining_two_texts_saves_what_the_person_made_of_them(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    save_draft(
        by=cast.contributor, at=NOON, contribution=cast.draft, typed=Typed({"account": "B"}, 1)
    )
    client.post(_address(cast), {"account": "A", "base": "1", "save": "1"})
    client.post(_address(cast, "contribution-join"), {"account": "A and B", "base": "2"})

    assert not KeptAside.objects.exists()
    assert "A and B" in client.get(_address(cast)).content.decode()


def test_what_was_joined_is_kept_when_somebody_saves_again_and_again(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    join = _address(cast, "contribution-join")
    _saved_by_another(cast, "B", 1)
    client.post(_address(cast), {"account": "A", "base": "1", "save": "1"})
    _saved_by_another(cast, "C", 2)
    client.post(join, {"account": "A and B", "base": "2"})
    assert ">A and B<" in client.get(join).content.decode()

    _saved_by_another(cast, "D", 3)
    client.post(join, {"account": "A, B and C", "base": "3"})
    page = client.get(join).content.decode()
    assert ">A, B and C<" in page
    assert ">D<" in page
    client.post(join, {"account": "All four", "base": "4"})
    assert not KeptAside.objects.exists()


def _saved_by_another(cast: Cast, account: str, base: int) -> None:
    typed = Typed({"account": account}, base)
    save_draft(by=cast.contributor, at=NOON, contribution=cast.draft, typed=typed)


def test_a_page_without_its_version_is_refused(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(_address(cast), {"account": "x"})

    assert answer.status_code == 403
    assert "open it again" in answer.content.decode()


def test_the_clearing_officer_clears_and_the_coordinator_accepts(
    cast: Cast, signed_in: Browser
) -> None:
    signed_in(cast.focal_point).post(_address(cast), {**FULL, "submit": "1"})
    signed_in(cast.clearing_officer).post(_address(cast, "contribution-move", "clear"))
    signed_in(cast.coordinator).post(_address(cast, "contribution-move", "accept"))

    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.ACCEPTED


def test_the_coordinators_note_stands_on_the_departments_page(
    cast: Cast, signed_in: Browser
) -> None:
    signed_in(cast.focal_point).post(_address(cast), {**FULL, "submit": "1"})
    signed_in(cast.clearing_officer).post(
        _address(cast, "contribution-move", "send_back"), {"note": "Which course was it?"}
    )

    assert (
        "Which course was it?" in signed_in(cast.focal_point).get(_address(cast)).content.decode()
    )


def test_sending_back_without_a_note_says_so_on_the_page(cast: Cast, signed_in: Browser) -> None:
    address = reverse("contribution-move", args=["small-plan", 2014, "1.b", "justice", "send_back"])
    answer = signed_in(cast.coordinator).post(address, {"note": ""})

    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()


def test_another_departments_draft_does_not_exist(cast: Cast, signed_in: Browser) -> None:
    assert signed_in(cast.other_focal_point).get(_address(cast)).status_code == 404


def test_an_unknown_move_does_not_exist(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.coordinator).post(_address(cast, "contribution-move", "publish"))

    assert answer.status_code == 404


def test_whoever_was_signed_out_while_writing_gets_the_words_back(
    cast: Cast, signed_in: Browser
) -> None:
    answer = signed_in(cast.anonymous).post(
        _address(cast), {"account": "A long text that took an hour.", "base": "1", "save": "1"}
    )

    assert answer.status_code == 401
    assert "A long text that took an hour." in answer.content.decode()


def test_the_same_page_saving_twice_is_one_person_not_two(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    page = {"base": "1", "window": "one page"}
    client.post(
        _address(cast, "contribution-autosave"), {**page, "account": "First.", "moment": "1"}
    )
    answer = client.post(
        _address(cast), {**page, "account": "First. Second.", "moment": "2", "save": "1"}
    )

    assert answer.headers["Location"] == _address(cast)
    assert "First. Second." in client.get(_address(cast)).content.decode()
    assert not KeptAside.objects.exists()


def test_what_a_page_sent_earlier_and_arrives_later_changes_nothing(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    page = {"base": "1", "window": "one page"}
    client.post(_address(cast), {**page, "account": "Newest.", "moment": "2", "save": "1"})
    client.post(
        _address(cast, "contribution-autosave"), {**page, "account": "Older.", "moment": "1"}
    )

    assert "Newest." in client.get(_address(cast)).content.decode()


def test_two_windows_of_one_person_keep_both_texts(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    save_draft(
        by=cast.contributor, at=NOON, contribution=cast.draft, typed=Typed({"account": "B"}, 1)
    )
    for window in ("two", "three"):
        client.post(
            _address(cast, "contribution-autosave"),
            {"account": f"Text {window}", "base": "1", "window": window, "moment": "1"},
        )

    assert {each.answers["account"] for each in KeptAside.objects.all()} == {
        "Text two",
        "Text three",
    }


def test_a_join_is_read_before_it_is_submitted(cast: Cast, signed_in: Browser) -> None:
    save_draft(
        by=cast.contributor,
        at=NOON,
        contribution=cast.draft,
        typed=Typed({**_first(cast), "obstacles": "Do not submit yet."}, 1),
    )
    signed_in(cast.focal_point).post(_address(cast), {**FULL, **_first(cast), "submit": "1"})

    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.DRAFT


def _first(cast: Cast) -> dict[str, str]:
    """What the draft says at first."""
    return {"account": cast.draft.account, "progress": "on_track"}


def test_what_is_emptied_while_joining_stays_empty(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    save_draft(
        by=cast.contributor, at=NOON, contribution=cast.draft, typed=Typed({"account": "B"}, 1)
    )
    client.post(_address(cast), {"account": "A", "base": "1", "save": "1"})
    client.post(_address(cast, "contribution-join"), {"account": "", "base": "2"})

    page = client.get(_address(cast)).content.decode()
    assert ">A<" not in page
    assert ">B<" not in page


@pytest.mark.parametrize("base", ["²", "9" * 5000, "99", "-1", ""])
def test_a_version_that_never_was_is_refused(cast: Cast, signed_in: Browser, base: str) -> None:
    answer = signed_in(cast.focal_point).post(_address(cast), {"account": "x", "base": base})

    assert answer.status_code == 403


@pytest.mark.parametrize("number", ["9" * 16, "9223372036854775808", "9" * 4301, "-5", "1.5"])
def test_a_number_that_cannot_be_is_said(cast: Cast, signed_in: Browser, number: str) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast), {**FULL, "value:1.1::number": number, "submit": "1"}
    )

    assert answer.status_code == 422


def test_notes_and_names_stay_between_department_and_coordinators(
    cast: Cast, signed_in: Browser
) -> None:
    Turn.objects.create(
        contribution=cast.published,
        verb="send_back",
        status="sent_back",
        version=1,
        at=NOON,
        note="For the department alone.",
        by=cast.coordinator,
    )
    address = _address(cast, year=2013)

    assert "For the department alone." in signed_in(cast.focal_point).get(address).content.decode()
    for name in ("reader", "civil_society", "other_focal_point"):
        page = signed_in(cast.member(name)).get(address).content.decode()
        assert "For the department alone." not in page


def test_what_was_moved_is_named(cast: Cast, signed_in: Browser) -> None:
    address = reverse("contribution-move", args=["small-plan", 2014, "1.b", "justice", "accept"])
    page = signed_in(cast.coordinator).post(address, follow=True).content.decode()
    assert "1.b, Justice – Accepted." in page
