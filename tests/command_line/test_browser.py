"""Are browser and LibreOffice found or installed, or their absence said, before any test runs?"""

import os
import shutil
from pathlib import Path

import pytest

from suivi.command_line import test as testing
from suivi.command_line.stopping import Stop


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Notes what the command would become."""
    commands: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, words: commands.append(words))
    monkeypatch.setattr(testing, "has_libatomic", lambda: True)
    monkeypatch.setenv("SUIVI_CHROMIUM", "")
    monkeypatch.setenv("SUIVI_SOFFICE", "")
    return commands


def test_a_browser_by_any_of_its_names_is_used(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome, office = tmp_path / "google-chrome", tmp_path / "libreoffice"
    for program in (chrome, office):
        program.write_text("")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    testing.run(["tests/plans"])
    assert os.environ["SUIVI_CHROMIUM"] == str(chrome)
    assert os.environ["SUIVI_SOFFICE"] == str(office)
    assert started[0][-1] == "tests/plans"


def test_without_browser_and_root_one_sentence_says_what_to_install(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Stop, match=r"install chromium .*libreoffice-calc-nogui"):
        testing.run([])
    assert started == []


def test_the_tests_that_need_neither_run_without(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    testing.run(["-m", "not journey and not office"])
    assert len(started) == 1


def test_without_libreoffice_the_tests_of_workbooks_are_not_skipped(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Stop, match="sudo apt-get install libreoffice-calc-nogui"):
        testing.run(["-m", "not journey"])
    assert started == []
