"""On what do the journeys walk? A demo installation as a user starts it, and a real browser.

`./suivi demo` runs as a process of its own, with its web server and worker, on a free port; the
journeys know nothing of its inside. Pictures for the manual are taken when SUIVI_PICTURES is set.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.command_line.calling import environment
from tests.databases import of_this_process, own_database

ROOT: Final = Path(__file__).resolve().parents[2]
PICTURES: Final = ROOT / "docs" / "pictures"
TAKE_PICTURES: Final = bool(os.environ.get("SUIVI_PICTURES"))
PASSWORD: Final = "promised-done-told"
RULES: Final = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
Visitor = Callable[..., Page]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert process.poll() is None, "The demo ended before it answered."
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    raise AssertionError("The demo did not answer within three minutes.")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demo installation as it is made, before anybody walks in it."""
    data = tmp_path_factory.mktemp("filled")
    with own_database("filled") as url:
        told = environment(data, DATABASE_URL=url)
        subprocess.run(
            [str(ROOT / "suivi"), "demo", "--no-serve"],
            env=told,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        yield data


@pytest.fixture(scope="module")
def demo(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo. Each story has its own: what one publishes, no other finds."""
    port = _free_port()
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(filled, data)
    with own_database("demo", copy_of=of_this_process("filled")) as url:
        words = [str(ROOT / "suivi"), "demo", "--port", str(port)]
        told = environment(data, DATABASE_URL=url)
        with subprocess.Popen(words, env=told, stdout=subprocess.DEVNULL) as process:
            try:
                _wait_until_it_answers(port, process)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait(timeout=30)


@pytest.fixture(scope="module")
def key_rings(browser: Browser, demo: str) -> Callable[[str], StorageState]:
    """What a browser holds once somebody has signed in; each signs in once."""

    @cache
    def key_ring(name: str) -> StorageState:
        context = browser.new_context(base_url=demo)
        sign_in(context.new_page(), name)
        ring = context.storage_state()
        context.close()
        return ring

    return key_ring


@pytest.fixture
def visit(
    browser: Browser, demo: str, key_rings: Callable[[str], StorageState]
) -> Iterator[Visitor]:
    """Opens a page of the demo, as somebody: `visit("/my-work/", as_="defence")`.

    Each call is a browser of its own. At the end no page may have broken the content policy, thrown
    an error, or asked anyone but the demo for anything.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((demo, "data:"))
                else wrong.append(f"third party: {request.url}")
            ),
        )

    def open_page(
        path: str, as_: str = "", *, scripts: bool = True, width: int = 1280, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            base_url=demo,
            storage_state=key_rings(as_) if as_ else None,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def sign_in(page: Page, name: str) -> None:
    """Signs a sample person in, by the part of the e-mail address before the @."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", f"{name}@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main form[action*=login] button[type=submit]")
    page.wait_for_url("**/my-work/")


def faults(page: Page) -> list[str]:
    """What axe finds wrong, rule and element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def picture(page: Page, name: str) -> None:
    """A picture for the manual, when pictures are taken."""
    if TAKE_PICTURES:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
