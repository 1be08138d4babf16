"""In which state is this installation?"""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from suivi.people.models import Person


def pending_migrations() -> int:
    """How many migrations of this version the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def has_static_files() -> bool:
    """Whether the static files were collected."""
    return (settings.STATIC_ROOT / "staticfiles.json").exists()


def prepare() -> None:
    """Brings database and static files up to this version."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def holds_people(*, sample: bool) -> bool:
    """Whether anybody signs in here who is (or is not) a sample person."""
    return Person.objects.filter(is_sample=sample).exists()
