"""On what do the tests of signing in with a provider stand? On a real provider, on loopback."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urljoin

import pytest
import requests
from django.conf import LazySettings
from django.test import Client

from suivi.settings import PROJECT_DIR
from tests.sign_in.identity_provider import CLIENT, PASSWORD, SECRET

BACK: Final = "http://127.0.0.1:8000/accounts/provider/back/"
SignIn = Callable[..., Any]


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """The address of a provider that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "tests.sign_in.identity_provider", str(port), BACK]
    with subprocess.Popen(words, cwd=PROJECT_DIR, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


@pytest.fixture
def with_provider(provider: str, settings: LazySettings) -> str:
    """An installation whose settings name the provider; gives its address."""
    settings.OIDC_SERVER, settings.OIDC_NAME = provider, "CSAM"
    app = {
        "provider_id": settings.OIDC_ID,
        "name": "CSAM",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    }
    return provider


def at_the_provider(address: str, name: str) -> str:
    """Signs a user in at the provider, as a browser does; gives the address it sends back to."""
    browser = requests.Session()
    page = browser.get(address)
    hidden = re.search(r'name="next" value="([^"]*)"', page.text)
    assert hidden is not None, page.text
    facts = {"login": name, "password": PASSWORD, "next": hidden[1].replace("&amp;", "&")}
    answer = browser.post(page.url, facts, allow_redirects=False)
    for _step in range(5):
        location = answer.headers["Location"]
        if location.startswith(BACK):
            return location
        answer = browser.get(urljoin(page.url, location), allow_redirects=False)
    raise AssertionError("The provider sends nobody back.")


@pytest.fixture
def sign_in(with_provider: str) -> SignIn:
    """Goes to the provider and comes back as the user of that name; gives the last answer."""

    def there_and_back(name: str, client: Client, language: str = "") -> Any:
        begun = client.get(f"{language}/accounts/provider/")
        assert begun.status_code == 302
        location = at_the_provider(begun.headers["Location"], name)
        return client.get(location.removeprefix("http://127.0.0.1:8000"))

    return there_and_back
