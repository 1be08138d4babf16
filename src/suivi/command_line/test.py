"""How are the tests run on a machine that has only what Suivi needs to run?

The journeys need a browser. On Debian, as root, it is installed; elsewhere one sentence says what
to install. Nothing is skipped silently.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from suivi.command_line.stopping import Stop

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's own node is linked against libatomic, which a small Debian lacks.
DEBIAN_PACKAGES: Final = ("chromium", "libatomic1")
ROOT: Final = Path(__file__).resolve().parents[3]


def run(words: list[str]) -> None:
    """Becomes pytest in the project's directory, with these arguments."""
    if "not journey" not in words:
        if not (browser() and has_libatomic()):
            install_browser()
        os.environ["SUIVI_CHROMIUM"] = browser()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *side_by_side(words), *words])


def side_by_side(words: list[str]) -> list[str]:
    """The whole suite runs on all cores, up to four; tests that are named run alone, in order."""
    cores = min(os.cpu_count() or 1, 4)
    chosen = any(word.startswith(("tests", "-n", "--co", "-k", "--lf")) for word in words)
    return [] if chosen or cores == 1 else ["-n", str(cores), "--dist", "loadfile"]


def browser() -> str:
    """Where a Chromium is: what SUIVI_CHROMIUM names, else one on the PATH, else nothing."""
    named = os.environ.get("SUIVI_CHROMIUM", "")
    found = (shutil.which(name) for name in BROWSERS)
    return named if Path(named).is_file() else next(filter(None, found), "")


def has_libatomic() -> bool:
    """Whether the library that Playwright's node needs is there (Linux only)."""
    if not sys.platform.startswith("linux"):
        return True
    return any(
        True for folder in ("/lib", "/usr/lib") for _ in Path(folder).glob("*/libatomic.so.1")
    )


def install_browser() -> None:
    """Installs what is missing with apt as root; otherwise raises Stop with the one command."""
    packages = " ".join(DEBIAN_PACKAGES)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(
            "The journeys need a Chromium, and none was found. "
            f"On Debian run: sudo apt-get install {packages} "
            "(or name one in SUIVI_CHROMIUM); the other tests run with: "
            './suivi test -m "not journey"'
        )
    print(f"Installing {packages} for the journeys …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(f"{' '.join(command)} did not succeed: {done.stderr.strip()[-300:]}")
