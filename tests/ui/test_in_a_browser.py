"""Do the components hold in a real browser: for screen readers, narrow, in the dark, in print?"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from suivi.people.models import Person

PASSWORD = "a long enough sentence"
PREFIXES = ("", "/fr", "/nl", "/de")
PAGES = (
    "/components/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nothing/",
    "/nowhere/",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """The test server finds static files by their own names, not by those of a collection."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a desk, whose scripts and styles must obey the content policy."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    refused: list[str] = []
    opened.on(
        "console", lambda said: refused.append(said.text) if "Content Sec" in said.text else None
    )
    opened.on("pageerror", lambda error: refused.append(str(error)))
    yield opened
    context.close()
    assert refused == []


def faults(page: Page) -> list[str]:
    """What axe finds wrong, rule and element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", PAGES)
def test_no_element_fails_in_any_language(page: Page, prefix: str, path: str) -> None:
    page.goto(prefix + path)
    assert faults(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_element_fails_narrow_and_in_the_dark(page: Page, path: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path)
    assert faults(page) == []
    # Nothing is cut off or scrolled sideways (WCAG 1.4.10).
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_menu_opens_without_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        base_url=live_server.url,
        viewport={"width": 320, "height": 800},
    )
    page = context.new_page()
    page.goto("/components/")
    plans = page.get_by_role("link", name="Plans", exact=True)
    assert not plans.is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert plans.is_visible()
    context.close()


def test_a_passkey_is_offered_only_where_scripts_run(
    browser: Browser, live_server: LiveServer, page: Page
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    without = context.new_page()
    without.goto("/accounts/login/")
    assert not without.locator("#passkey_login").is_visible()
    context.close()
    page.goto("/accounts/login/")
    page.locator("#passkey_login").wait_for(state="visible")


def test_words_handed_back_by_a_form_without_its_secret_can_be_read_by_all(page: Page) -> None:
    page.goto("/accounts/login/")
    page.evaluate(
        "const box = document.createElement('textarea'); box.name = 'note';"
        " box.value = 'Forty officers were trained.';"
        " const form = document.querySelector('main form'); form.append(box);"
        " form.querySelector('[name=csrfmiddlewaretoken]').remove(); form.submit();"
    )
    page.wait_for_selector("#typed-1")
    assert page.input_value("#typed-1") == "Forty officers were trained."
    assert faults(page) == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_pages_of_ones_account_hold_for_all(page: Page, prefix: str) -> None:
    Person.objects.create_user("ann@example.org", PASSWORD, name="Ann")
    page.goto("/accounts/login/")
    page.fill("#id_login", "ann@example.org")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-work/")
    page.goto("/accounts/reauthenticate/")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "reauthenticate" not in address)
    for path in ("logout/", "password/change/", "2fa/totp/activate/", "2fa/webauthn/add/"):
        page.goto(f"{prefix}/accounts/{path}")
        assert page.url.endswith(path)
        assert faults(page) == [], path


def test_the_menu_stands_open_where_there_is_room(page: Page) -> None:
    page.goto("/components/")
    assert page.get_by_role("link", name="Plans", exact=True).is_visible()
    assert not page.get_by_text("Menu", exact=True).is_visible()


def test_the_first_tab_leads_to_the_content(page: Page) -> None:
    page.goto("/components/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_is_wrong_takes_the_focus(page: Page) -> None:
    page.goto("/accounts/login/")
    page.locator("main form").first.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_selector(".govuk-error-summary:focus")
    page.get_by_role("link", name="Password: This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "id_password"


def test_the_rest_of_a_limited_text_is_counted_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/components/")
    page.fill("#id_limited", "x" * 150)
    assert page.get_by_text("50 characters left").first.is_visible()


def test_on_paper_there_is_content_and_no_machinery(page: Page) -> None:
    page.goto("/components/")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Components", level=1).is_visible()
    assert page.locator(".sample").is_visible()
    assert not page.locator(".foot").is_visible()
    assert not page.locator(".service-nav").is_visible()


def test_one_signs_in_with_a_passkey(page: Page) -> None:
    Person.objects.create_user("ann@example.org", PASSWORD, name="Ann")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto("/accounts/login/")
    page.fill("#id_login", "ann@example.org")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-work/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#id_name", "Laptop")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_selector("main.wrap .govuk-notification-banner")
    page.locator(".account button").click()
    page.wait_for_url(lambda address: "logout" not in address)
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/my-work/")
    assert "Ann" in page.locator(".account").inner_text()
