"""How does one look into a document of which nothing is sure yet?"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.formats.documents import Document


def entries(holder: Any, name: str) -> Iterator[tuple[int, Document]]:
    """The objects in the list `name` of a holder, numbered; nothing where there is no such list."""
    found = holder.get(name) if isinstance(holder, dict) else None
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def items(holder: Document, name: str) -> Iterator[tuple[int, Any]]:
    """The plain values in the list `name` of a holder, numbered."""
    found = holder.get(name)
    for index, item in enumerate(found if isinstance(found, list) else []):
        if not isinstance(item, dict | list):
            yield index, item


def text_of(holder: Document, name: str) -> str:
    """The text under `name`; empty where there is none or it is something else."""
    found = holder.get(name)
    return found if isinstance(found, str) else ""


def codes_of(document: Document, name: str) -> set[str]:
    """The codes of the entries in the list `name`."""
    return {text_of(entry, "code") for _index, entry in entries(document, name)} - {""}


def twice(found: Iterable[tuple[int, Document]], field: str, place: str) -> Iterator[Fault]:
    """A fault for each entry whose `field` an earlier entry of the list has already."""
    seen: set[Any] = set()
    for index, entry in found:
        value = entry.get(field)
        if isinstance(value, str | int):
            if value in seen:
                sentence = _("“%(value)s” stands here for the second time")
                yield Fault(f"{place}[{index}].{field}", sentence % {"value": value})
            seen.add(value)
