"""How quickly does the register of activities answer when it holds a million of them?

In a throw-away installation on SQLite, and, where DATABASE_URL names a PostgreSQL on which
databases may be made, in a throw-away database there as well.
"""

import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from suivi.command_line.bench import call, say
from suivi.command_line.stopping import Arguments, Stop


def run(words: list[str]) -> None:
    """Fills, measures, prints Markdown, and leaves nothing behind."""
    arguments = Arguments("bench activities")
    arguments.add_argument("--scale", type=int, default=1_000_000)
    arguments.add_argument("--times", type=int, default=20)
    chosen = arguments.parse_args(words)
    if chosen.scale < 1 or chosen.times < 2:
        raise Stop("The scale is a number of activities, and each is asked at least twice.")
    url = os.environ.pop("DATABASE_URL", "")
    os.environ |= {"SUIVI_DEMO": "1", "DJANGO_SETTINGS_MODULE": "suivi.settings"}
    python = f"Python {platform.python_version()}"
    print(f"# The register on {os.cpu_count()} cores ({platform.machine()}), {python}\n")
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as name:
        measure("SQLite", Path(name) / "sqlite", chosen.scale, chosen.times)
        if url:
            with throw_away(url) as own:
                os.environ["DATABASE_URL"] = own
                measure("PostgreSQL", Path(name) / "postgresql", chosen.scale, chosen.times)


def measure(database: str, data: Path, scale: int, times: int) -> None:
    """One database: the demonstration, then so many activities beside it."""
    data.mkdir()
    os.environ["SUIVI_DATA"] = str(data)
    say(f"{database}: filling the demonstration")
    call("suivi.command_line", "demo", "--no-serve")
    say(f"{database}: {scale} activities")
    _output, taken = call("suivi.command_line.benchmark.activities", str(scale))
    say(f"{database}: asking")
    output, _taken = call("suivi.command_line.benchmark.register", str(times))
    load = os.getloadavg()[0]
    print(f"## {database}\n\n{scale} activities, filled in {taken:.0f} s; load {load:.1f}.\n")
    print(output, flush=True)


@contextmanager
def throw_away(url: str) -> Iterator[str]:
    """A database of its own on the server of that address, dropped at the end."""
    name = f"suivi_bench_{os.getpid()}"
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Stop("DATABASE_URL names no PostgreSQL; leave it out to measure SQLite alone.")
    try:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                yield urlunsplit(parts._replace(path=f"/{name}"))
            finally:
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                server.execute(drop.format(sql.Identifier(name)))
    except psycopg.OperationalError as problem:
        raise Stop(f"PostgreSQL does not answer: {str(problem).splitlines()[0]}") from None
    except psycopg.errors.InsufficientPrivilege:
        raise Stop("This role may not make databases; PostgreSQL was not measured.") from None
