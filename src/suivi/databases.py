"""Which database holds the installation, and with what care is it opened?

SQLite by default: write-ahead log, write transactions that queue instead of failing, and every
acknowledged commit on the disk (synchronous=FULL), because an acknowledged save must survive a
killed process and a power cut. PostgreSQL through DATABASE_URL when several servers share the work.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from suivi.environment import SettingMissing

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
}

# Each process keeps some connections; one that cannot be had within five seconds is an error.
POOL: dict[str, Any] = {"min_size": 1, "max_size": 8, "timeout": 5}
# PostgreSQL compiles a query that looks costly before it runs it, which takes some 80 ms; ours end
# as soon as a page is full.
NO_COMPILING = "-c jit=off"


def sqlite(path: Path) -> dict[str, Any]:
    """Settings of a SQLite database in one file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
    }


def from_url(url: str) -> dict[str, Any]:
    """Settings from postgres://user:password@host:port/name?option=value or sqlite:///path."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingMissing(
            f"DATABASE_URL begins with {parts.scheme or 'nothing'!r}; write postgres://… or "
            "leave it out to use SQLite."
        )
    try:
        port = str(parts.port or "")
    except ValueError:
        raise SettingMissing("DATABASE_URL names a port that is no number.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": {"pool": POOL, "options": NO_COMPILING, **dict(parse_qsl(parts.query))},
    }


def has_events(facts: dict[str, Any]) -> bool:
    """Whether a database holds audit events already; asked before the settings are complete.

    Stops with a sentence when the database does not answer.
    """
    question = "SELECT number FROM audit_event LIMIT 1"
    if facts["ENGINE"].endswith("sqlite3"):
        if not Path(facts["NAME"]).is_file():
            return False
        with closing(sqlite3.connect(facts["NAME"])) as database:
            try:
                return database.execute(question).fetchone() is not None
            except sqlite3.OperationalError as problem:
                if "no such table" in str(problem):
                    return False
                raise SettingMissing(f"The database cannot be used: {problem}.") from None
            except sqlite3.DatabaseError as problem:
                raise SettingMissing(f"The database cannot be used: {problem}.") from None
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    names |= {"host": "HOST", "port": "PORT"}
    told: dict[str, Any] = {name: facts[key] or None for name, key in names.items()}
    try:
        with psycopg.connect(**told) as server:
            return server.execute(question).fetchone() is not None
    except psycopg.errors.UndefinedTable:
        return False
    except psycopg.Error as problem:
        said = str(problem).strip().splitlines() or ["it does not answer"]
        raise SettingMissing(f"The database cannot be used: {said[0]}") from None
