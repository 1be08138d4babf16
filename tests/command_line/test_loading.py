"""Does each command load by itself, whatever has been imported before?"""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.command_line.calling import environment

COMMANDS = sorted(
    (path.parents[2].name, path.stem)
    for path in settings.PACKAGE_DIR.glob("*/management/commands/[a-z]*.py")
)
SCRIPT = (
    "import sys, django; django.setup()\n"
    "from django.core.management import load_command_class\n"
    "load_command_class(*sys.argv[1:])"
)


@pytest.mark.parametrize(("subject", "name"), COMMANDS)
def test_a_command_is_the_first_thing_that_is_imported(
    subject: str, name: str, tmp_path: Path
) -> None:
    told = environment(tmp_path, DJANGO_SETTINGS_MODULE="suivi.settings")
    words = [sys.executable, "-c", SCRIPT, f"suivi.{subject}", name]
    done = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_are_commands() -> None:
    assert ("activities", "iati_import") in COMMANDS
