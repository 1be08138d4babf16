"""Which bytes stand for a plan, so that two files are the same plan when their bytes are the same?

Keys in the order of the schema, lists that are sets in a fixed order, nothing empty, no key that says
what holds anyway, two blanks of indentation, UTF-8, a newline at the end.
"""

import json
from typing import Any, Final

from suivi.plans.formats.documents import (
    LANGUAGES,
    TEXTS,
    Document,
    level_keys,
    schema_for,
)

# Lists whose order says nothing: sorted by this key.
SORTED_BY: Final[dict[str, tuple[str, ...]]] = {
    "dimensions": ("code",),
    "focus_countries": ("country", "from"),
    "legal_bases": ("code",),
    "footnotes": ("number",),
    "periods": ("year",),
}


def canonical(document: Document) -> bytes:
    """The bytes of a document that keeps to the schema; the same for every way of writing it."""
    ordered = normalised(document)
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def normalised(document: Document) -> Document:
    """The document with keys, lists and texts in the one form that `canonical` writes."""
    narrowed = schema_for(level_keys(document))
    language = str(document.get("language", "en"))
    result: Document = _object(document, narrowed, narrowed["$defs"], language)
    for name, fields in SORTED_BY.items():
        if name in result:
            result[name] = sorted(
                result[name], key=lambda item: [item.get(field, "") for field in fields]
            )
    return result


def simplest(text: Any, language: str) -> Any:
    """A text in its shortest form: a bare string where only the own language has official wording."""
    if isinstance(text, str):
        return text
    by_language: dict[str, Any] = {}
    for code in LANGUAGES:
        wording = text.get(code)
        if isinstance(wording, dict):
            official = wording["state"] == "official"
            wording = wording["text"] if official else {k: wording[k] for k in ("text", "state")}
        if wording:
            by_language[code] = wording
    if set(by_language) == {language} and isinstance(by_language[language], str):
        return by_language[language]
    return by_language


def _object(value: Document, rules: Document, defs: Document, language: str) -> Document:
    found: Document = {}
    for key, rule in rules["properties"].items():
        if key in value:
            part = _value(key, value[key], rule, defs, language)
            if not _says_nothing(part):
                found[key] = part
    return found


def _value(key: str, value: Any, rule: Document, defs: Document, language: str) -> Any:
    name = str(rule.get("$ref", "")).rsplit("/", 1)[-1]
    if name in TEXTS:
        return simplest(_with_own(value, language), language)
    rule = defs[name] if name else rule
    if isinstance(value, list):
        items = rule.get("items", {})
        parts = [_value("", item, items, defs, language) for item in value]
        return sorted(parts) if key in ("footnotes", "legal_bases") and _flat(parts) else parts
    if isinstance(value, dict):
        return _object(value, rule, defs, language)
    return value


def _says_nothing(part: Any) -> bool:
    return part is None or part is False or part in ("", [], {})


def _flat(parts: list[Any]) -> bool:
    return not any(isinstance(part, dict) for part in parts)


def _with_own(text: Any, language: str) -> Any:
    return {language: text} if isinstance(text, str) else text
