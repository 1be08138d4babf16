"""How are the tests run on a machine that has only what Suivi needs to run?

The journeys need a browser, and the tests of workbooks LibreOffice Calc. On Debian, as root, both
are installed; elsewhere one sentence says what to install. Nothing is skipped silently.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from suivi.command_line.stopping import Stop

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICES: Final = ("soffice", "libreoffice", "localc")
# Playwright's own node is linked against libatomic, which a small Debian lacks.
BROWSER_PACKAGES: Final = ("chromium", "libatomic1")
OFFICE_PACKAGES: Final = ("libreoffice-calc-nogui",)
ROOT: Final = Path(__file__).resolve().parents[3]


def run(words: list[str]) -> None:
    """Becomes pytest in the project's directory, with these arguments."""
    chosen = " ".join(words)
    missing: list[str] = []
    if "not journey" not in chosen and not (browser() and has_libatomic()):
        missing += BROWSER_PACKAGES
    if "not office" not in chosen and not office():
        missing += OFFICE_PACKAGES
    if missing:
        install(missing)
    os.environ |= {"SUIVI_CHROMIUM": browser(), "SUIVI_SOFFICE": office()}
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *side_by_side(words), *words])


def side_by_side(words: list[str]) -> list[str]:
    """The whole suite runs on all cores, up to four; tests that are named run alone, in order."""
    cores = min(os.cpu_count() or 1, 4)
    chosen = any(word.startswith(("tests", "-n", "--co", "-k", "--lf")) for word in words)
    return [] if chosen or cores == 1 else ["-n", str(cores), "--dist", "loadfile"]


def browser() -> str:
    """Where a Chromium is: what SUIVI_CHROMIUM names, else one on the PATH, else nothing."""
    return _program("SUIVI_CHROMIUM", BROWSERS)


def office() -> str:
    """Where LibreOffice is: what SUIVI_SOFFICE names, else one on the PATH, else nothing."""
    return _program("SUIVI_SOFFICE", OFFICES)


def _program(setting: str, names: tuple[str, ...]) -> str:
    named = os.environ.get(setting, "")
    found = (shutil.which(name) for name in names)
    return named if Path(named).is_file() else next(filter(None, found), "")


def has_libatomic() -> bool:
    """Whether the library that Playwright's node needs is there (Linux only)."""
    if not sys.platform.startswith("linux"):
        return True
    return any(
        True for folder in ("/lib", "/usr/lib") for _ in Path(folder).glob("*/libatomic.so.1")
    )


def install(wanted: list[str]) -> None:
    """Installs what is missing with apt as root; otherwise raises Stop with the one command."""
    packages = " ".join(wanted)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(
            "The tests need a Chromium and LibreOffice Calc, and not both were found. "
            f"On Debian run: sudo apt-get install {packages} "
            "(or name them in SUIVI_CHROMIUM and SUIVI_SOFFICE); the other tests run with: "
            './suivi test -m "not journey and not office"'
        )
    print(f"Installing {packages} for the tests …", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(f"{' '.join(command)} did not succeed: {done.stderr.strip()[-300:]}")
