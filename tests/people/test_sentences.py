"""Are people addressed in our own sentences where allauth would bring its own?"""

import html
import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils.translation import gettext, override

from suivi.people.models import Person
from suivi.people.words import SAID_BY_ALLAUTH

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
# What gives a stock sentence away: straight apostrophes, words for a friend, other people's terms.
STOCK = {
    "fr": r"\w'\w|sûr\(e\)|jeton|Merci d",
    "nl": r"\b[Jj](e|ij|ouw)\b|twee-factor",
    "de": r"\b([Dd]u|[Dd]eine?n?)\b|Token",
}
PAGES = [
    "logout/",
    "password/change/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-nothing/",
    "password/reset/key/done/",
    "reauthenticate/",
    "inactive/",
    "2fa/",
    "2fa/reauthenticate/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
]


def signed_in(app: bool) -> Client:
    """A browser in which somebody signed in a moment ago by password."""
    ann = Person.objects.create_user("ann@example.org", PASSWORD, name="Ann")
    client = Client()
    client.post("/accounts/login/", {"login": ann.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    if app:
        TOTP.activate(ann, generate_totp_secret())
        RecoveryCodes.activate(ann)
    return client


def words_on(client: Client, path: str) -> str:
    """What a page says, without its code and its addresses."""
    response = client.get(path)
    assert response.status_code == 200, path
    text = re.sub(r"<script.*?</script>", "", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_each_page_of_an_account_speaks_our_language(language: str) -> None:
    client = signed_in(app=True)
    said = {path: words_on(client, f"/{language}/accounts/{path}") for path in PAGES}
    found = {path: re.findall(STOCK[language], text) for path, text in said.items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_the_way_to_an_authenticator_app_speaks_our_language(language: str) -> None:
    words = words_on(signed_in(app=False), f"/{language}/accounts/2fa/totp/activate/")
    assert re.findall(STOCK[language], words) == []


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_what_allauth_says_elsewhere_is_said_in_our_words(language: str) -> None:
    with override(language):
        said = {sentence: gettext(sentence) for sentence in SAID_BY_ALLAUTH}
    assert [sentence for sentence, words in said.items() if words == sentence] == []
    assert [words for words in said.values() if re.search(STOCK[language], words)] == []


def test_a_link_that_no_longer_works_says_what_to_do() -> None:
    page = Client().get("/fr/accounts/password/reset/key/1-nothing/").content.decode()
    assert "<h1>Ce lien ne fonctionne plus</h1>" in page
    assert 'href="/fr/accounts/password/reset/"' in page
