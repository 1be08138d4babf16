"""Does nobody work in a role that needs a second factor before they have one?"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client

from suivi.people.sign_in import SECOND_FACTOR
from tests.cast import Cast

SENTENCE = "Your role needs more than a password"
Browser = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _coordinators_need_one(settings: LazySettings) -> None:
    settings.MFA_ROLES = ["coordinator"]


def test_a_coordinator_without_one_is_led_to_set_it_up(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.coordinator)
    for path in ("/my-work/", "/board/small-plan/2014/", "/plans/small-plan/1.a/"):
        page = browser.get(path)
        assert page.status_code == 403
        assert SENTENCE in page.content.decode()
    assert browser.get("/accounts/2fa/").status_code == 200
    assert browser.post("/accounts/logout/").status_code == 302


def test_with_an_app_all_is_open_and_without_it_closed_again(
    cast: Cast, signed_in: Browser
) -> None:
    browser = signed_in(cast.coordinator)
    TOTP.activate(cast.coordinator, generate_totp_secret())
    assert browser.get("/my-work/").status_code == 200
    Authenticator.objects.all().delete()
    assert browser.get("/my-work/").status_code == 403


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, signed_in: Browser) -> None:
    Authenticator.objects.create(
        user=cast.coordinator, type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    assert signed_in(cast.coordinator).get("/my-work/").status_code == 403


def test_other_roles_and_visitors_are_asked_for_nothing(cast: Cast, signed_in: Browser) -> None:
    assert signed_in(cast.focal_point).get("/my-work/").status_code == 200
    assert Client().get("/plans/small-plan/").status_code == 200


def test_what_was_typed_meanwhile_is_handed_back(cast: Cast, signed_in: Browser) -> None:
    facts = {"base": "1", "note": "Please say when it was."}
    address = "/board/small-plan/2014/1.b/justice/move/send_back/"
    page = signed_in(cast.coordinator).post(address, facts)
    assert page.status_code == 403
    assert "Please say when it was." in page.content.decode()


def test_a_provider_that_asked_for_it_is_enough(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.coordinator)
    session = browser.session
    session[SECOND_FACTOR] = True
    session.save()
    assert browser.get("/my-work/").status_code == 200


def test_a_role_that_is_none_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    told = {**os.environ, "SUIVI_DATA": str(tmp_path), "SUIVI_MFA_ROLES": "coordinator, kings"}
    told["DJANGO_SETTINGS_MODULE"] = "suivi.settings"
    words = [sys.executable, "-c", "import django; django.setup()"]
    ended = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "SUIVI_MFA_ROLES names 'kings'; the roles are: coordinator, focal_point" in ended.stderr
