"""How does a test call ./suivi as a person does: another process, a directory of its own?"""

import os
import subprocess
import sys
from pathlib import Path

from suivi.settings import PROJECT_DIR


def environment(data: Path, **more: str) -> dict[str, str]:
    """This machine's environment, with an installation in `data` and nothing else of Suivi's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SUIVI_")}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        kept.pop(name, None)
    return {**kept, "SUIVI_DATA": str(data), **more}


def suivi(data: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Runs a command of the installation in `data` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "suivi.command_line", *words],
        env=environment(data, **more),
        cwd=data.parent,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def script() -> Path:
    """The file at the root of the project."""
    return PROJECT_DIR / "suivi"


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    """The command ended with a status other than zero, and said these words without traceback."""
    assert done.returncode not in {0, 139}
    assert words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3
