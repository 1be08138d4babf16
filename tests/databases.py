"""How does a test get a database of its own, beside the one that the tests run in?

On PostgreSQL it is made on the same server, one for each process that tests; on SQLite an
installation has its own file in its directory, and nothing is to be made.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from suivi.settings import DATABASES


def address(name: str) -> str:
    """A database of this name on the PostgreSQL server of the tests, as DATABASE_URL says it."""
    facts = DATABASES["default"]
    return (
        f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{name}"
    )


def of_this_process(purpose: str) -> str:
    """A name that no other process takes, of this run of the tests or of another beside it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    return f"suivi_{purpose}_{run}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@contextmanager
def own_database(purpose: str, copy_of: str = "template1") -> Iterator[str]:
    """The address of a database on PostgreSQL, gone afterwards; "" where SQLite is used.

    It is empty, or begins as the copy of another one to which nobody is connected.
    """
    if connection.vendor == "sqlite":
        yield ""
        return
    name = of_this_process(purpose)
    with _server() as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {copy_of}")
    yield address(name)
    with _server() as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _server() -> "psycopg.Connection[Any]":
    return psycopg.connect(address("postgres"), autocommit=True)
