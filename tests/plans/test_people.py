"""Do roles begin, change, pass on and end as they should, and does the page of people say so?"""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.actions.memberships import (
    Newcomer,
    change_role,
    end_role,
    give_role,
    hand_over_role,
    invite_again,
    invite_person,
)
from suivi.plans.models import Membership, Role
from suivi.plans.policies import WouldBeOrphaned
from suivi.plans.roles import SENTENCES
from suivi.settings import PROJECT_DIR
from tests import factories
from tests.cast import Cast

NOON = datetime(2015, 3, 2, 12, tzinfo=UTC)
PAGE = "/plans/small-plan/people/"
NEW = Newcomer("nadia@example.org", "Nadia Example", "fr")
Browser = Callable[[Any], Client]


def held(person: Person) -> Membership:
    """The one role of somebody today."""
    return Membership.objects.current().get(person=person)


def invited(cast: Cast, by: Person, **facts: Any) -> Membership:
    """Nadia, as contributor of Defence."""
    told = {"plan": cast.plan, "body": cast.body, "role": Role.CONTRIBUTOR, "who": NEW, **facts}
    return invite_person(by=by, at=NOON, **told)


def verbs() -> list[str]:
    """What the chain of events says, in order."""
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


# Inviting


def test_somebody_new_is_mailed_a_link_in_their_language_and_comes_in(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invited(cast, cast.coordinator)

    [sent] = mail.outbox
    assert sent.to == [NEW.email]
    assert "/fr/accounts/password/reset/key/" in sent.body
    assert "Coordinator" in sent.body
    path = next(line for line in sent.body.splitlines() if "/key/" in line)
    browser = Client()
    form = browser.get(path.removeprefix("http://127.0.0.1:8000"), follow=True)
    chosen = {"password1": "long enough to keep", "password2": "long enough to keep"}
    browser.post(form.redirect_chain[-1][0], chosen)
    assert browser.login(email=NEW.email, password="long enough to keep")
    assert verbs() == ["add_person", "give_role"]


def test_somebody_who_is_here_gets_the_role_and_no_link(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invited(cast, cast.coordinator, who=Newcomer("STRANGER@example.org"))

    assert held(cast.stranger).role == Role.CONTRIBUTOR
    assert "/key/" not in mail.outbox[0].body
    assert Person.objects.filter(email__iexact="stranger@example.org").count() == 1


def test_nobody_new_comes_in_without_a_name(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="write their name"):
        invited(cast, cast.coordinator, who=Newcomer("nadia@example.org"))


def test_the_same_role_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="has this role here already"):
        invited(cast, cast.coordinator, who=Newcomer(cast.contributor.email))


def test_who_has_signed_in_is_not_invited_again(cast: Cast) -> None:
    membership = invited(cast, cast.coordinator)
    invite_again(by=cast.coordinator, at=NOON, membership=membership)
    Person.objects.filter(email=NEW.email).update(last_login=NOON)

    with pytest.raises(Refused, match="signed in already"):
        invite_again(by=cast.coordinator, at=NOON, membership=membership)


# Who looks after whom


@pytest.mark.parametrize("name", ["focal_point", "contributor", "clearing_officer", "reader"])
def test_others_invite_nobody(cast: Cast, name: str) -> None:
    person = cast.member(name)
    assert isinstance(person, Person)
    with pytest.raises(Refused):
        invited(cast, person)


def test_a_department_administrator_invites_for_the_own_body_and_those_below(cast: Cast) -> None:
    below = factories.make_body("navy", parent=cast.body)
    for body in (cast.body, below):
        facts: dict[str, Any] = {
            "body": body,
            "who": Newcomer(f"{body.code}@example.org", "Somebody"),
        }
        assert invited(cast, cast.department_administrator, **facts).body == body


def test_a_department_administrator_invites_for_no_other_body(cast: Cast) -> None:
    with pytest.raises(Refused, match="your own department"):
        invited(cast, cast.department_administrator, body=cast.other_body)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER, Role.CIVIL_SOCIETY])
def test_a_department_administrator_gives_no_role_of_the_plan(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused):
        invited(cast, cast.department_administrator, role=role)


def test_a_department_administrator_makes_nobody_a_coordinator_by_changing(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "membership": held(cast.contributor),
        "body": cast.body,
        "role": Role.COORDINATOR,
    }
    with pytest.raises(Refused):
        change_role(by=cast.department_administrator, at=NOON, **facts)


def test_a_department_administrator_gives_themselves_nothing(cast: Cast) -> None:
    me = cast.department_administrator
    with pytest.raises(Refused, match="themselves"):
        invited(cast, me, who=Newcomer(me.email), role=Role.FOCAL_POINT)


def test_a_department_administrator_reads_no_drafts(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.department_administrator)
    assert browser.get("/board/small-plan/2014/1.a/defence/").status_code == 404


# Changing and ending


def test_a_change_ends_one_role_and_begins_another_in_one_event(cast: Cast) -> None:
    before = held(cast.contributor)
    facts: dict[str, Any] = {"membership": before, "body": cast.body, "role": Role.CLEARING_OFFICER}
    after = change_role(by=cast.coordinator, at=NOON, **facts)

    before.refresh_from_db()
    assert (before.ended_on, after.begun_on) == (NOON.date(), NOON.date())
    assert held(cast.contributor) == after
    assert verbs() == ["change_role"]


