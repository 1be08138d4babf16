"""Is the code as the house wants it?"""

import subprocess
import sys
from typing import Final

from django.conf import settings

from suivi.command_line import diagrams
from suivi.command_line.stopping import Arguments, Stop

# What is checked, and the module that checks it.
CHECKS: Final = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("templates", ["djlint", "--lint", "--quiet", "src/suivi"]),
    ("types", ["mypy"]),
    ("imports", ["importlinter.cli", "lint"]),
    (
        "migrations",
        ["django", "makemigrations", "--check", "--dry-run", "--settings", "suivi.settings"],
    ),
)


def run(words: list[str]) -> None:
    """Runs every check to the end and names those that found something."""
    Arguments("check").parse_args(words)
    failed = [name for name, command in CHECKS if not passes(name, command)]
    for path in diagrams.outdated():
        print(f"{path} is not what the code says. Run: ./suivi diagrams")
        failed.append("diagrams")
    if failed:
        raise Stop(f"Not yet: {', '.join(failed)}.")
    print("Everything is as it should be.")


def passes(name: str, command: list[str]) -> bool:
    """Runs one check in the project's directory."""
    print(f"── {name}", flush=True)
    done = subprocess.run([sys.executable, "-m", *command], cwd=settings.PROJECT_DIR, check=False)
    return done.returncode == 0
