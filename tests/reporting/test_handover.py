"""Does a new focal point find on one page what is theirs, and is nothing of a leaver lost?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.plans.actions.memberships import Newcomer, hand_over_role
from suivi.plans.models import Membership, Role
from suivi.reporting.actions import Typed, save_draft, take_up_aside
from suivi.reporting.models import KeptAside
from suivi.reporting.queries.handover import BEGINNING, beginning
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast

NOON = datetime(2015, 3, 2, 12, tzinfo=UTC)
PAGE = "/plans/small-plan/handover/defence/"
Browser = Callable[[Any], Client]


def text_of(client: Client) -> str:
    """The page as it is read."""
    return client.get(PAGE).content.decode()


def kept_aside(cast: Cast) -> KeptAside:
    """What the focal point typed while the contributor saved the same words."""
    for person, words in ((cast.contributor, "Saved first."), (cast.focal_point, "Typed beside.")):
        typed = Typed({"account": words}, 1, window=person.name)
        save_draft(by=person, at=NOON, contribution=cast.draft, typed=typed, join=False)
    return KeptAside.objects.get(person=cast.focal_point)


def leave(cast: Cast) -> None:
    """The focal point hands over to the stranger."""
    membership = Membership.objects.get(person=cast.focal_point)
    who = Newcomer(cast.stranger.email)
    hand_over_role(by=cast.focal_point, at=NOON, membership=membership, who=who)


def test_the_page_tells_what_is_due_what_was_said_who_wrote_and_who_clears(
    cast: Cast, signed_in: Browser
) -> None:
    cast.period.due_on = date(2015, 4, 30)
    cast.period.save()
    cast.published.next_steps = "A second course will follow in May."
    cast.published.save()
    cast.draft.changed_by = cast.contributor
    cast.draft.save()
    page = text_of(signed_in(cast.focal_point))

    assert "due on 30 April 2015" in page
    assert "What was done on 1.a." in page
    assert "A second course will follow in May." in page
    assert "Contributor" in page
    assert "Clearing officer" in page
    assert "/board/small-plan/2014/workbook/defence/" in page


def test_only_what_was_published_is_told_of_earlier_years(cast: Cast, signed_in: Browser) -> None:
    cast.published.status = Status.ACCEPTED
    cast.published.save()
    assert "Nothing was published yet." in text_of(signed_in(cast.focal_point))


def test_the_successor_finds_the_drafts_and_the_name_of_the_predecessor(
    cast: Cast, signed_in: Browser
) -> None:
    leave(cast)
    page = text_of(signed_in(cast.stranger))
    assert "Focal point <span" in page
    assert signed_in(cast.stranger).get("/board/small-plan/2014/1.a/defence/").status_code == 200
    assert signed_in(cast.focal_point).get(PAGE).status_code == 404


def test_a_leavers_words_are_shown_taken_up_and_joined(cast: Cast, signed_in: Browser) -> None:
    aside = kept_aside(cast)
    leave(cast)
    browser = signed_in(cast.stranger)
    assert "Typed beside." in text_of(browser)

    taken = browser.post(f"{PAGE}{aside.pk}/")
    assert taken.headers["Location"] == "/board/small-plan/2014/1.a/defence/join/"
    assert "Typed beside." in browser.get(taken.headers["Location"]).content.decode()
    assert Event.objects.get(verb="take_up_aside").facts["leaver"] == cast.focal_point.pk
    assert "Words left behind" not in text_of(browser)


def test_words_of_somebody_who_writes_here_stay_theirs(cast: Cast) -> None:
    aside = kept_aside(cast)
    with pytest.raises(Refused, match="still writes here"):
        take_up_aside(by=cast.contributor, at=NOON, aside=aside)


def test_a_department_administrator_sees_states_and_no_drafts(
    cast: Cast, signed_in: Browser
) -> None:
    kept_aside(cast)
    leave(cast)
    page = text_of(signed_in(cast.department_administrator))
    assert "draft" in page
    assert "Typed beside." not in page
    assert "/board/small-plan/2014/1.a/defence/" not in page


def test_before_the_first_year_the_lines_of_the_plan_are_told(
    cast: Cast, signed_in: Browser
) -> None:
    other = factories.make_plan("new-plan")
    line = factories.make_provision(
        other, "9.a", parent=factories.make_provision(other, "9"), text="Begin."
    )
    factories.make_responsibility(line, cast.body)
    factories.make_membership(other, cast.focal_point, cast.body, Role.FOCAL_POINT)
    page = signed_in(cast.focal_point).get("/plans/new-plan/handover/defence/").content.decode()
    assert "no year is open" in page
    assert "Begin." in page


def test_a_body_that_the_plan_does_not_know_has_no_page(cast: Cast, signed_in: Browser) -> None:
    factories.make_body("fisheries")
    browser = signed_in(cast.coordinator)
    assert browser.get("/plans/small-plan/handover/fisheries/").status_code == 404


def test_a_text_begins_with_whole_sentences_where_they_fit() -> None:
    assert beginning("Short.") == "Short."
    long = "One sentence here. " * 30
    assert beginning(long).endswith("here. …")
    assert len(beginning("x" * 1000)) <= BEGINNING + 2


@pytest.mark.parametrize("more", [0, 20])
def test_the_page_asks_as_much_of_the_database_for_many_lines_as_for_few(
    cast: Cast,
    signed_in: Browser,
    django_assert_num_queries: DjangoAssertNumQueries,
    more: int,
) -> None:
    for number in range(more):
        line = factories.make_provision(cast.plan, f"1.x{number}", parent=cast.goal)
        factories.make_responsibility(line, cast.body)
        factories.make_contribution(line, cast.body, cast.period)
        factories.make_contribution(line, cast.body, cast.last_year, status=Status.PUBLISHED)
    browser = signed_in(cast.focal_point)
    with django_assert_num_queries(14):
        browser.get(PAGE)