def test_the_last_coordinator_stays(cast: Cast) -> None:
    with pytest.raises(Refused, match="last coordinator"):
        end_role(by=cast.coordinator, at=NOON, membership=held(cast.coordinator))
    facts: dict[str, Any] = {
        "membership": held(cast.coordinator),
        "body": cast.body,
        "role": Role.READER,
    }
    with pytest.raises(Refused, match="last coordinator"):
        change_role(by=cast.coordinator, at=NOON, **facts)


def test_a_coordinator_whose_account_is_closed_is_no_coordinator_who_stays(cast: Cast) -> None:
    away = factories.make_person(is_active=False)
    factories.make_membership(cast.plan, away, cast.body, Role.COORDINATOR)
    with pytest.raises(Refused, match="last coordinator"):
        end_role(by=cast.coordinator, at=NOON, membership=held(cast.coordinator))


def test_one_of_two_coordinators_goes(cast: Cast) -> None:
    other = factories.make_person()
    factories.make_membership(cast.plan, other, cast.body, Role.COORDINATOR)
    end_role(by=other, at=NOON, membership=held(cast.coordinator))
    assert not Membership.objects.held_by(cast.coordinator).exists()


def test_the_last_focal_point_of_a_body_that_is_asked_is_replaced_not_ended(cast: Cast) -> None:
    with pytest.raises(WouldBeOrphaned, match="answers for 2 lines"):
        end_role(by=cast.coordinator, at=NOON, membership=held(cast.focal_point))


def test_a_coordinator_may_end_it_knowing_that(cast: Cast) -> None:
    facts: dict[str, Any] = {"membership": held(cast.focal_point), "orphaning": True}
    with pytest.raises(WouldBeOrphaned):
        end_role(by=cast.department_administrator, at=NOON, **facts)
    assert end_role(by=cast.coordinator, at=NOON, **facts).ended_on == NOON.date()


def test_without_open_year_a_focal_point_may_go(cast: Cast) -> None:
    cast.period.closed_at = NOON
    cast.period.save()
    end_role(by=cast.coordinator, at=NOON, membership=held(cast.focal_point))
    assert not Membership.objects.held_by(cast.focal_point).exists()


def test_what_has_ended_ends_no_second_time(cast: Cast) -> None:
    membership = held(cast.contributor)
    end_role(by=cast.coordinator, at=NOON, membership=membership)
    with pytest.raises(Refused, match="ended already"):
        end_role(by=cast.coordinator, at=NOON, membership=membership)


# Handing over


