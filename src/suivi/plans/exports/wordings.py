"""Which wording of a text stands in its column, and which becomes a row of "Translations"?"""

from collections.abc import Iterator
from typing import Any

from suivi.plans.formats.canonical import by_language
from suivi.plans.formats.documents import Document, level_keys, provisions
from suivi.plans.formats.sheets import FACTS_OF_PLAN, LISTS, Holds

Row = list[Any]
NOTHING: tuple[None, None] = (None, None)


def own(text: Any, language: str) -> str | None:
    """The official wording in the plan's own language; None where there is none."""
    said = by_language(text, language).get(language)
    return said if isinstance(said, str) else None


def translations(document: Document) -> Iterator[Row]:
    """A row for every wording that does not stand in its own column."""
    language = document["language"]
    for path, holds in FACTS_OF_PLAN.values():
        if holds is Holds.WORDING and path[0] in document:
            yield from _rows(document[path[0]], language, [None, None, *NOTHING, path[0]])
    for key, columns in LISTS.values():
        for part in document.get(key, []):
            for column in columns:
                if column.holds is Holds.WORDING and column.key in part:
                    place = [key, part[columns[0].key], *NOTHING, column.key]
                    yield from _rows(part[column.key], language, place)
    for dimension in document.get("dimensions", []):
        for category in dimension.get("categories", []):
            code = f"{dimension['code']} {category['code']}"
            place = ["dimensions", code, *NOTHING, "name"]
            yield from _rows(category["name"], language, place)
    yield from _of_provisions(document, language)


def _of_provisions(document: Document, language: str) -> Iterator[Row]:
    keys = level_keys(document)
    for depth, provision, _place in provisions(document, keys):
        start = [keys[depth], provision["code"]]
        for name in ("title", "text", "note"):
            if name in provision:
                yield from _rows(provision[name], language, [*start, *NOTHING, name])
        for number, instrument in enumerate(provision.get("instruments", []), start=1):
            yield from _rows(instrument["text"], language, [*start, number, None, "text"])
            for place, measure in enumerate(instrument["measures"], start=1):
                for name in ("label", "numerator", "denominator"):
                    if name in measure:
                        here = [*start, number, place, name]
                        yield from _rows(measure[name], language, here)


def _rows(text: Any, language: str, place: Row) -> Iterator[Row]:
    for code, said in by_language(text, language).items():
        if isinstance(said, dict):
            yield [*place, code, said["state"], said["text"]]
        elif code != language:
            yield [*place, code, "official", said]
