"""Is this file JSON at all, and does it say each thing once?"""

import json
import re
from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.errors import Fault, Faults
from suivi.languages.letters import TURNS
from suivi.plans.formats.documents import Document
from suivi.plans.formats.readings import Reading, dotted

LIMIT_BYTES: Final = 10 * 1024 * 1024
DIGITS_AT_MOST: Final = 18
# What neither a spreadsheet nor a page can hold: control characters, halves of characters.
UNWRITABLE: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{TURNS}]")


class _TooLong(Exception):
    """A number of more digits than any in a plan; says of how many."""


class _Object(dict[str, Any]):
    """A JSON object that remembers which keys it was given twice."""

    twice: tuple[str, ...] = ()


def read_json(data: bytes) -> Reading:
    """What a JSON file holds. Raises `Faults` with one sentence when it cannot be read at all."""
    check_size(len(data))
    found = _parsed(_decoded(data))
    if not isinstance(found, dict):
        raise Faults([Fault("", _("A plan file is one JSON object, in braces."))])
    return Reading(found, tuple(_said_twice(found, ())))


def check_size(size: int) -> None:
    """Refuses a file of more bytes than any plan has."""
    if size > LIMIT_BYTES:
        sentence = _("The file has %(size)s MB; a plan has at most %(limit)s MB.") % {
            "size": round(size / 1024 / 1024, 1),
            "limit": LIMIT_BYTES // 1024 // 1024,
        }
        raise Faults([Fault("", sentence)])
    if not size:
        raise Faults([Fault("", _("The file is empty."))])


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = _("The file is not UTF-8 text: it cannot be read from this line on.")
        raise Faults([Fault(_("line %(line)s") % {"line": line}, sentence)]) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, **_NUMBERS)
    except json.JSONDecodeError as error:
        place = _("line %(line)s, column %(column)s") % {
            "line": error.lineno,
            "column": error.colno,
        }
        sentence = _("From here on this is not JSON (%(reason)s).") % {"reason": error.msg}
        raise Faults([Fault(place, sentence)]) from None
    except RecursionError:
        raise Faults([Fault("", _("The file is nested too deeply for a plan."))]) from None
    except _TooLong as number:
        sentence = _(
            "The file holds a number of %(count)s digits; no number of a plan has so many."
        )
        raise Faults([Fault("", sentence % {"count": number})]) from None
    except ValueError as error:
        sentence = _("The file holds a number that JSON does not know (%(reason)s).")
        raise Faults([Fault("", sentence % {"reason": error})]) from None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        found.twice = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _whole(digits: str) -> int:
    if len(digits) > DIGITS_AT_MOST:
        raise _TooLong(len(digits.lstrip("-")))
    return int(digits)


_NUMBERS: Final[dict[str, Any]] = {"parse_constant": _refuse_constant, "parse_int": _whole}


def _said_twice(value: Any, path: tuple[Any, ...]) -> list[Fault]:
    faults: list[Fault] = []
    if isinstance(value, _Object):
        faults += [
            Fault(dotted((*path, key)), _("this key stands twice in the same object"))
            for key in value.twice
        ]
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in parts:
        if isinstance(part, dict | list):
            faults += _said_twice(part, (*path, step))
    return faults


def unwritable(document: Document) -> list[Fault]:
    """A fault for every text with a character that cannot be shown."""
    faults: list[Fault] = []

    def look(value: Any, path: tuple[Any, ...]) -> None:
        if isinstance(value, str):
            if UNWRITABLE.search(value) or value.endswith("\n"):
                faults.append(Fault(dotted(path), _("holds a character that cannot be shown")))
        elif isinstance(value, dict | list):
            for step, part in value.items() if isinstance(value, dict) else enumerate(value):
                look(part, (*path, step))

    look(document, ())
    return faults
