"""Does signing in with a government's provider let in whom it should, and nobody else?"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from suivi.audit.models import Event
from suivi.environment import SettingMissing
from suivi.people.models import Person, Session
from suivi.plans.claims import Rule
from suivi.plans.claims import rules as read_rules
from suivi.plans.models import Membership, Role
from tests import factories
from tests.cast import Cast
from tests.sign_in.conftest import SignIn

pytestmark = pytest.mark.django_db


def invited(name: str, **facts: Any) -> Person:
    """Somebody who is known here by the address that the provider says."""
    return factories.make_person(name, email=f"{name}@ministry.example", **facts)


def is_signed_in(client: Client) -> bool:
    """Whether a closed page opens."""
    return client.get("/my-work/").status_code == 200


@pytest.fixture
def rules(tmp_path: Path, settings: LazySettings) -> None:
    """Whoever is in the group is a contributor of Justice."""
    path = tmp_path / "claims.json"
    rule = {"claim": "groups", "value": "nap-justice", "plan": "small-plan", "body": "justice"}
    path.write_text(json.dumps([{**rule, "role": "contributor"}]), encoding="utf-8")
    settings.OIDC_CLAIMS = str(path)


def test_the_page_offers_it_by_name(with_provider: str) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert 'href="/accounts/provider/"' in page
    assert "CSAM" in page


def test_without_provider_nothing_is_offered() -> None:
    assert "provider" not in Client().get("/accounts/login/").content.decode()


def test_somebody_invited_comes_in_by_their_verified_address(sign_in: SignIn) -> None:
    person = invited("known")
    client = Client(headers={"user-agent": "Firefox/128.0 Windows"})
    answer = sign_in("known", client, "/fr")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/fr/my-work/"
    assert is_signed_in(client)
    assert Session.objects.get(person=person).device == "Firefox, Windows"
    assert [event.verb for event in Event.objects.all()] == ["link_provider"]
    assert "CSAM" in mail.outbox[0].body


def test_of_what_the_provider_tells_nothing_is_kept(sign_in: SignIn) -> None:
    invited("known")
    sign_in("known", Client())
    sign_in("known", Client())
    assert SocialAccount.objects.get().extra_data == {}


def test_once_linked_the_provider_knows_them_whatever_their_address_becomes(
    sign_in: SignIn,
) -> None:
    person = invited("known")
    sign_in("known", Client())
    Person.objects.filter(pk=person.pk).update(email="renamed@ministry.example")
    client = Client()
    sign_in("known", client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_stranger_gets_a_sentence_and_no_account(sign_in: SignIn) -> None:
    client = Client()
    page = sign_in("unknown", client)
    assert page.status_code == 403
    assert "unknown@ministry.example. Ask the coordinator" in page.content.decode()
    assert not Person.objects.exists()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("unverified", "does not say that your e-mail address was verified"),
        ("late", "came too late"),
        ("for-others", "answered for another site"),
        ("for-two", "answered for another site"),
        ("of-another", "could not be verified"),
        ("forged", "could not be verified"),
        ("other-nonce", "begun in another browser"),
        ("two-people", "speaks of two people"),
    ],
)
def test_an_answer_with_a_fault_lets_nobody_in(sign_in: SignIn, name: str, sentence: str) -> None:
    invited(name)
    client = Client()
    page = sign_in(name, client)
    assert page.status_code == 403
    assert sentence in page.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_answer_that_belongs_to_another_browser_lets_nobody_in(with_provider: str) -> None:
    invited("known")
    for query in ("?code=stolen&state=unknown", "?code=stolen", ""):
        page = Client().get(f"/accounts/provider/back/{query}")
        assert page.status_code == 403
        assert "begun in another browser" in page.content.decode()


def test_a_code_that_the_provider_does_not_know_lets_nobody_in(with_provider: str) -> None:
    client = Client()
    begun = client.get("/accounts/provider/").headers["Location"]
    state = begun.split("state=")[1].split("&")[0]
    page = client.get(f"/accounts/provider/back/?code=invented&state={state}")
    assert page.status_code == 403
    assert "does not answer as it should" in page.content.decode()


def test_who_stops_at_the_provider_is_told_so(with_provider: str) -> None:
    client = Client()
    begun = client.get("/accounts/provider/").headers["Location"]
    state = begun.split("state=")[1].split("&")[0]
    page = client.get(f"/accounts/provider/back/?error=access_denied&state={state}")
    assert "You stopped signing in." in page.content.decode()


def test_a_provider_that_is_away_is_a_sentence(with_provider: str, settings: LazySettings) -> None:
    told: Any = settings.SOCIALACCOUNT_PROVIDERS
    app = told["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    page = Client().get("/accounts/provider/")
    assert page.status_code == 403
    assert "Try again later" in page.content.decode()


def test_a_closed_account_stays_closed(sign_in: SignIn) -> None:
    invited("known", is_active=False)
    client = Client()
    sign_in("known", client)
    assert not is_signed_in(client)


def test_whoever_has_an_app_here_is_still_asked_for_it(sign_in: SignIn) -> None:
    TOTP.activate(invited("known"), generate_totp_secret())
    client = Client()
    assert "/2fa/authenticate/" in sign_in("known", client).headers["Location"]
    assert not is_signed_in(client)


# What claims give


def test_a_rule_lets_somebody_new_in_with_their_role(
    cast: Cast, rules: None, sign_in: SignIn
) -> None:
    client = Client()
    sign_in("grouped", client, "/nl")
    person = Person.objects.get(email="grouped@ministry.example")
    role = Membership.objects.held_by(person).get()

    assert is_signed_in(client)
    assert (role.role, role.body.code) == (Role.CONTRIBUTOR, "justice")
    assert (person.name, person.language) == ("Grouped", "nl")
    assert {each.person for each in Event.objects.filter(verb="give_role")} == {"program"}


def test_a_role_that_claims_gave_ends_with_them_and_one_that_people_gave_stays(
    cast: Cast, rules: None, sign_in: SignIn, settings: LazySettings
) -> None:
    person = invited("grouped-known")
    by_hand = factories.make_membership(cast.plan, person, cast.body, Role.READER)
    sign_in("grouped-known", Client())
    sign_in("grouped-known", Client())
    assert Membership.objects.held_by(person).count() == 2

    path = Path(settings.OIDC_CLAIMS)
    other = path.with_name("other.json")
    other.write_text(path.read_text().replace("nap-justice", "nap-others"), encoding="utf-8")
    settings.OIDC_CLAIMS = str(other)
    sign_in("grouped-known", Client())
    assert list(Membership.objects.held_by(person)) == [by_hand]


def test_a_rule_for_a_plan_that_is_not_here_gives_nothing(rules: None, sign_in: SignIn) -> None:
    client = Client()
    sign_in("grouped", client)
    assert is_signed_in(client)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("with-key", 200), ("known", 403)])
def test_a_second_factor_asked_for_by_the_provider_is_one_here(
    cast: Cast, sign_in: SignIn, settings: LazySettings, name: str, status: int
) -> None:
    settings.MFA_ROLES, settings.OIDC_MFA = ["coordinator"], ["hwk", "mfa"]
    factories.make_membership(cast.plan, invited(name), cast.body, Role.COORDINATOR)
    client = Client()
    sign_in(name, client)
    assert client.get("/my-work/").status_code == status


# Settings


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{", "is no JSON"),
        ("{}", "holds no list of rules"),
        ('[{"claim": "groups"}]', "rule 1: write claim, value, plan, body, role"),
        (
            '[{"claim":"g","value":"v","plan":"p","body":"b","role":"king"}]',
            "rule 1: 'king' is no role",
        ),
    ],
)
def test_rules_that_cannot_be_read_are_refused_with_a_sentence(
    tmp_path: Path, written: str, sentence: str
) -> None:
    path = tmp_path / "claims.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SettingMissing, match=sentence):
        read_rules(str(path))


def test_a_name_with_dots_leads_inside_a_claim() -> None:
    rule = Rule("realm_access.roles", "nap", "p", "b", Role.READER)
    assert rule.fits({"realm_access": {"roles": ["nap"]}})
    assert rule.fits({"realm_access.roles": "nap"})
    assert not rule.fits({"realm_access": "nap"})


def test_rules_that_are_not_there_stop_the_start_with_a_sentence(tmp_path: Path) -> None:
    told = {"SUIVI_OIDC_CLAIMS": str(tmp_path / "nowhere.json")}
    assert "nowhere.json, which cannot be read" in _start(tmp_path, **told)


def test_a_provider_without_its_secret_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    told = {"SUIVI_OIDC_SERVER": "https://id.example.org", "SUIVI_OIDC_CLIENT_ID": "suivi"}
    assert "SUIVI_OIDC_CLIENT_SECRET is not set" in _start(tmp_path, **told)


def _start(data: Path, **told: str) -> str:
    """What an installation with these settings says when it refuses to start."""
    facts = {**os.environ, "SUIVI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "suivi.settings"}
    words = [sys.executable, "-c", "import django; django.setup()"]
    ended = subprocess.run(
        words, env={**facts, **told}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    return ended.stderr
