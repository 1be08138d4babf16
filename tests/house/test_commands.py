"""Can every command be started first, in a process that has loaded nothing else?

Modules that import each other in a circle load or fail by the order in which they come; the web
server's order says nothing of a command's.
"""

import subprocess
import sys
from pathlib import Path

import suivi

ROOT = Path(suivi.__file__).parent
SCRIPT = """
import importlib, os, sys, traceback
import django
django.setup()
failed = []
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
sys.exit(", ".join(failed) or 0)
"""


def test_every_command_loads_on_its_own() -> None:
    files = sorted(ROOT.glob("*/management/commands/[a-z]*.py"))
    names = [".".join(("suivi", *file.relative_to(ROOT).with_suffix("").parts)) for file in files]
    assert len(names) > 5
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
