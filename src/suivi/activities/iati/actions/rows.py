"""How do ten thousands of rows enter a table quickly?

By one prepared statement, row after row: for the tables of an IATI file that takes a tenth of the
time that making a model of each row takes (see docs/benchmarks.md). Only rows without a life of
their own are written so, by the action that writes what they belong to.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(table: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows of these fields; lists and objects as JSON, days as ISO texts."""
    fields = [table._meta.get_field(name) for name in names]
    are_json = [isinstance(each, models.JSONField) for each in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(each.column)) for each in fields)  # type: ignore[union-attr]
    places = ", ".join(["%s"] * len(fields))
    # Names of our own tables and columns; every value is a parameter.
    statement = f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    prepared = [
        [_as_json(fact) if is_json else fact for fact, is_json in zip(row, are_json, strict=True)]
        for row in rows
    ]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(statement, prepared)


def _as_json(fact: Any) -> str:
    return json.dumps(fact)
