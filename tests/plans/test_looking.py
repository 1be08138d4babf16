"""Does a look as somebody else show what they see, and never more, and never let anybody act?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.actions.looking import begin_look
from suivi.plans.actions.memberships import end_role
from suivi.plans.middleware import ENDS_A_LOOK
from suivi.plans.models import Membership, Role
from suivi.plans.policies import SHOWN_TO_ONLOOKERS
from tests import factories
from tests.cast import Cast
from tests.house.access import ADDRESSES
from tests.house.scene import Address, set_scene

NOON = datetime(2015, 3, 2, 12, tzinfo=UTC)
Browser = Callable[[Any], Client]
WORDS = "Nothing can be changed."


def of(person: Person, cast: Cast) -> Membership:
    """The role of somebody in the small plan."""
    return Membership.objects.get(person=person, plan=cast.plan)


@pytest.fixture
def onlooker(cast: Cast, signed_in: Browser) -> Client:
    """The coordinator, looking as the focal point of Defence."""
    client = signed_in(cast.coordinator)
    pk = of(cast.focal_point, cast).pk
    assert client.post(f"/plans/small-plan/people/{pk}/look/").status_code == 302
    return client


def test_every_page_says_so_and_whose_work_is_seen(cast: Cast, onlooker: Client) -> None:
    page = onlooker.get("/my-work/").content.decode()
    assert WORDS in page
    assert "Focal point sees it" in page
    assert "/board/small-plan/2014/1.a/defence/" in page
    assert WORDS in onlooker.get("/nowhere/").content.decode()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_nothing_unsafe_passes_at_any_address(
    cast: Cast, onlooker: Client, address: Address
) -> None:
    if address.name in ENDS_A_LOOK:
        return
    scene = set_scene(cast)
    path = reverse(address.name, kwargs=address.place(scene))
    before = Event.objects.count()
    send = onlooker.post, onlooker.put, onlooker.patch, onlooker.delete
    answers = [onlooker.post(path, address.facts(scene)), *(each(path) for each in send)]

    assert {answer.status_code for answer in answers} == {403}
    assert all("Stop first." in answer.content.decode() for answer in answers)
    assert Event.objects.count() == before


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_a_page_of_the_plan_answers_as_to_the_member_and_all_others_are_closed(
    cast: Cast, onlooker: Client, address: Address
) -> None:
    scene = set_scene(cast)
    place = address.place(scene)
    named = place.get("plan", place.get("slug")) == cast.plan.slug
    with transaction.atomic():
        answer = onlooker.get(reverse(address.name, kwargs=place))
        transaction.set_rollback(True)
    if answer.streaming:
        b"".join(answer)
    if named or address.name in SHOWN_TO_ONLOOKERS:
        [expected] = [code for code, names in address.get.items() if "focal_point" in names]
        assert answer.status_code == expected
    elif address.name not in ENDS_A_LOOK:
        assert answer.status_code == 403


def test_the_account_of_the_person_is_never_shown(onlooker: Client) -> None:
    for path in ("/accounts/sessions/", "/accounts/2fa/", "/accounts/password/change/"):
        assert onlooker.get(path).status_code == 403


def test_other_plans_of_the_person_stay_closed(cast: Cast, onlooker: Client) -> None:
    other = factories.make_plan("secret-plan", is_public=False)
    factories.make_membership(other, cast.focal_point, cast.body, Role.COORDINATOR)

    assert onlooker.get("/plans/secret-plan/").status_code == 403
    assert "secret-plan" not in onlooker.get("/my-work/").content.decode()


def test_a_coordinator_loses_the_own_rights_meanwhile(onlooker: Client) -> None:
    assert onlooker.get("/board/small-plan/2014/").status_code == 403
    assert onlooker.get("/board/small-plan/2014/1.b/justice/").status_code == 404


def test_stopping_gives_them_back_and_both_ends_are_events(cast: Cast, onlooker: Client) -> None:
    assert onlooker.post("/look/stop/").headers["Location"] == "/plans/small-plan/people/"
    page = onlooker.get("/board/small-plan/2014/")
    assert page.status_code == 200
    assert WORDS not in page.content.decode()
    told = Event.objects.order_by("number").values_list("verb", "person", "object")
    by, whose = f"person:{cast.coordinator.pk}", f"person:{cast.focal_point.pk}"
    assert list(told) == [("begin_look", by, whose), ("end_look", by, whose)]


def test_signing_out_ends_a_look_too(onlooker: Client) -> None:
    onlooker.post("/accounts/logout/")
    assert onlooker.get("/my-work/").status_code == 302


def test_a_look_ends_with_the_role_of_either(cast: Cast, onlooker: Client) -> None:
    other = factories.make_person()
    factories.make_membership(cast.plan, other, cast.body, Role.COORDINATOR)
    end_role(by=other, at=NOON, membership=of(cast.coordinator, cast))

    page = onlooker.get("/my-work/").content.decode()
    assert WORDS not in page
    assert "Coordinator" in page


def test_a_look_ends_when_the_member_leaves(cast: Cast, onlooker: Client) -> None:
    facts: dict[str, Any] = {"membership": of(cast.focal_point, cast), "orphaning": True}
    end_role(by=cast.coordinator, at=NOON, **facts)
    assert WORDS not in onlooker.get("/my-work/").content.decode()


@pytest.mark.parametrize("name", ["focal_point", "department_administrator", "reader"])
def test_nobody_else_looks_as_others(cast: Cast, name: str) -> None:
    person = cast.member(name)
    assert isinstance(person, Person)
    with pytest.raises(Refused):
        begin_look(by=person, at=NOON, membership=of(cast.contributor, cast))


def test_nobody_looks_as_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="see already"):
        begin_look(by=cast.coordinator, at=NOON, membership=of(cast.coordinator, cast))


def test_a_member_of_another_plan_cannot_be_looked_at_from_here(
    cast: Cast, signed_in: Browser
) -> None:
    other = factories.make_plan("other-plan")
    elsewhere = factories.make_membership(other, cast.stranger, cast.body, Role.FOCAL_POINT)
    browser = signed_in(cast.coordinator)
    for plan, status in (("small-plan", 404), ("other-plan", 404)):
        assert browser.post(f"/plans/{plan}/people/{elsewhere.pk}/look/").status_code == status
