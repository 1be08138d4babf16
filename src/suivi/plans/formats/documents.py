"""What does a plan file hold, and which schema describes it?

A document is what JSON gives: dictionaries, lists, texts, numbers. The schema in
`plans/data/plan-format.schema.json` allows any names of levels; `schema_for` narrows it to the
levels that a document declares, so that a misspelt key is found.
"""

import copy
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

Document = dict[str, Any]

FORMAT: Final = "suivi-plan/1"
DATA_DIR: Final = Path(__file__).resolve().parent.parent / "data"
SCHEMA_FILE: Final = DATA_DIR / "plan-format.schema.json"
LANGUAGES: Final = ("en", "fr", "nl", "de")
# Definitions of the schema that are texts in several languages.
TEXTS: Final = frozenset({"text", "title", "name", "label"})


@functools.cache
def schema() -> Document:
    """The published schema (JSON Schema 2020-12)."""
    loaded: Document = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


def level_keys(document: Any) -> list[str]:
    """The keys of the levels a document declares, from the top; without what is not a key."""
    levels = document.get("levels") if isinstance(document, dict) else None
    listed = levels if isinstance(levels, list) else []
    found = [level.get("key") for level in listed if isinstance(level, dict)]
    return [key for key in found if isinstance(key, str)]


def schema_for(keys: list[str]) -> Document:
    """The schema for a document with exactly these levels: every other key is refused."""
    narrowed = copy.deepcopy(schema())
    definitions = narrowed["$defs"]
    narrowed["additionalProperties"] = False
    for depth, key in enumerate(keys):
        provision = copy.deepcopy(definitions["provision"])
        provision["additionalProperties"] = False
        provision["title"] = key
        definitions[f"provision-{depth}"] = provision
        definitions[f"provisions-{depth}"] = {
            "type": "array",
            "minItems": 1,
            "items": {"$ref": f"#/$defs/provision-{depth}"},
        }
        holder = definitions[f"provision-{depth - 1}"] if depth else narrowed
        holder["properties"][key] = {"$ref": f"#/$defs/provisions-{depth}"}
    return narrowed


def provisions(document: Document, keys: list[str]) -> Iterator[tuple[int, Document, str]]:
    """Every provision in printed order: its depth (0 is the highest), itself, its place."""

    def below(holder: Any, depth: int, place: str) -> Iterator[tuple[int, Document, str]]:
        nested = holder.get(keys[depth]) if depth < len(keys) else None
        for index, provision in enumerate(nested if isinstance(nested, list) else []):
            if isinstance(provision, dict):
                here = f"{place}{keys[depth]}[{index}]"
                yield depth, provision, here
                yield from below(provision, depth + 1, f"{here}.")

    yield from below(document, 0, "")
