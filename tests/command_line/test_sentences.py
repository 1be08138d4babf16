"""Is everything that stops a command a sentence?"""

import subprocess
import sys
from pathlib import Path

import pytest

from suivi import environment as settings_of
from suivi.command_line.processes import free_port
from tests.command_line.calling import assert_one_sentence, environment, suivi

REFUSED = {
    "no such command": (["burn"], "There is no such command."),
    "no arguments": (["report"], "Something is missing: plan, year"),
    "an unknown format": (
        ["report", "x", "2014", "--format", "doc", "-o", "x"],
        "--format is one of",
    ),
    "a year that is none": (
        ["report", "x", "last", "--format", "pdf", "-o", "x"],
        "year is a whole number, not “last”. Write: ./suivi report",
    ),
    "an unknown option": (["serve", "--prot", "80"], "“--prot 80” is not understood."),
    "no database": (["check-audit"], "Run: ./suivi migrate"),
    "no database to serve": (["serve"], "Run: ./suivi migrate"),
    "no database to back up": (["backup", "x.tar.gz"], "Run: ./suivi migrate"),
    "no such backup": (["restore", "x.tar.gz"], "There is no file"),
    "a port beyond all ports": (["demo", "--port", "70000"], "70000 is not a port"),
    "an unknown host": (
        ["demo", "--port", str(free_port()), "--host", "x"],
        "is not understood.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, case: str) -> None:
    words, sentence = REFUSED[case]
    done = suivi(tmp_path / "data", *words)
    if case == "no such command":
        assert done.returncode == 1
        assert sentence in done.stderr
    else:
        assert_one_sentence(done, sentence)


def test_a_setting_that_is_wrong_is_one_sentence(tmp_path: Path) -> None:
    done = suivi(tmp_path / "data", "check-audit", DATABASE_URL="mysql://somewhere")
    assert_one_sentence(done, "DATABASE_URL begins with 'mysql'; write postgres://")


def test_a_database_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    done = suivi(tmp_path / "data", "check-audit", DATABASE_URL=url)
    assert done.returncode == 1
    assert "The database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SUIVI_TIME_ZONE", "Mars", "SUIVI_TIME_ZONE is 'Mars', which is no time zone"),
        ("SUIVI_TIME_ZONE", "../../etc/passwd", "which is no time zone"),
        ("SUIVI_UPLOAD_LIMIT_MB", "²", "SUIVI_UPLOAD_LIMIT_MB is '²'; write a whole number."),
        ("DATABASE_URL", "postgres://a@b:port/c", "DATABASE_URL names a port that is no number."),
        ("SUIVI_DATA", "/dev/null", "SUIVI_DATA names /dev/null, which is not a directory."),
        ("SUIVI_DATA", "/proc/nowhere", "SUIVI_DATA names /proc/nowhere, where nothing can be"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    command = [sys.executable, "-m", "suivi.command_line", "check-audit"]
    told = environment(tmp_path / "data") | {name: value}
    done = subprocess.run(
        command, env=told, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert_one_sentence(done, sentence)


def test_an_empty_place_for_the_data_is_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUIVI_DATA", "")
    assert settings_of.directory("SUIVI_DATA", tmp_path) == tmp_path.resolve()


def test_half_a_command_lists_those_that_begin_so(tmp_path: Path) -> None:
    done = suivi(tmp_path / "data", "plan")
    assert "./suivi plan load FILE" in done.stderr
    assert "./suivi plan show PLAN" in done.stderr
    assert "check-audit" not in done.stderr


def test_no_key_is_made_beside_events_that_another_sealed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert suivi(data, "migrate").returncode == 0
    assert suivi(data, "person", "add", "a@example.org", "--name", "A").returncode == 0
    kept = (data / "secret-key").rename(tmp_path / "kept")
    assert_one_sentence(suivi(data, "check-audit"), "Restore the file, or set SUIVI_SECRET_KEY")
    assert not (data / "secret-key").exists()
    assert suivi(data, "check-audit", SUIVI_SECRET_KEY=kept.read_text()).returncode == 0
