"""Has the document the shape that the schema asks for?

The schema's own messages are for programmers; here each becomes one sentence for whoever wrote the
file, with its place.
"""

import difflib
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import jsonschema
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.formats.documents import Document, level_keys, schema_for
from suivi.plans.formats.readings import dotted

# A jsonschema.ValidationError; its facts are of any type, as the file has it.
Error = Any

# A value wrong in several ways is told the first of these.
ORDER: Final = ("type", "const", "enum", "minLength", "maxLength", "pattern", "format")


def shape_faults(document: Document) -> list[Fault]:
    """One fault for each place where the document does not keep to the schema."""
    first: dict[str, Fault] = {}
    for error in sorted(_errors(document), key=_urgency):
        for fault in _faults(error):
            first.setdefault(fault.place, fault)
    return list(first.values())


def _errors(document: Document) -> Iterator[Error]:
    yield from _validator(json.dumps(level_keys(document))).iter_errors(document)


@functools.lru_cache(maxsize=8)
def _validator(keys: str) -> Any:
    return jsonschema.Draft202012Validator(
        schema_for(json.loads(keys)), format_checker=jsonschema.FormatChecker(["date"])
    )


def _urgency(error: Error) -> int:
    return ORDER.index(error.validator) if error.validator in ORDER else len(ORDER)


def _faults(error: Error) -> Iterator[Fault]:
    path = list(error.absolute_path)
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield Fault(dotted([*path, key]), _("is missing"))
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                yield Fault(dotted([*path, key]), _unknown_key(key, known))
    else:
        yield Fault(dotted(path), SENTENCES[str(error.validator)](error))


def _unknown_key(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return _("is not a key of the format here; did you mean “%(near)s”?") % {"near": near[0]}
    return _("is not a key of the format here")


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def _wrong_type(error: Error) -> str:
    words = {
        "string": _("a text"),
        "object": _("an object"),
        "array": _("a list"),
        "integer": _("a whole number"),
        "boolean": _("true or false"),
    }
    wanted = error.validator_value
    names = [words[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    return _("must be %(wanted)s") % {"wanted": _(" or ").join(names)}


def _wrong_pattern(error: Error) -> str:
    if error.instance != error.instance.strip():
        return _("begins or ends with a blank")
    if "\n" in error.instance:
        return _("must stand on one line")
    return _("%(found)s is not %(wanted)s") % {
        "found": _shown(error.instance),
        "wanted": error.schema.get("description", _("a text")),
    }


def _none_of(error: Error) -> str:
    return _("%(found)s is none of: %(known)s") % {
        "found": _shown(error.instance),
        "known": ", ".join(str(value) for value in error.validator_value),
    }


def _too_long(error: Error) -> str:
    return _("has %(length)s characters; at most %(limit)s are possible") % {
        "length": len(error.instance),
        "limit": error.validator_value,
    }


def _too_few(error: Error) -> str:
    if error.validator_value == 1:
        return _("at least one is required")
    return _("at least %(count)s are required") % {"count": error.validator_value}


def _limit(error: Error) -> str:
    sentence = _("must be at least %(limit)s") if error.validator == "minimum" else None
    return (sentence or _("must be at most %(limit)s")) % {"limit": error.validator_value}


SENTENCES: Final[dict[str, Callable[[Error], str]]] = {
    "type": _wrong_type,
    "const": lambda error: _("must be “%(value)s”") % {"value": error.validator_value},
    "enum": _none_of,
    "minLength": lambda _error: _("is empty"),
    "minProperties": lambda _error: _("is empty"),
    "maxLength": _too_long,
    "pattern": _wrong_pattern,
    "format": lambda error: (
        _("%(found)s is not a date written as 2013-12-31") % {"found": _shown(error.instance)}
    ),
    "minItems": _too_few,
    "maxItems": lambda error: (
        _("at most %(limit)s are possible") % {"limit": error.validator_value}
    ),
    "uniqueItems": lambda _error: _("the same entry stands twice"),
    "minimum": _limit,
    "maximum": _limit,
}
