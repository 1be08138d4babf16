"""Which bytes stand for a plan, so that two files are the same plan when their bytes are the same?

Keys in the order of the schema, lists that are sets in a fixed order, nothing empty, no key that
says what holds anyway, two blanks of indentation, UTF-8, a newline at the end.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from suivi.plans.formats.documents import (
    LANGUAGES,
    TEXTS,
    Document,
    level_keys,
    schema_for,
)

# Lists whose order says nothing: sorted by these fields.
SORTED_BY: Final[dict[str, tuple[str, ...]]] = {
    "dimensions": ("code",),
    "focus_countries": ("country", "from"),
    "legal_bases": ("code",),
    "footnotes": ("number",),
    "periods": ("year",),
}
# The same for the lists of references on a provision.
REFERENCES: Final = ("footnotes", "legal_bases")

Spelling = Callable[[Any, str], Any]


def canonical(document: Document) -> bytes:
    """The bytes of a document that keeps to the schema; the same for every way of writing it."""
    ordered = normalised(document)
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def normalised(document: Document) -> Document:
    """The document with keys, lists and texts in the one form that `canonical` writes."""
    return _rewritten(document, shortest)


def spelled_out(document: Document) -> Document:
    """The same, but every text says its languages: nothing depends on the plan's own language."""
    return _rewritten(document, by_language)


def by_language(text: Any, language: str) -> Document:
    """A text as an object of its languages; official wording as a string, other with its state."""
    given = {language: text} if isinstance(text, str) else text
    found: Document = {}
    for code in LANGUAGES:
        wording = given.get(code)
        if isinstance(wording, dict):
            official = wording["state"] == "official"
            wording = wording["text"] if official else {k: wording[k] for k in ("text", "state")}
        if wording:
            found[code] = wording
    return found


def shortest(text: Any, language: str) -> Any:
    """A text in its shortest form: a bare string where all it has is official own wording."""
    found = by_language(text, language)
    if set(found) == {language} and isinstance(found[language], str):
        return found[language]
    return found


def _rewritten(document: Document, spelling: Spelling) -> Document:
    narrowed = schema_for(level_keys(document))
    writer = _Writer(narrowed["$defs"], str(document.get("language", "en")), spelling)
    result = writer.object(document, narrowed)
    for name, fields in SORTED_BY.items():
        if name in result:
            result[name] = sorted(
                result[name], key=lambda item: [item.get(field, "") for field in fields]
            )
    return result


class _Writer:
    """Rewrites a document along its schema."""

    def __init__(self, definitions: Document, language: str, spelling: Spelling) -> None:
        self.definitions = definitions
        self.language = language
        self.spelling = spelling

    def object(self, value: Document, rules: Document) -> Document:
        """An object with its keys in the order of the schema, without those that say nothing."""
        found: Document = {}
        for key, rule in rules["properties"].items():
            if key in value:
                part = self.value(key, value[key], rule)
                if not _says_nothing(part):
                    found[key] = part
        return found

    def value(self, key: str, value: Any, rule: Document) -> Any:
        """Any part; `rule` is its schema or a reference to it."""
        name = str(rule.get("$ref", "")).rsplit("/", 1)[-1]
        if name in TEXTS:
            return self.spelling(value, self.language)
        rule = self.definitions[name] if name else rule
        if isinstance(value, list):
            parts = [self.value("", item, rule.get("items", {})) for item in value]
            return sorted(parts) if key in REFERENCES and _plain(parts) else parts
        if isinstance(value, dict):
            return self.object(value, rule)
        return int(value) if isinstance(value, float) else value


def _says_nothing(part: Any) -> bool:
    return part is None or part is False or part in ("", [], {})


def _plain(parts: list[Any]) -> bool:
    return not any(isinstance(part, dict) for part in parts)
