"""How is each kind of database copied at one moment, counted, and loaded?

`facts` are the settings of a database as `suivi.databases` gives them.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from suivi.command_line.stopping import Stop

Facts = dict[str, Any]
Counts = dict[str, int]


def copy_sqlite(facts: Facts, copy: Path) -> Counts:
    """A copy at one moment, in one file without its log; gives its numbers of rows."""
    with (
        closing(sqlite3.connect(facts["NAME"], timeout=20)) as live,
        closing(sqlite3.connect(copy)) as target,
    ):
        live.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    return count_sqlite(copy)


def count_sqlite(path: Path) -> Counts:
    """How many rows each table holds; raises Stop when the file is no sound database."""
    with closing(sqlite3.connect(path)) as database:
        try:
            sound = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            raise Stop("The database in the backup is damaged.")
        names = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in sorted(names.fetchall())
        }


def dump_postgresql(facts: Facts, copy: Path) -> Counts:
    """pg_dump and our counts look at the same snapshot."""
    _need("pg_dump", "to make backups")
    with _connected(facts) as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(cursor, sql.SQL("SELECT pg_export_snapshot()"))
        dump = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}"]
        _call([*dump, f"--snapshot={snapshot}"], facts)
        return _count_postgresql(cursor)


def load_postgresql(facts: Facts, dump: Path) -> Counts:
    """Loads a dump into an empty database, in one transaction; gives its numbers of rows."""
    _need("pg_restore", "to restore")
    with _connected(facts) as cursor:
        if _tables(cursor):
            raise Stop(
                f"The database {facts['NAME']} is not empty, and a backup is restored into an "
                "empty database only."
            )
    load = ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner"]
    _call([*load, "--no-privileges", f"--dbname={facts['NAME']}", str(dump)], facts)
    with _connected(facts) as cursor:
        return _count_postgresql(cursor)


def empty_postgresql(facts: Facts) -> None:
    """Takes back a load: the database was empty before it and is so again."""
    with _connected(facts) as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@contextmanager
def _connected(facts: Facts) -> "Iterator[psycopg.Cursor[Any]]":
    try:
        connection = psycopg.connect(
            dbname=facts["NAME"],
            user=facts["USER"] or None,
            password=facts["PASSWORD"] or None,
            host=facts["HOST"] or None,
            port=facts["PORT"] or None,
            autocommit=True,
        )
    except psycopg.OperationalError as problem:
        raise Stop(f"The database cannot be reached: {str(problem).strip()}") from None
    with closing(connection), connection.cursor() as cursor:
        yield cursor


def _tables(cursor: "psycopg.Cursor[Any]") -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [name for (name,) in cursor.fetchall()]


def _count_postgresql(cursor: "psycopg.Cursor[Any]") -> Counts:
    count = sql.SQL("SELECT count(*) FROM {}")
    return {name: int(_one(cursor, count.format(sql.Identifier(name)))) for name in _tables(cursor)}


def _one(cursor: "psycopg.Cursor[Any]", statement: "sql.SQL | sql.Composed") -> Any:
    row = cursor.execute(statement).fetchone()
    assert row is not None
    return row[0]


def _need(program: str, purpose: str) -> None:
    if not shutil.which(program):
        raise Stop(f"{program} is not on this machine; install the PostgreSQL client {purpose}.")


def _call(command: list[str], facts: Facts) -> None:
    """Runs a program of PostgreSQL on this database; raises Stop when it fails."""
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    names |= {"PGHOST": "HOST", "PGPORT": "PORT"}
    told = {name: str(facts[key]) for name, key in names.items() if facts.get(key)}
    done = subprocess.run(
        command, env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"{command[0]} did not succeed: {done.stderr.strip()[-500:]}")
