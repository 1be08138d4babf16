"""Does ./suivi say what it can do, from anywhere, before anything is installed?"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from suivi.command_line.table import COMMANDS, find
from suivi.settings import PACKAGE_DIR
from tests.command_line.calling import script


def run_script(path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Runs the entry script by this machine's Python, isolated from every installed package."""
    command = [sys.executable, "-I", "-S", str(path), *words]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def test_alone_it_lists_every_command_with_a_line() -> None:
    done = run_script(script())
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"  {command.name} " in done.stdout
        assert command.sentence in done.stdout
        assert command.sentence.endswith(".")


def test_it_runs_through_a_path_with_spaces_and_a_link(tmp_path: Path) -> None:
    clone = tmp_path / "my clone"
    (clone / "src" / "suivi" / "command_line").mkdir(parents=True)
    shutil.copy(script(), clone / "suivi")
    for name in ("__init__.py", "command_line/__init__.py", "command_line/table.py"):
        shutil.copy(PACKAGE_DIR / name, clone / "src" / "suivi" / name)
    (tmp_path / "linked").symlink_to(clone / "suivi")
    assert "check-audit" in run_script(clone / "suivi").stdout
    assert "check-audit" in run_script(tmp_path / "linked", "--help").stdout


def test_a_command_that_does_not_exist_is_a_sentence() -> None:
    done = run_script(script(), "plan", "burn")
    assert done.returncode == 1
    assert done.stderr == "There is no command 'plan burn'; ./suivi lists them all.\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_is_found_by_its_words_and_has_a_module(command: object) -> None:
    named = next(each for each in COMMANDS if each is command)
    assert find([*named.name.split(), "--more"]) is named
    assert (PACKAGE_DIR / "command_line" / f"{named.module}.py").exists()
