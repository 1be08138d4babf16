"""Is everything that stops a command a sentence?"""

from pathlib import Path

import pytest

from suivi.command_line.processes import free_port
from tests.command_line.calling import assert_one_sentence, suivi

REFUSED = {
    "no such command": (["burn"], "There is no such command."),
    "no arguments": (["report"], "The following arguments are required"),
    "an unknown format": (
        ["report", "x", "2014", "--format", "doc", "-o", "x"],
        "Argument --format: invalid choice",
    ),
    "a year that is none": (
        ["report", "x", "last", "--format", "pdf", "-o", "x"],
        "Argument year: invalid int value: 'last'. Write: ./suivi report",
    ),
    "an unknown option": (["serve", "--prot", "80"], "Unrecognized arguments: --prot 80"),
    "no database": (["check-audit"], "Run: ./suivi migrate"),
    "no database to serve": (["serve"], "Run: ./suivi migrate"),
    "no database to back up": (["backup", "x.tar.gz"], "Run: ./suivi migrate"),
    "no such backup": (["restore", "x.tar.gz"], "There is no file"),
    "a port beyond all ports": (["demo", "--port", "70000"], "70000 is not a port"),
    "an unknown host": (
        ["demo", "--port", str(free_port()), "--host", "x"],
        "Unrecognized arguments",
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
