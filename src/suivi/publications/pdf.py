"""How does a frozen report become a PDF: tagged, archivable, the same bytes every time?

The report is read in one language and handed as data to the typesetter, in a process of its own.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from suivi.publications.reading import read_report
from suivi.publications.snapshot.shape import Snapshot

_HERE: Final = Path(__file__).resolve().parent
_TEMPLATES: Final = _HERE / "typst"
_FONTS: Final = _HERE / "fonts"
_SECONDS: Final = 120
_ROUNDS: Final = 8
# The typesetter names letters for which no typeface has a shape.
_UNKNOWN_LETTERS: Final = re.compile(r'the text `?"((?:[^"\\]|\\.)+)"`? could not be displayed')


class NotSet(Exception):
    """The report could not be set; the message is for the operator's log, never for a page."""


def render_pdf(snapshot: Snapshot, language: str, *, sha256: str = "") -> bytes:
    """The report in one language as PDF/UA-1 and PDF/A-2a; raises NotSet.

    The same snapshot gives the same bytes: the only time in it is that of publishing.
    """
    part = read_report(snapshot, language, sha256=sha256)
    data = json.dumps(_printable(asdict(part)), ensure_ascii=False)
    moment = snapshot["report"].get("published_at", "")
    stamp = int(datetime.fromisoformat(moment).timestamp()) if moment else 0
    with tempfile.TemporaryDirectory(prefix="suivi-report-") as name:
        folder = Path(name)
        for template in sorted(_TEMPLATES.glob("*.typ")):
            shutil.copy(template, folder)
        return _set(folder, data, stamp)


def _set(folder: Path, data: str, stamp: int) -> bytes:
    """Sets the report; letters that no typeface has are named by their number, U+1F600."""
    for _round in range(_ROUNDS):
        (folder / "report.json").write_text(data, encoding="utf-8")
        found = _run(folder, stamp)
        if found.returncode == 0:
            return (folder / "report.pdf").read_bytes()
        letters = _letters_without_shape(found.stderr)
        replaced = _named(data, letters)
        if replaced == data:
            raise NotSet(found.stderr)
        data = replaced
    raise NotSet(found.stderr)


def _run(folder: Path, stamp: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "suivi.publications.pdf_worker"]
    package_root = str(_HERE.parent.parent)
    return subprocess.run(  # noqa: S603 - our own program, arguments made here
        [*command, str(folder), str(_FONTS), str(stamp)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, "PYTHONPATH": package_root},
    )


def _letters_without_shape(complaint: str) -> set[str]:
    """The letters named by the typesetter, also as \\u{e000}."""
    letters: set[str] = set()
    for found in _UNKNOWN_LETTERS.findall(complaint):
        plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found)
        letters.update(letter for letter in plain if not letter.isascii())
    return letters


def _named(data: str, letters: set[str]) -> str:
    table = {ord(letter): f"[U+{ord(letter):04X}]" for letter in letters}
    return data.translate(table)


def _printable(part: Any) -> Any:
    """The same with every text as paper can hold it.

    Control characters go; what stands for nothing (unassigned, private, half pairs) is named.
    """
    if isinstance(part, str):
        return "".join(map(_printable_letter, part))
    if isinstance(part, dict):
        return {key: _printable(one) for key, one in part.items()}
    return [_printable(one) for one in part] if isinstance(part, list | tuple) else part


def _printable_letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else " "
    category = unicodedata.category(letter)
    if category in {"Co", "Cn", "Cs"}:
        return f"[U+{ord(letter):04X}]"
    return "" if category == "Cc" else letter
