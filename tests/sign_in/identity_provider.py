"""Who stands for a government's sign-in provider in the tests? allauth's own, as another process.

`python identity_provider.py PORT REDIRECT_URI` serves OpenID Connect on loopback until it is ended:
discovery, keys, sign-in page, code, token, facts of the person. Its users are named after what is
wrong with what is said of them; the protocol itself is not touched.
"""

import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT: Final = "suivi-of-the-tests"
SECRET: Final = "a secret between the two"
PASSWORD: Final = "the password at the provider"
GROUPS: Final = ["staff", "nap-justice"]


def _pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def _set_up(folder: Path) -> None:
    """Settings, tables, users, and the client that the tests' Suivi is."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    settings.configure(
        SECRET_KEY="of the provider",
        DEBUG=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.sign_in.identity_provider_urls",
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "p.sqlite3")}
        },
        INSTALLED_APPS=[
            *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"),
            *("django.contrib.messages", "allauth", "allauth.account", "allauth.idp.oidc"),
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        IDP_OIDC_PRIVATE_KEY=_pem(),
        IDP_OIDC_ADAPTER="tests.sign_in.identity_provider.adapter",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        LOGIN_URL="account_login",
    )
    django.setup()


def adapter() -> Any:
    """allauth's own adapter, whose users may be such that something is wrong with them."""
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: PLC0415
    from allauth.idp.oidc.models import PrivateKey  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    class Adapter(DefaultOIDCAdapter):  # type: ignore[misc]
        """Says more, and for some users something wrong."""

        name = ""

        def get_claims(self, purpose: Any, user: Any, *rest: Any, **facts: Any) -> dict[str, Any]:
            """What it says of everybody, and the groups of those who have some."""
            claims: dict[str, Any] = super().get_claims(purpose, user, *rest, **facts)
            if user.username.startswith("grouped"):
                claims["groups"] = GROUPS
            if user.username == "two-people" and purpose == "userinfo":
                claims["sub"] = "somebody else"
            return claims

        def populate_id_token(
            self, id_token: dict[str, Any], client: Any, scopes: Iterable[str], **facts: Any
        ) -> None:
            """What is wrong with the word of each user, by name."""
            self.name = User.objects.get(pk=id_token["sub"]).username
            wrong: dict[str, dict[str, Any]] = {
                "late": {"exp": int(datetime.now(UTC).timestamp()) - 600},
                "for-others": {"aud": "another site"},
                "for-two": {"aud": [CLIENT, "another"], "azp": "another"},
                "of-another": {"iss": "http://elsewhere.example.org"},
                "other-nonce": {"nonce": "of another browser"},
                "with-key": {"amr": ["pwd", "hwk"]},
            }
            id_token.update(wrong.get(self.name, {}))

        def get_signing_key(self) -> Any:
            """Its own key; for one user another, which it does not publish."""
            return PrivateKey(pem=_pem()) if self.name == "forged" else super().get_signing_key()

    return Adapter()


USERS: Final = (
    *(
        "known",
        "unknown",
        "grouped",
        "grouped-known",
        "late",
        "for-others",
        "for-two",
        "of-another",
    ),
    *("other-nonce", "forged", "two-people", "unverified", "with-key"),
)


def _fill(redirect_uri: str) -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    for name in USERS:
        email = f"{name}@ministry.example"
        user = User.objects.create_user(name, email, PASSWORD, first_name=name.capitalize())
        EmailAddress.objects.create(
            user=user, email=email, verified=name != "unverified", primary=True
        )
    client = Client(id=CLIENT, name="Suivi", skip_consent=True)
    client.set_secret(SECRET)
    client.set_redirect_uris([redirect_uri])
    client.set_scopes(["openid", "profile", "email"])
    client.save()


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several at once: a browser and Suivi speak with it at the same time."""

    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Nothing."""


def main(port: int, redirect_uri: str) -> None:
    """Serves until it is ended."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        _fill(redirect_uri)
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

        answer = get_wsgi_application()
        with make_server("127.0.0.1", port, answer, _Server, _Silent) as server:
            print("ready", flush=True)  # noqa: T201
            server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
