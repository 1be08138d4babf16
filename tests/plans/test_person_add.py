"""Can an administrator let the first people in, from the command line?"""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from suivi.audit.models import Event
from suivi.people.models import Person
from suivi.plans.models import Membership
from tests.cast import Cast

ROLE = {"plan": "small-plan", "body": "defence", "role": "contributor"}


def test_somebody_new_chooses_a_password_and_signs_in(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("person_add", "new@example.org", name="New Colleague", **ROLE)
    way_in = re.search(r"http://[^/]+(/\S+)", capsys.readouterr().out)
    assert way_in is not None
    browser = Client()
    page = browser.get(way_in.group(1), follow=True)
    form = page.redirect_chain[-1][0]
    browser.post(form, {"password1": "long enough to keep", "password2": "long enough to keep"})

    assert browser.login(email="new@example.org", password="long enough to keep")
    assert Membership.objects.get(person__email="new@example.org").role == "contributor"


def test_letting_in_and_giving_a_role_are_two_events(cast: Cast) -> None:
    before = Event.objects.count()
    call_command("person_add", "new@example.org", name="New Colleague", **ROLE)

    verbs = Event.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[before:] == ["add_person", "give_role"]


def test_somebody_who_is_there_gets_the_role(cast: Cast) -> None:
    call_command("person_add", "STRANGER@example.org", **ROLE)

    assert Membership.objects.filter(person=cast.stranger, role="contributor").exists()


@pytest.mark.parametrize(
    ("email", "options", "sentence"),
    [
        ("nonsense", {"name": "X"}, "Enter a valid email address"),
        ("new@example.org", {}, "Say who it is"),
        ("new@example.org", {"name": "X", "plan": "small-plan"}, "together"),
        ("new@example.org", {"name": "X", **ROLE, "plan": "none"}, "There is no plan 'none'"),
        ("new@example.org", {"name": "X", **ROLE, "body": "none"}, "There is no body 'none'"),
        ("contributor@example.org", ROLE, "has this role here already"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_added(
    cast: Cast, email: str, options: dict[str, str], sentence: str
) -> None:
    people = Person.objects.count()
    with pytest.raises(CommandError, match=sentence):
        call_command("person_add", email, **options)

    assert Person.objects.count() == people


def test_somebody_with_a_password_gets_no_new_way_in(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    cast.stranger.set_password("long enough to keep")
    cast.stranger.save()
    call_command("person_add", cast.stranger.email, **ROLE)

    said = capsys.readouterr().out
    assert "is here already." in said
    assert "A password is chosen already" in said
    assert "http" not in said


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"name": "Somebody Else"}, "the name is"),
        ({"administrator": True}, "no administrator"),
        ({"language": "de"}, "the language is"),
    ],
)
def test_what_contradicts_somebody_who_is_there_is_refused(
    cast: Cast, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("person_add", cast.stranger.email, **ROLE, **options)
    assert not Membership.objects.filter(person=cast.stranger).exists()


@pytest.mark.parametrize("name", ["Two\nlines", "Bell\x07", "Turned\u202eback", "  "])
def test_a_name_stands_on_one_line(db: None, name: str) -> None:
    with pytest.raises(CommandError, match="A name stands on one line"):
        call_command("person_add", "new@example.org", name=name)
    assert not Person.objects.exists()
