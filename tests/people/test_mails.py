"""Do the mails about an account reach their reader, in their language, and lead to this site?"""

import email
import email.policy
import logging
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.core import mail
from django.template.loader import get_template
from django.test import Client, RequestFactory

from suivi.people.models import Person
from suivi.people.sign_in import AccountAdapter
from tests.people.post_office import post_office

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
NOTICES = [
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
]


@pytest.fixture
def ann() -> Person:
    """Someone with a password, who reads French."""
    return Person.objects.create_user(
        "ann@example.org", PASSWORD, name="Ann O'Neill", language="fr"
    )


def ask_for_a_password(address: str, **facts: Any) -> Any:
    """Sends the form of a forgotten password, on the English page."""
    return Client(**facts).post("/accounts/password/reset/", {"email": address})


def test_a_stranger_is_sent_nothing() -> None:
    assert ask_for_a_password("nobody@example.org").status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("language", "path", "subject"),
    [
        ("en", "/accounts/", "Suivi: Choose a new password"),
        ("fr", "/fr/accounts/", "Suivi: Choisissez un nouveau mot de passe"),
        ("nl", "/nl/accounts/", "Suivi: Kies een nieuw wachtwoord"),
        ("de", "/de/accounts/", "Suivi: Wählen Sie ein neues Passwort"),
    ],
)
def test_the_way_to_a_new_password_is_mailed_in_the_persons_language(
    ann: Person, language: str, path: str, subject: str
) -> None:
    Person.objects.update(language=language)
    ask_for_a_password(ann.email)
    [sent] = mail.outbox
    assert sent.subject == subject
    assert f"http://127.0.0.1:8000{path}password/reset/key/" in sent.body
    assert "Ann O'Neill" in sent.body


def test_links_lead_to_the_sites_own_address_whatever_the_request_says(
    ann: Person, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADDRESS = "https://suivi.example.org"
    settings.SITE_NAME = "The plan & its report"
    ask_for_a_password(ann.email, headers={"host": "elsewhere.example.com"})
    [sent] = mail.outbox
    assert "https://suivi.example.org/fr/accounts/password/reset/key/" in sent.body
    assert sent.subject.startswith("The plan & its report: ")
    assert "The plan & its report" in sent.body
    assert "elsewhere" not in sent.message().as_string()


def test_a_changed_password_is_told(ann: Person) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    new = "quite another sentence"
    facts = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/nl/accounts/password/change/", facts).status_code == 302
    [sent] = mail.outbox
    assert sent.subject == "Suivi: Votre mot de passe a été changé"
    assert "http://127.0.0.1:8000/fr/accounts/password/reset/" in sent.body
    assert sent.to == [ann.email]


def test_an_app_taken_away_and_codes_made_anew_are_told(
    ann: Person, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    TOTP.activate(ann, generate_totp_secret())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert [sent.subject for sent in mail.outbox] == [
        "Suivi: Nouveaux codes de récupération",
        "Suivi: L’application d’authentification a été retirée",
    ]


@pytest.mark.parametrize("prefix", NOTICES)
@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_every_notice_is_our_own_text_in_each_language(
    ann: Person, prefix: str, language: str
) -> None:
    for part in ("subject", "message"):
        path = get_template(f"{prefix}_{part}.txt").template.origin.name  # type: ignore[attr-defined]
        assert "suivi/people/templates" in path
    ann.language = language
    with context.request_context(RequestFactory().get("/")):
        get_adapter().send_notification_mail(prefix, ann)
    [sent] = mail.outbox
    greeting = {"en": "Dear", "fr": "Bonjour", "nl": "Geachte", "de": "Guten Tag"}[language]
    assert sent.body.startswith(f"{greeting} Ann O'Neill,")
    assert "127.0.0.1:8000" in sent.body


def by_server(settings: LazySettings, port: int) -> None:
    """Mails go to a server on this machine that speaks without TLS."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "suivi@example.org"


def test_a_mail_server_takes_the_mail(ann: Person, settings: LazySettings) -> None:
    with post_office() as office:
        by_server(settings, office.port)
        ask_for_a_password(ann.email)
    [raw] = office.mails
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    assert letter["Subject"] == "Suivi: Choisissez un nouveau mot de passe"
    assert letter["From"] == "suivi@example.org"
    assert letter["To"] == ann.email
    assert letter.get_content_type() == "text/plain"
    assert "/fr/accounts/password/reset/key/" in letter.get_content()
    assert office.senders[0].startswith("mail FROM:<suivi@example.org>")


def test_a_mail_server_that_is_away_tells_a_stranger_nothing(
    ann: Person, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    with post_office() as office:
        by_server(settings, office.port)
    with caplog.at_level(logging.ERROR, logger="suivi"):
        known, unknown = ask_for_a_password(ann.email), ask_for_a_password("nobody@example.org")
    assert known.status_code == unknown.status_code == 302
    assert known.headers["Location"] == unknown.headers["Location"]
    assert "A mail could not be sent: ConnectionRefusedError." in caplog.text
    assert ann.email not in caplog.text


def test_the_adapter_in_use_is_ours(ann: Person) -> None:
    make: Callable[[], Any] = get_adapter
    assert type(make()) is AccountAdapter
