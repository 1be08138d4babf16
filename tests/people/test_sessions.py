"""Does a person see where they are signed in, and can they end it?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from suivi.audit.models import Event
from suivi.people.devices import device
from suivi.people.models import Person, Session
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"


@pytest.fixture
def ann() -> Person:
    """Someone with a password."""
    return factories.make_person("Ann", email="ann@example.org")


def browser_of(person: Person, user_agent: str = FIREFOX) -> Client:
    """A browser in which somebody has signed in on the page."""
    client = Client(headers={"user-agent": user_agent})
    facts = {"login": person.email, "password": factories.PASSWORD}
    assert client.post("/accounts/login/", facts).status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    """Whether a closed page opens."""
    return client.get("/my-work/").status_code == 200


def test_every_browser_is_listed_this_one_first(ann: Person) -> None:
    browser_of(ann, SAFARI)
    here = browser_of(ann)
    page = here.get(PAGE)

    found = [(each.session.device, each.is_this_one) for each in page.context["sessions"]]
    assert found == [("Firefox, Windows", True), ("Safari, iPhone", False)]


def test_the_page_shows_no_key_with_which_a_session_could_be_taken(ann: Person) -> None:
    browser_of(ann, SAFARI)
    page = browser_of(ann).get(PAGE).content.decode()
    assert [row.pk for row in Session.objects.order_by("pk") if row.pk in page] == []


def test_one_session_is_ended_and_the_others_stay(ann: Person) -> None:
    phone, office, here = browser_of(ann, SAFARI), browser_of(ann), browser_of(ann)
    found = here.get(PAGE).context["sessions"]
    code = next(each.code for each in found if each.session.device.startswith("Safari"))
    assert here.post(PAGE, {"session": code}).status_code == 302

    assert [is_signed_in(each) for each in (phone, office, here)] == [False, True, True]
    assert Event.objects.get(verb="end_sessions").facts == {"ended": 1}


def test_all_others_are_ended_at_once(ann: Person) -> None:
    phone, office, here = browser_of(ann, SAFARI), browser_of(ann), browser_of(ann)
    here.post(PAGE)
    assert [is_signed_in(each) for each in (phone, office, here)] == [False, False, True]


def test_nobody_ends_the_session_of_somebody_else(ann: Person) -> None:
    here = browser_of(ann)
    other = browser_of(factories.make_person())
    code = other.get(PAGE).context["sessions"][0].code
    assert here.post(PAGE, {"session": code}).status_code == 404
    assert is_signed_in(other)


def test_a_new_password_ends_all_others(ann: Person) -> None:
    phone, here = browser_of(ann, SAFARI), browser_of(ann)
    new = "quite another sentence"
    facts = {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    here.post("/accounts/password/change/", facts)

    assert [is_signed_in(each) for each in (phone, here)] == [False, True]
    assert len(here.get(PAGE).context["sessions"]) == 1


def test_when_a_session_was_last_used_is_noted_every_few_minutes(ann: Person) -> None:
    here = browser_of(ann)
    session = here.session
    long_ago = timezone.now() - timedelta(hours=3)
    session["seen_at"] = long_ago.isoformat()
    session.save()
    here.get("/my-work/")
    noted = Session.objects.get(person=ann).seen_at
    here.get("/my-work/")

    assert noted is not None
    assert noted > long_ago + timedelta(hours=2)
    assert Session.objects.get(person=ann).seen_at == noted


def test_what_has_expired_is_forgotten_at_the_next_sign_in(ann: Person) -> None:
    browser_of(ann, SAFARI)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    browser_of(ann)
    assert [row.device for row in Session.objects.filter(person=ann)] == ["Firefox, Windows"]


def test_a_device_that_says_nothing_known_is_called_nothing() -> None:
    assert device("curl/8") == ""
    assert device(f"{FIREFOX} Edg/128") == "Edge, Windows"
