"""How does a frozen report become a PDF: tagged, archivable, the same bytes every time?

The report is read in one language and handed as data to the typesetter, in a process of its own.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from suivi.publications.reading import read_report
from suivi.publications.snapshot.shape import Snapshot

_PACKAGE_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_SECONDS: Final = 120
# Longer than any word or line that people write without a blank: only these are broken.
_ENDLESS: Final = re.compile(r"\w{60}(?=\w)|[^ ]{500}(?=[^ ])")
_MAY_BREAK: Final = "\u200b"
# What is followed, and not read.
_ADDRESSES: Final = frozenset(
    {"link", "anchor", "told_on_anchor", "told_on_line", "sha256", "drawing"}
)
# What only a page needs.
_FOR_PAGES: Final = frozenset({"html", "path"})


class NotSet(Exception):
    """The report could not be set; the message is for the operator's log, never for a page."""


def render_pdf(snapshot: Snapshot, language: str, *, sha256: str = "") -> bytes:
    """The report in one language as PDF/UA-1 and PDF/A-2a; raises NotSet.

    The same snapshot gives the same bytes: the only time in it is that of publishing.
    """
    part = read_report(snapshot, language, sha256=sha256)
    data = json.dumps(_each_text(asdict(part), _printable), ensure_ascii=False)
    moment = snapshot["report"].get("published_at", "")
    stamp = int(datetime.fromisoformat(moment).timestamp()) if moment else 0
    return _set(data, stamp)


def _set(data: str, stamp: int) -> bytes:
    """Sets the report in a process of its own, which keeps nothing on the disk."""
    try:
        found = subprocess.run(  # noqa: S603 - our own program, arguments made here
            [sys.executable, "-m", "suivi.publications.pdf_worker", str(stamp)],
            input=data.encode("utf-8"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": str(_PACKAGE_ROOT)},
        )
    except subprocess.TimeoutExpired:
        raise NotSet(f"It took more than {_SECONDS} seconds.") from None
    if found.returncode != 0:
        raise NotSet(found.stderr.decode("utf-8", "replace"))
    return found.stdout


def _each_text(part: Any, change: Callable[[str], str]) -> Any:
    """The same with every text changed that somebody reads; addresses stay as they are."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, dict):
        return {
            key: one if key in _ADDRESSES else _each_text(one, change)
            for key, one in part.items()
            if key not in _FOR_PAGES
        }
    return [_each_text(one, change) for one in part] if isinstance(part, list | tuple) else part


def _printable(text: str) -> str:
    """A text as paper can hold it.

    Control characters go; what stands for nothing (unassigned, private, half pairs) is named; a
    line may break within what has no end: a PDF holds no line of more than some 16,000 letters.
    """
    plain = "".join(map(_printable_letter, text))
    return _ENDLESS.sub(lambda match: match[0] + _MAY_BREAK, plain)


def _printable_letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else " "
    category = unicodedata.category(letter)
    if category in {"Co", "Cn", "Cs"}:
        return f"[U+{ord(letter):04X}]"
    return "" if category == "Cc" else letter
