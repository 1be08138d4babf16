"""Can the subjects above offer entries, and does an address that is missing do no harm?"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from suivi.people.models import Person
from suivi.ui import navigation
from suivi.ui.navigation import Entry, entries, entry


@pytest.fixture(autouse=True)
def _offers_of_this_test_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_offers", [])
    yield


def request(path: str = "/", person: Person | None = None) -> HttpRequest:
    """A request by a person, or by a visitor."""
    made = RequestFactory().get(path)
    made.user = person or AnonymousUser()
    return made


def board(_request: HttpRequest) -> list[Entry]:
    """What a subject may offer."""
    return [Entry("Board 2014", "/board/x/2014/")]


def test_a_missing_address_gives_no_entry() -> None:
    assert entry(request(), "Moon", "moon") == []


def test_the_entry_of_where_one_is_says_so() -> None:
    marked = {str(each.text): each.is_current for each in entries(request("/plans/x/1.a/"))}
    assert marked == {
        "Plans": True,
        "Activities": False,
        "Reports": False,
        "Frameworks": False,
    }


def test_what_subjects_offer_is_for_people_who_signed_in() -> None:
    navigation.offer(board)
    navigation.offer(board)
    person = Person(email="ann@example.org", name="Ann")
    names = [str(each.text) for each in entries(request(person=person))]
    assert names == ["My work", "Board 2014", "Plans", "Activities", "Reports", "Frameworks"]
    assert "Board 2014" not in [str(each.text) for each in entries(request())]
