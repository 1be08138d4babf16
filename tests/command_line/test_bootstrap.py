"""What does ./suivi do before there is an environment?"""

import importlib.machinery
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.command_line.calling import script


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The entry script as a module, at home in an empty directory with a lock file."""
    loader = importlib.machinery.SourceFileLoader("entry", str(script()))
    spec = importlib.util.spec_from_loader("entry", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    for name, path in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "STAMP": tmp_path / ".venv" / "suivi-installed.json",
        "OWN_UV": tmp_path / ".uv",
    }.items():
        monkeypatch.setattr(module, name, path)
    (tmp_path / "uv.lock").write_text("version = 1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    yield module


@pytest.fixture
def installs(entry: Any, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Notes what would be installed, and lays down what an installation leaves."""
    noted: list[set[str]] = []

    def install(groups: set[str]) -> None:
        noted.append(groups)
        entry.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        entry.PYTHON.touch()
        stamp = {"wanted": entry.wanted(), "groups": sorted(groups)}
        entry.STAMP.write_text(json.dumps(stamp))

    monkeypatch.setattr(entry, "install", install)
    return noted


def a_program(path: Path, text: str) -> Path:
    """A small program on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_first_run_installs_and_the_second_does_not(entry: Any, installs: list[Any]) -> None:
    entry.prepare("")
    entry.prepare("")
    assert installs == [set()]


def test_a_group_is_added_once_and_kept(entry: Any, installs: list[Any]) -> None:
    for group in ("", "test", "", "test", "check"):
        entry.prepare(group)
    assert installs == [set(), {"test"}, {"check", "test"}]


def test_another_lock_file_installs_again_with_the_same_groups(
    entry: Any, installs: list[Any]
) -> None:
    entry.prepare("test")
    (entry.ROOT / "uv.lock").write_text("version = 2\n")
    entry.prepare("")
    assert installs == [{"test"}, {"test"}]


def test_a_damaged_note_of_what_is_installed_installs_again(
    entry: Any, installs: list[Any]
) -> None:
    entry.prepare("")
    entry.STAMP.write_text("{")
    entry.prepare("")
    assert len(installs) == 2


def test_a_uv_on_the_path_serves_when_it_is_new_enough(
    entry: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(entry, "make_own_uv", lambda: made.append("uv"))
    there = a_program(tmp_path / "bin" / "uv", "echo uv 0.9.1 '(x 2025)'")
    monkeypatch.setenv("PATH", f"{there.parent}{os.pathsep}/usr/bin:/bin")
    assert entry.find_uv() == str(there)
    a_program(there, "echo uv 0.4.30")
    assert entry.find_uv() == str(tmp_path / ".uv" / "bin" / "uv")
    assert made == ["uv"]


def test_the_index_of_uv_or_pip_is_respected(entry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert entry.own_index() == ""
    monkeypatch.setenv("PIP_INDEX_URL", "https://pip.example.org/simple")
    assert entry.own_index() == "https://pip.example.org/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example.org/simple")
    assert entry.own_index() == "https://uv.example.org/simple"


def test_the_index_in_the_configuration_of_pip_is_respected(
    entry: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "global.cert='/x'\\nglobal.index-url='https://own.example.org/simple'"
    a_program(tmp_path / ".uv" / "bin" / "python", f'printf "{listed}\\n"')
    assert entry.own_index() == "https://own.example.org/simple"


def test_without_venv_and_without_root_one_command_is_named(
    entry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install python3-venv"):
        entry.install_venv_module()


def test_a_program_that_fails_is_named_with_what_it_said(
    entry: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = a_program(tmp_path / "broken", "echo no space left; exit 3")
    with pytest.raises(SystemExit, match="Installing did not succeed"):
        entry.run([str(broken)], "Installing")
    assert "no space left" in capsys.readouterr().err


def test_the_script_is_read_by_older_pythons() -> None:
    reading = f"import ast; ast.parse(open({str(script())!r}).read(), feature_version=(3, 8))"
    assert subprocess.run([sys.executable, "-c", reading], check=False).returncode == 0
