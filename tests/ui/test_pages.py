"""Does every page bring the whole frame, and say what to do when something is wrong?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from suivi.errors import Refused
from suivi.ui import views
from tests.cast import Cast

LANGUAGES = ("en", "fr", "nl", "de")
pytestmark = pytest.mark.django_db


def address(path: str, language: str) -> str:
    """The path with the prefix of its language."""
    return path if language == "en" else f"/{language}{path}"


def page(response: Any) -> str:
    """The text of an answer."""
    text: str = response.content.decode()
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_is_public_and_in_the_language_of_its_address(language: str) -> None:
    response = Client().get(address("/components/", language))
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page(response)


def test_each_page_offers_itself_in_the_other_languages() -> None:
    html = page(Client().get("/fr/components/?a=1"))
    assert 'href="/components/?a=1" lang="en"' in html
    assert 'href="/nl/components/?a=1" lang="nl"' in html
    assert '<span aria-current="true" lang="fr">français</span>' in html


def test_the_first_link_leads_to_the_content() -> None:
    html = page(Client().get("/components/"))
    assert re.search(r"<a\b[^>]*>", html).group() == (  # type: ignore[union-attr]
        '<a class="govuk-skip-link" href="#content">'
    )
    assert 'id="content"' in html


def test_no_page_carries_script_or_style_of_its_own() -> None:
    html = page(Client().get("/components/"))
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html)


def test_visitors_see_public_pages_and_may_sign_in() -> None:
    html = page(Client().get("/components/"))
    assert 'href="/plans/"' in html
    assert 'href="/my-work/"' not in html
    assert 'href="/accounts/login/"' in html


def test_people_see_their_work_their_name_and_how_to_leave(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    html = page(signed_in(cast.coordinator).get("/components/"))
    assert 'href="/my-work/"' in html
    assert cast.coordinator.name in html
    assert '<form action="/accounts/logout/" method="post">' in html


def test_the_entry_of_the_place_one_is_in_is_marked() -> None:
    html = page(Client().get("/plans/"))
    assert 'href="/plans/" aria-current="true"' in html


def test_a_page_that_is_not_there_says_what_to_do() -> None:
    response = Client().get("/nowhere/at/all/")
    assert response.status_code == 404
    assert 'href="/plans/"' in page(response)
    assert 'href="/accounts/login/"' in page(response)


def answer(view: Callable[..., HttpResponse], *arguments: Any) -> HttpResponse:
    """What an error view says to a visitor."""
    request = RequestFactory().get("/")
    with override("en"):
        return view(request, *arguments)


def test_a_refusal_says_its_sentence() -> None:
    response = answer(views.refused, Refused("The period is closed."))
    assert response.status_code == 403
    assert "The period is closed." in page(response)


def test_a_refusal_from_elsewhere_keeps_its_reason_inside() -> None:
    response = answer(views.refused, PermissionDenied("row 17 of table people"))
    assert response.status_code == 403
    assert "row 17" not in page(response)


def test_a_request_that_cannot_be_read_is_told_so() -> None:
    assert answer(views.bad_request, ValueError()).status_code == 400


def test_a_mistake_of_ours_is_told_without_asking_the_database(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    with django_assert_num_queries(0):
        response = answer(views.failed)
    assert response.status_code == 500
    assert "Something went wrong here" in page(response)


def test_a_form_without_its_secret_is_answered_in_our_look() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert response.status_code == 403
    assert "Please send this form again" in page(response)


def guarded(client: Client, path: str, typed: dict[str, str]) -> str:
    """What a form without its secret is answered."""
    response = client.post(path, typed)
    assert response.status_code == 403
    return page(response)


def test_a_form_without_its_secret_hands_back_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    html = guarded(client, "/accounts/login/", {"note": "Forty officers <were> trained."})
    assert "Forty officers &lt;were&gt; trained.</textarea>" in html
    assert "Here are your words" in html


def test_a_form_without_its_secret_never_hands_back_a_password() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = dict.fromkeys(("password", "password1", "oldpassword"), "a long sentence kept secret")
    assert "kept secret" not in guarded(client, "/accounts/login/", typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_leads_nowhere_is_offered_in_each_language(language: str) -> None:
    response = Client().get(address("/nowhere/at/all/?a=1", language))
    assert response.status_code == 404
    html = page(response)
    for other in set(LANGUAGES) - {language}:
        assert f'href="{address("/nowhere/at/all/?a=1", other)}" lang="{other}"' in html
    assert "hreflang" not in html


def test_a_page_that_is_there_says_which_pages_say_the_same_in_other_languages() -> None:
    html = page(Client().get("/components/"))
    assert '<link rel="alternate" hreflang="fr" href="/fr/components/">' in html


def test_a_plan_that_is_not_there_offers_no_other_language_of_itself() -> None:
    response = Client().get("/plans/no-such-plan/")
    assert response.status_code == 404
    assert "hreflang" not in page(response)
    assert 'href="/fr/plans/no-such-plan/" lang="fr"' in page(response)
