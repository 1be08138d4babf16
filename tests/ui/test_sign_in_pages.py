"""Can people sign in, and are the doors closed that nobody needs?"""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.test import Client

from suivi.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


@pytest.fixture
def ann() -> Person:
    """Someone with a password."""
    return Person.objects.create_user("ann@example.org", PASSWORD, name="Ann")


def sign_in(client: Client, password: str = PASSWORD) -> Any:
    """Sends the sign-in form."""
    return client.post("/accounts/login/", {"login": "ann@example.org", "password": password})


def test_the_right_password_leads_to_ones_work(ann: Person) -> None:
    response = sign_in(Client())
    assert response.status_code == 302
    assert response.headers["Location"] == "/my-work/"


def test_a_wrong_password_is_told_without_saying_what_was_wrong(ann: Person) -> None:
    client = Client()
    html = sign_in(client, "wrong").content.decode()
    assert "govuk-error-summary" in html
    assert 'value="ann@example.org"' in html
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("prefix", ["", "/fr", "/nl", "/de"])
def test_nobody_signs_up_alone(prefix: str) -> None:
    before = Person.objects.count()
    facts = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().get(f"{prefix}/accounts/signup/").status_code == 200
    Client().post(f"{prefix}/accounts/signup/", facts)
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/login/code/confirm/"]
)
def test_pages_nobody_needs_are_not_there(path: str, ann: Person) -> None:
    client = Client()
    client.force_login(ann)
    assert client.get(path).status_code == 404


PUBLIC = ["login/", "signup/", "password/reset/", "password/reset/done/", "inactive/"]
OWN = [
    "logout/",
    "reauthenticate/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_wear_the_look(path: str) -> None:
    response = Client().get(f"/accounts/{path}")
    assert response.status_code == 200
    assert '<header class="bar">' in response.content.decode()


@pytest.mark.parametrize("path", OWN)
def test_ones_own_pages_wear_the_look(path: str, ann: Person) -> None:
    client = Client()
    client.force_login(ann)
    response = client.get(f"/accounts/{path}", follow=True)
    assert response.status_code == 200
    assert '<header class="bar">' in response.content.decode()


@pytest.mark.parametrize("path", OWN[1:])
def test_ones_own_pages_ask_visitors_to_sign_in(path: str) -> None:
    response = Client().get(f"/accounts/{path}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


def test_leaving_needs_a_click_not_a_link(cast: Cast, signed_in: Callable[[Any], Client]) -> None:
    client = signed_in(cast.reader)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_mail(ann: Person) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ann@example.org"})
    link = next(word for word in str(mail.outbox[0].body).split() if "/password/reset/key/" in word)
    form = client.get(link.removeprefix(settings.SITE_ADDRESS), follow=True)
    assert form.status_code == 200
    new = {"password1": "another long sentence", "password2": "another long sentence"}
    client.post(form.redirect_chain[-1][0], new)
    ann.refresh_from_db()
    assert ann.check_password("another long sentence")


def test_a_stranger_learns_nothing_about_who_has_an_account(ann: Person) -> None:
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": email})
        for email in ("ann@example.org", "nobody@example.org")
    )
    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"]


def test_what_only_a_script_can_do_is_hidden_until_scripts_run() -> None:
    html = Client().get("/accounts/login/").content.decode()
    assert '<span data-needs-script hidden><button class="button quiet"' in html
    assert "people/needs_script" in html


@pytest.fixture
def codes(ann: Person) -> Client:
    """Ann signed in a moment ago by password, and has an authenticator app and codes."""
    client = Client()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    TOTP.activate(ann, generate_totp_secret())
    RecoveryCodes.activate(ann)
    return client


def test_recovery_codes_are_shown_when_asked_for_and_not_before(codes: Client) -> None:
    before = codes.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "<code>" not in before
    shown = codes.post("/accounts/2fa/recovery-codes/").content.decode()
    assert shown.count("<code>") == 10


def test_recovery_codes_come_as_a_file_when_asked_for(codes: Client) -> None:
    assert codes.get("/accounts/2fa/recovery-codes/download/").status_code == 302
    file = codes.post("/accounts/2fa/recovery-codes/download/")
    assert "attachment" in file.headers["Content-Disposition"]
    assert len(file.content.split()) == 10
