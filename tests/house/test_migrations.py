"""Does every migration say why, in one line of history, and can it be undone?"""

import re
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL


def own_migrations() -> dict[tuple[str, str], Any]:
    """Our migrations by app and name."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        key: migration
        for key, migration in loader.disk_migrations.items()
        if type(migration).__module__.startswith("suivi.")
    }


def test_a_migration_is_named_for_its_reason() -> None:
    nameless = re.compile(r"^\d{4}_(auto|initial$|alter_|add_field|remove_field|merge)")
    assert [name for _app, name in own_migrations() if nameless.match(name)] == []


def test_the_history_of_a_subject_is_one_line() -> None:
    numbers = [(app, name[:4]) for app, name in own_migrations()]
    assert len(numbers) == len(set(numbers))


def test_a_migration_can_be_undone_or_says_that_it_cannot() -> None:
    stuck = [
        f"{app}.{name}"
        for (app, name), migration in own_migrations().items()
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
        if "irreversible" not in (type(migration).__module__.__doc__ or "")
    ]
    assert stuck == []
