"""Does the coordinator's desk show what is missing, keep every word, and publish?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from suivi.plans.models import Role
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import MEMBERS, Cast
from tests.publications import year

SignIn = Callable[[Any], Client]
DESK = "/reports/small-plan/2014/desk/"
PAGES = ("", "publish/", "preview/", "preview.pdf")
# Outside the plan its desk does not exist; inside it the coordinators alone may come in.
ANSWERS = {"anonymous": 302, "stranger": 404, "administrator": 404, "coordinator": 200}


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("page", PAGES)
def test_the_desk_is_the_coordinators(cast: Cast, signed_in: SignIn, name: str, page: str) -> None:
    answer = signed_in(cast.member(name)).get(f"{DESK}{page}")
    assert answer.status_code == ANSWERS.get(name, 403)


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != "coordinator"])
@pytest.mark.parametrize("page", ["", "publish/", "files/"])
def test_nobody_else_changes_anything(cast: Cast, signed_in: SignIn, name: str, page: str) -> None:
    report = year.full_year(cast).report
    answer = signed_in(cast.member(name)).post(f"{DESK}{page}", {"version": 1})
    assert answer.status_code in {302, 403, 404}
    report.refresh_from_db()
    assert (report.version, report.published_at) == (1, None)


def test_reading_the_desk_makes_no_report(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.coordinator).get(DESK).content.decode()
    assert "First report to parliament, 2014" in page
    assert not Report.objects.exists()


def test_it_says_what_is_missing_and_where(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.coordinator).get(DESK).content.decode()
    assert "Introduction: not written in English." in page
    assert "Introduction: not written in French, Dutch or German." in page
    assert "Defence: 1 contribution is not accepted (1 draft)." in page
    assert "Justice: 1 contribution is not accepted (1 submitted)." in page
    assert "No contribution on this year is accepted yet." in page
    assert "/board/small-plan/2014/" in page
    assert f"{DESK}publish/" not in page


def test_it_warns_of_a_figure_that_the_others_give_away(cast: Cast, signed_in: SignIn) -> None:
    for category, facts in (
        ({}, {"number": 10}),
        ({"sex": "men"}, {"number": 7}),
        ({"sex": "women"}, {"absence": "confidential"}),
    ):
        factories.make_value(cast.measure, cast.body, cast.period, category=category, **facts)
    page = signed_in(cast.coordinator).get(DESK).content.decode()
    assert "Line 1.a, Defence: the figure that cannot be disclosed follows from the total" in page


def test_texts_are_saved_and_shown_again(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    answer = browser.post(
        DESK, {"version": 0, "introduction_en": "One.\r\n\r\nTwo.", "achievements_fr": "Trois."}
    )
    assert answer.status_code == 302
    report = Report.objects.get()
    assert report.introduction.texts == {"en": "One.\n\nTwo."}
    assert report.achievements.texts == {"fr": "Trois."}
    page = browser.get(DESK).content.decode()
    assert 'name="version" value="1"' in page
    assert "Two.</textarea>" in page


def test_a_stale_save_shows_both_texts_and_loses_neither(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    browser.post(DESK, {"version": 0, "introduction_en": "Theirs."})
    answer = browser.post(DESK, {"version": 0, "introduction_en": "Mine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine.</textarea>" in page
    assert "Theirs." in page
    assert 'name="version" value="1"' in page
    browser.post(DESK, {"version": 1, "introduction_en": "Ours."})
    assert Report.objects.get().introduction.texts == {"en": "Ours."}


@pytest.mark.parametrize("sent", [{}, {"version": "x"}, {"version": -1}])
def test_a_faulty_field_is_said_and_nothing_is_lost(
    cast: Cast, signed_in: SignIn, sent: dict[str, object]
) -> None:
    answer = signed_in(cast.coordinator).post(DESK, {**sent, "introduction_en": "Mine."})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert "Mine.</textarea>" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_text_that_is_too_long_is_refused_and_kept_in_its_field(
    cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in(cast.coordinator)
    long = "x" * 20_001
    answer = browser.post(DESK, {"version": 0, "introduction_fr": long, "introduction_en": "Mine."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This text has 20001 characters; at most 20000 fit." in page
    assert f"{long}</textarea>" in page
    assert "Mine.</textarea>" in page
    assert not Report.objects.exists()


def test_a_text_that_just_fits_is_saved(cast: Cast, signed_in: SignIn) -> None:
    fits = "\r\n".join(["x" * 9_999, "y" * 10_000])
    browser = signed_in(cast.coordinator)
    assert browser.post(DESK, {"version": 0, "introduction_en": fits}).status_code == 302
    assert len(Report.objects.get().introduction.texts["en"]) == 20_000


def test_a_letter_that_no_database_holds_is_dropped(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    assert browser.post(DESK, {"version": 0, "introduction_en": "M\x00ine."}).status_code == 302
    assert Report.objects.get().introduction.texts == {"en": "Mine."}


AUTOSAVE = f"{DESK}autosave/"


def typing(text: str, version: int = 0, window: str = "a", moment: int = 1) -> dict[str, object]:
    """What a page sends while somebody types the English introduction."""
    return {"version": version, "window": window, "moment": moment, "introduction_en": text}


def test_texts_are_saved_while_they_are_typed(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    answer = browser.post(AUTOSAVE, typing("Half a sent"))
    assert answer.status_code == 200
    assert "Saved at" in answer.content.decode()
    assert 'name="version" value="1"' in answer.content.decode()
    assert "Half a sent</textarea>" in browser.get(DESK).content.decode()


def test_the_same_page_never_collides_with_itself(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    browser.post(AUTOSAVE, typing("One", moment=1))
    browser.post(AUTOSAVE, typing("One two three", moment=3))
    late = browser.post(AUTOSAVE, typing("One two", moment=2))
    assert "Saved at" in late.content.decode()
    assert Report.objects.get().introduction.texts == {"en": "One two three"}


def test_what_collides_while_typing_is_kept_and_stands_beside_the_other_after_a_reload(
    cast: Cast, signed_in: SignIn
) -> None:
    other = factories.make_person("Other coordinator")
    factories.make_membership(cast.plan, other, cast.body, Role.COORDINATOR)
    theirs, mine = signed_in(other), signed_in(cast.coordinator)
    theirs.post(AUTOSAVE, typing("Theirs.", window="b"))
    answer = mine.post(AUTOSAVE, typing("Mine."))
    assert "Your text is kept beside theirs" in answer.content.decode()
    assert Report.objects.get().introduction.texts == {"en": "Theirs."}
    page = mine.get(DESK).content.decode()
    assert "Mine.</textarea>" in page
    assert "Theirs." in page
    assert "Mine." not in theirs.get(DESK).content.decode()
    (aside,) = re.findall(r'name="aside" value="(\d+)"', page)
    joined = {**typing("Theirs. Mine.", version=1, window="c"), "aside": aside}
    assert mine.post(DESK, joined).status_code == 302
    assert Report.objects.get().introduction.texts == {"en": "Theirs. Mine."}
    assert "theirs stands beside it" not in mine.get(DESK).content.decode()


def test_a_save_that_collides_is_there_after_a_reload(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.coordinator)
    browser.post(DESK, typing("Theirs.", window="b"))
    assert browser.post(DESK, typing("Mine.")).status_code == 409
    assert "Mine.</textarea>" in browser.get(DESK).content.decode()


def test_words_sent_after_the_session_ended_are_handed_back(cast: Cast, client: Client) -> None:
    answer = client.post(DESK, typing("Words of mine."))
    assert answer.status_code == 401
    assert "Words of mine." in answer.content.decode()


def test_a_text_too_long_to_be_saved_while_typing_says_so(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.coordinator).post(AUTOSAVE, typing("x" * 20_001))
    assert "a text is too long" in answer.content.decode()
    assert not Report.objects.exists()


def test_publishing_asks_once_more_and_then_does_it(cast: Cast, signed_in: SignIn) -> None:
    year.full_year(cast)
    browser = signed_in(cast.coordinator)
    asked = browser.get(f"{DESK}publish/").content.decode()
    assert "Publish it now" in asked
    assert "Justice: 1 contribution is not accepted (1 submitted)." in asked
    assert browser.post(f"{DESK}publish/").status_code == 302
    report = Report.objects.get()
    assert report.published_at is not None
    assert report.published_at <= timezone.now()
    page = browser.get(DESK).content.decode()
    assert "being made" in page
    assert "Order the missing files again" in page
    assert browser.post(f"{DESK}files/").status_code == 302


def test_a_button_that_does_nothing_says_why(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.coordinator).get(f"{DESK}publish/").content.decode()
    assert "Publish it now" not in page
    assert "The introduction is not written yet." in page
    assert signed_in(cast.coordinator).post(f"{DESK}publish/").status_code == 403


def test_the_preview_shows_what_would_be_published(cast: Cast, signed_in: SignIn) -> None:
    year.full_year(cast)
    browser = signed_in(cast.coordinator)
    page = browser.get(f"{DESK}preview/").content.decode()
    assert "Draft: this report is not published yet." in page
    assert "Les formatrices ont été recrutées." in page
    assert "Unfinished words of Justice." not in page
    assert browser.get(f"{DESK}preview.pdf").content.startswith(b"%PDF-1.7")


def test_a_year_that_was_never_opened_has_no_desk(cast: Cast, signed_in: SignIn) -> None:
    factories.make_period(cast.plan, 2016, is_open=False)
    browser = signed_in(cast.coordinator)
    assert browser.get("/reports/small-plan/2016/desk/").status_code == 403
    assert browser.get("/reports/small-plan/2017/desk/").status_code == 404


def test_everything_accepted_leaves_nothing_missing(cast: Cast, signed_in: SignIn) -> None:
    year.full_year(cast)
    Contribution.objects.of_period(cast.period).update(status=Status.ACCEPTED)
    page = signed_in(cast.coordinator).get(DESK).content.decode()
    assert "not accepted" not in page
    assert f"{DESK}publish/" in page
