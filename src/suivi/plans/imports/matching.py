"""Which records does a file ask for, which are there already, and which are no longer asked for?"""

import copy
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

Record = TypeVar("Record", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)


def settle(
    there: Mapping[Key, Record],
    wanted: Iterable[tuple[Key, Mapping[str, Any]]],
    make: Callable[[], Record],
) -> tuple[dict[Key, Record], list[Record]]:
    """Makes the records fit the facts that are wanted.

    Takes the records that are there and the facts wanted, both by key. Records with other facts are
    saved, missing ones are made (together, in one statement). Gives all wanted records by key, in
    the order asked for, and those that nobody asked for; these are left alone.
    """
    found: dict[Key, Record] = {}
    new: list[Record] = []
    for key, facts in wanted:
        record = there.get(key)
        if record is None:
            new.append(record := make())
            assign(record, facts)
        elif _differs(record, facts):
            record.save()
        found[key] = record
    if new:
        type(new[0])._default_manager.bulk_create(new)
    return found, [record for key, record in there.items() if key not in found]


def assign(record: models.Model, facts: Mapping[str, Any]) -> None:
    """Writes facts onto a record: plain values and wordings alike."""
    for name, value in facts.items():
        setattr(record, name, value)


def _differs(record: models.Model, facts: Mapping[str, Any]) -> bool:
    before = _columns(record)
    assign(record, facts)
    return _columns(record) != before


def _columns(record: models.Model) -> dict[str, Any]:
    fields = record._meta.concrete_fields
    return {field.attname: copy.deepcopy(getattr(record, field.attname)) for field in fields}
