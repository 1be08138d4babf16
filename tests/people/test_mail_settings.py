"""Does the environment say where mails go, and does the program stop when it says half?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.command_line.calling import environment

NAMES = (
    "ALLOWED_HOSTS EMAIL_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD"
    " EMAIL_USE_TLS EMAIL_USE_SSL DEFAULT_FROM_EMAIL"
)
PROGRAM = (
    "import json; from suivi import settings as s;"
    f" print(json.dumps({{name: getattr(s, name) for name in {NAMES.split()!r}}}))"
)


def started(data: Path, **said: str) -> "subprocess.CompletedProcess[str]":
    """The settings read anew, by a program of its own in this environment."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment(data, **said),
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(data: Path, **said: str) -> dict[str, Any]:
    """The settings that come of it."""
    settings: dict[str, Any] = json.loads(started(data, **said).stdout)
    return settings


def test_without_a_server_mails_are_written_into_files(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert (tmp_path / "outbox").stat().st_mode & 0o077 == 0


def test_only_this_machine_is_a_host_by_default(tmp_path: Path) -> None:
    assert settings_of(tmp_path)["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_a_server_is_named_with_its_secret_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden\n", encoding="utf-8")
    settings = settings_of(
        tmp_path,
        SUIVI_MAIL_HOST="mail.example.org",
        SUIVI_MAIL_PORT="465",
        SUIVI_MAIL_USER="suivi",
        SUIVI_MAIL_PASSWORD_FILE=str(secret),
        SUIVI_MAIL_TLS="tls",
        SUIVI_MAIL_FROM="Suivi <suivi@example.org>",
    )
    del settings["ALLOWED_HOSTS"]
    assert settings == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 465,
        "EMAIL_HOST_USER": "suivi",
        "EMAIL_HOST_PASSWORD": "hidden",
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": True,
        "DEFAULT_FROM_EMAIL": "Suivi <suivi@example.org>",
    }


def test_a_server_is_spoken_to_under_cover_unless_one_says_otherwise(tmp_path: Path) -> None:
    named = {"SUIVI_MAIL_HOST": "mail.example.org", "SUIVI_MAIL_FROM": "suivi@example.org"}
    assert settings_of(tmp_path, **named)["EMAIL_USE_TLS"] is True
    assert settings_of(tmp_path, **named, SUIVI_MAIL_TLS="none")["EMAIL_USE_TLS"] is False


def test_a_server_without_a_sender_stops_the_program(tmp_path: Path) -> None:
    stopped = started(tmp_path, SUIVI_MAIL_HOST="mail.example.org")
    assert stopped.returncode == 1
    assert "SUIVI_MAIL_FROM is not set" in stopped.stderr


def test_a_cover_nobody_knows_stops_the_program(tmp_path: Path) -> None:
    stopped = started(tmp_path, SUIVI_MAIL_TLS="perhaps")
    assert stopped.returncode == 1
    assert "write starttls, tls or none" in stopped.stderr
