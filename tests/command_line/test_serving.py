"""Do the demo and the server start, answer and stop as a person expects?"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from suivi.command_line.minder import PATIENCE_SECONDS
from suivi.command_line.processes import free_port
from tests.command_line.calling import assert_one_sentence, environment, suivi


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that the demo has filled, once for these tests."""
    data = tmp_path_factory.mktemp("demo") / "my data"
    done = suivi(data, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return data


def counts(data: Path) -> dict[str, int]:
    """How many rows each table of ours holds."""
    with closing(sqlite3.connect(data / "suivi.sqlite3")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
        }


@contextmanager
def running(data: Path, *words: str) -> "Iterator[subprocess.Popen[str]]":
    """A command that goes on, in a terminal of its own, ended at the end in any case."""
    child = subprocess.Popen(
        [sys.executable, "-m", "suivi.command_line", *words],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait(timeout=30)
        for stream in (child.stdout, child.stderr):
            assert stream is not None
            stream.close()


def heard(child: "subprocess.Popen[str]", words: str) -> str:
    """What the command says until it has said these words."""
    assert child.stdout is not None
    said = ""
    for line in child.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"It ended without saying {words!r}: {said}")


def page(port: int, path: str = "/") -> tuple[int, str]:
    """Status and text of a page, waiting a moment for the server to come up."""
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("The server does not answer.")


def test_the_demo_made_twice_is_the_demo_made_once(demo: Path) -> None:
    before = counts(demo)
    assert before["reporting_contribution"] > 100
    assert before["people_person"] > 10
    assert suivi(demo, "demo", "--no-serve").returncode == 0
    assert counts(demo) == before


def test_the_demo_says_where_it_is_and_stops_quietly(demo: Path) -> None:
    port = free_port()
    with running(demo, "demo", "--port", str(port)) as child:
        said = heard(child, "Stop with Ctrl-C.")
        assert f"http://127.0.0.1:{port}/" in said
        assert "coordinator@example.org" in said
        assert page(port)[0] == 200
        assert page(port, "/fr/plans/be-wps-2013-2016/")[0] == 200
        assert page(port, "/nowhere/")[0] == 404
        assert_one_sentence(suivi(demo, "demo", "--port", str(port)), f"Port {port} is in use")
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=30) == 0
        assert child.stderr is not None
        assert "Traceback" not in child.stderr.read()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)


def test_sample_people_are_not_served_as_a_real_installation(demo: Path) -> None:
    done = suivi(demo, "serve", "--port", str(free_port()))
    assert_one_sentence(done, "This database holds sample people")


def test_a_real_installation_is_served_and_refuses_to_become_a_demo(tmp_path: Path) -> None:
    data, port = tmp_path / "real", free_port()
    assert suivi(data, "migrate").returncode == 0
    with running(data, "serve", "--port", str(port), "--workers", "1") as child:
        heard(child, f"http://127.0.0.1:{port}/")
        assert page(port)[0] == 200
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=30) in {0, -signal.SIGTERM}
    with closing(sqlite3.connect(data / "suivi.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO people_person (password, email, name, language, is_active,"
            " is_administrator, is_sample) VALUES ('!', 'a@b.eu', 'A', 'en', 1, 1, 0)"
        )
    done = suivi(data, "demo", "--no-serve")
    assert_one_sentence(done, "This installation holds real people")


def test_the_worker_stops_when_it_is_told_to(demo: Path) -> None:
    with running(demo, "worker") as child:
        time.sleep(3)
        assert child.poll() is None
        child.send_signal(signal.SIGTERM)
        # On a slow machine it is told before it listens, and ends by the signal itself.
        assert child.wait(timeout=30) in {0, -signal.SIGTERM}


def test_what_the_record_says_can_be_checked(demo: Path) -> None:
    done = suivi(demo, "check-audit")
    assert done.returncode == 0
    assert "events is whole." in done.stdout


def assert_silent(port: int) -> None:
    """Nobody answers there any more, at the latest after the patience of who stops them."""
    until = time.monotonic() + PATIENCE_SECONDS + 10
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("The server outlived the command that had started it.")


def group_is_there(group: int) -> bool:
    """Whether a process of this group is alive."""
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        states = subprocess.run(
            ["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False
        )
        return any(not state.startswith("Z") for state in states.stdout.split())
    return False


def test_what_the_demo_started_ends_with_it_when_it_is_killed(demo: Path) -> None:
    port = free_port()
    with running(demo, "demo", "--port", str(port)) as child:
        heard(child, "Stop with Ctrl-C.")
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(child.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        started = [int(pid) for pid in listed.stdout.split()]
        assert len(started) == 3  # the web server, the worker, and what minds them
        child.kill()
        child.wait(timeout=30)
        assert_silent(port)
        until = time.monotonic() + PATIENCE_SECONDS + 10
        while any(group_is_there(pid) for pid in started) and time.monotonic() < until:
            time.sleep(0.1)
        assert not [pid for pid in started if group_is_there(pid)]


def test_a_server_that_was_killed_leaves_its_port_free(tmp_path: Path) -> None:
    data, port = tmp_path / "real", free_port()
    assert suivi(data, "migrate").returncode == 0
    with running(data, "serve", "--port", str(port), "--workers", "1") as child:
        heard(child, f"http://127.0.0.1:{port}/")
        assert page(port)[0] == 200
        child.kill()
        child.wait(timeout=30)
        assert_silent(port)
