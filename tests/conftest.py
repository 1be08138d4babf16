"""What do all tests stand on?

Warnings are errors, an undefined template variable fails, a GET that writes fails (middleware), a
page that names a missing static file fails, and nothing reaches the network.
"""

import importlib
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from suivi.people.models import Person
from suivi.plans.models import Plan
from tests.belgium import belgian_plan_in_database
from tests.cast import Cast, assemble

_CHROMIUM = os.environ.get("SUIVI_CHROMIUM", "/usr/bin/chromium")
_OWN_ADDRESSES = ("127.0.0.1", "::1", "localhost", "")


@pytest.fixture(scope="session", autouse=True)
def static_files_fault() -> str:
    """Collects the static files once. What is wrong with them, if anything, fails one test.

    The pages that name the missing file fail by themselves; a rule about counting need not.
    """
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except ValueError as fault:
        return str(fault)
    return ""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Connections leave this machine for nobody."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in _OWN_ADDRESSES:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", only_here)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Every test begins in English, whatever page the one before it asked for."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _events_may_go_after_a_test() -> Iterator[None]:
    """SQLite is emptied row by row after a test that commits: its guard of events stands aside."""
    guard = importlib.import_module("suivi.audit.migrations.0002_events_cannot_be_changed")
    operations = DatabaseWrapper.ops_class
    empty = operations.sql_flush

    def unguarded(*arguments: Any, **options: Any) -> list[str]:
        statements = empty(*arguments, **options)
        return [*guard.UNDO["sqlite"], *statements, *guard.SQLITE] if statements else []

    patch = pytest.MonkeyPatch()
    patch.setattr(operations, "sql_flush", unguarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages kept ready belong to the database of the test before."""
    for each in caches.all():
        each.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast over a small plan."""
    return assemble()


@pytest.fixture
def signed_in() -> Callable[[Any], Client]:
    """A browser in which this person is signed in; the anonymous visitor gets a plain one."""

    def browser(person: Any) -> Client:
        client = Client()
        if isinstance(person, Person):
            client.force_login(person)
        return client

    return browser


@pytest.fixture
def belgian_plan(db: None) -> Plan:
    """The plan of 2013–2016 as published, 102 lines, in the database of this test."""
    return belgian_plan_in_database()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests that look at pages in one.

    While its loop runs, Django counts this thread as another one, with connections of its own; left
    open, they would keep the database of the tests from being removed.
    """
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield started
        connections.close_all()
        started.close()