def test_a_role_passes_on_in_one_event_and_both_are_mailed(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        facts: dict[str, Any] = {
            "membership": held(cast.focal_point),
            "who": Newcomer(cast.stranger.email),
        }
        begun = hand_over_role(by=cast.focal_point, at=NOON, **facts)

    assert begun.person == cast.stranger
    assert begun.role == Role.FOCAL_POINT
    assert not Membership.objects.held_by(cast.focal_point).exists()
    assert verbs() == ["hand_over_role"]
    assert [sent.to for sent in mail.outbox] == [["stranger@example.org"], [cast.focal_point.email]]


def test_whoever_has_the_role_already_takes_it_over_alone(cast: Cast) -> None:
    second = factories.make_person()
    kept = factories.make_membership(cast.plan, second, cast.body, Role.FOCAL_POINT)
    facts: dict[str, Any] = {"membership": held(cast.focal_point), "who": Newcomer(second.email)}
    assert hand_over_role(by=cast.coordinator, at=NOON, **facts) == kept


def test_nobody_hands_over_to_themselves_or_to_a_closed_account(cast: Cast) -> None:
    closed = factories.make_person(is_active=False)
    for who in (cast.focal_point, closed):
        with pytest.raises(Refused):
            facts: dict[str, Any] = {
                "membership": held(cast.focal_point),
                "who": Newcomer(who.email),
            }
            hand_over_role(by=cast.coordinator, at=NOON, **facts)


def test_a_colleague_hands_over_nothing_that_is_not_theirs(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "membership": held(cast.focal_point),
        "who": Newcomer(cast.stranger.email),
    }
    with pytest.raises(Refused):
        hand_over_role(by=cast.contributor, at=NOON, **facts)


# The page


def test_the_page_says_each_role_in_a_sentence(cast: Cast, signed_in: Browser) -> None:
    page = signed_in(cast.focal_point).get(PAGE).content.decode()
    for role in Role:
        assert str(SENTENCES[role]) in page


def test_the_manual_says_the_same_sentences() -> None:
    manual = (PROJECT_DIR / "docs/manual/coordinator.md").read_text(encoding="utf-8")
    for role in Role:
        sentence = str(SENTENCES[role]).removesuffix(".")
        assert f"| {role.label} | {sentence[0].lower()}{sentence[1:]} |" in manual


def test_addresses_and_sign_ins_are_for_those_who_look_after_people(
    cast: Cast, signed_in: Browser
) -> None:
    assert cast.contributor.email in signed_in(cast.coordinator).get(PAGE).content.decode()
    page = signed_in(cast.department_administrator).get(PAGE).content.decode()
    assert cast.contributor.email in page
    assert cast.other_focal_point.email not in page
    assert cast.contributor.email not in signed_in(cast.focal_point).get(PAGE).content.decode()


def test_a_colleagues_address_is_not_found_by_searching_for_it(
    cast: Cast, signed_in: Browser
) -> None:
    found = signed_in(cast.other_focal_point).get(PAGE, {"words": cast.contributor.email})
    assert "Nobody matches" in found.content.decode()


def test_the_list_is_searched_filtered_and_put_in_order(cast: Cast, signed_in: Browser) -> None:
    def names(**asked: str) -> list[str]:
        page = signed_in(cast.coordinator).get(PAGE, asked)
        return [row.membership.person.name for row in page.context["rows"]]

    assert names(words="JUSTICE") == ["Other focal point"]
    assert names(role="reader") == ["Reader"]
    assert names(body="defence", order="-name") == [
        *("Focal point", "Department administrator", "Contributor", "Clearing officer")
    ]
    assert names(state="ended") == []
    end_role(by=cast.coordinator, at=NOON, membership=held(cast.contributor))
    assert names(state="ended") == ["Contributor"]


def test_the_table_that_leaves_is_the_list_that_is_seen(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.coordinator)
    Person.objects.filter(pk=cast.contributor.pk).update(name="=1+1", last_login=NOON)
    asked = {"body": "defence", "order": "-name"}
    text = browser.get(f"{PAGE}export/csv/", asked).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    book = load_workbook(io.BytesIO(browser.get(f"{PAGE}export/xlsx/", asked).content))
    cells = list(book.active.iter_rows(values_only=True)) if book.active else []

    assert [row[0] for row in rows][1:] == [
        *("Focal point", "Department administrator", "Clearing officer", "'=1+1")
    ]
    assert [row[0] for row in cells][1:] == [
        *("Focal point", "Department administrator", "Clearing officer", "=1+1")
    ]
    assert rows[0] == list(cells[0])
    assert browser.get(f"{PAGE}export/ods/").status_code == 404


def test_inviting_on_the_page_and_what_is_wrong_with_it(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.coordinator)
    facts: dict[str, Any] = {
        "email": NEW.email,
        "language": "nl",
        "body": "defence",
        "role": "contributor",
    }
    wrong = browser.post(f"{PAGE}invite/", facts)
    assert wrong.status_code == 422
    assert "write their name" in wrong.content.decode()
    assert browser.post(f"{PAGE}invite/", {**facts, "name": "Nadia"}).status_code == 302
    assert Person.objects.get(email=NEW.email).language == "nl"


def test_a_department_administrator_is_offered_the_own_bodies_and_roles_alone(
    cast: Cast, signed_in: Browser
) -> None:
    form = signed_in(cast.department_administrator).get(f"{PAGE}invite/").context["form"]
    assert [code for code, _name in form.fields["body"].choices] == ["", "defence"]
    assert Role.COORDINATOR not in dict(form.fields["role"].choices)


def test_ending_on_the_page_asks_for_a_successor(cast: Cast, signed_in: Browser) -> None:
    address = f"{PAGE}{held(cast.focal_point).pk}"
    browser = signed_in(cast.coordinator)
    assert "2 lines" in browser.get(f"{address}/end/").content.decode()
    assert browser.post(f"{address}/end/").status_code == 403
    both = {"person": cast.contributor.pk, "email": "x@example.org", "name": "X"}
    assert browser.post(f"{address}/hand-over/", both).status_code == 422
    assert browser.post(f"{address}/hand-over/", {"person": cast.contributor.pk}).status_code == 302
    roles = Membership.objects.held_by(cast.contributor).values_list("role", flat=True)
    assert set(roles) == {Role.CONTRIBUTOR, Role.FOCAL_POINT}


def test_a_membership_of_another_plan_is_not_found_here(cast: Cast, signed_in: Browser) -> None:
    other = factories.make_plan("other-plan")
    elsewhere = factories.make_membership(other, cast.stranger, cast.body, Role.READER)
    browser = signed_in(cast.coordinator)
    for page in ("change", "end", "hand-over", "again"):
        assert browser.post(f"{PAGE}{elsewhere.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("more", [0, 40])
def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    cast: Cast,
    signed_in: Browser,
    django_assert_num_queries: DjangoAssertNumQueries,
    more: int,
) -> None:
    for number in range(more):
        person = factories.make_person(f"Person {number}")
        factories.make_membership(cast.plan, person, cast.body, Role.CONTRIBUTOR)
    browser = signed_in(cast.department_administrator)
    with django_assert_num_queries(8):
        browser.get(PAGE)


def test_commands_and_the_chain_say_who_gave_a_role(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "plan": cast.plan,
        "person": cast.stranger,
        "body": cast.body,
        "role": Role.READER,
    }
    give_role(by=None, at=NOON, **facts)
    assert Event.objects.get(verb="give_role").person == "program"
