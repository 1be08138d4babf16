"""Is a browser found or installed, or its absence said, before any test runs?"""

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
    return commands


def test_a_browser_by_any_of_its_names_is_used(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chrome = tmp_path / "google-chrome"
    chrome.write_text("")
    chrome.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    testing.run(["tests/plans"])
    assert os.environ["SUIVI_CHROMIUM"] == str(chrome)
    assert started[0][-1] == "tests/plans"


def test_without_browser_and_root_one_sentence_says_what_to_install(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Stop, match="sudo apt-get install chromium libatomic1"):
        testing.run([])
    assert started == []


def test_the_tests_that_need_no_browser_run_without(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    testing.run(["-m", "not journey"])
    assert len(started) == 1
