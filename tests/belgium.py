"""How does the Belgian plan get into the database of a test quickly?

Once per run it is loaded from its file by the real command; its rows are kept, and written again
into the database of each test that asks for it, because a test ends by taking everything back.
"""

from typing import Any, Final

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from suivi.plans.models import Plan
from suivi.settings import PACKAGE_DIR

SLUG: Final = "be-wps-2013-2016"
FILES: Final = (
    PACKAGE_DIR / "plans" / "data" / "be-wps-2009-2012.json",
    PACKAGE_DIR / "plans" / "data" / f"{SLUG}.json",
)
_SUBJECTS: Final = ("people", "plans")
_kept: list[tuple[type[models.Model], list[Any]]] = []


def belgian_plan_in_database() -> Plan:
    """The Belgian plan; in a database that holds no plan yet."""
    if not _kept:
        _keep_rows()
    for model, rows in _kept:
        model._base_manager.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [m for m, _ in _kept]):
            cursor.execute(statement)
    return Plan.objects.get(slug=SLUG)


def _keep_rows() -> None:
    """Loads the files, keeps the rows, and takes them out of the database again."""
    with transaction.atomic():
        for path in FILES:
            call_command("plan_load", str(path), verbosity=0)
        for model in _models_in_order():
            rows = list(model._base_manager.order_by("pk"))
            if rows:
                _kept.append((model, rows))
        transaction.set_rollback(True)


def _models_in_order() -> list[type[models.Model]]:
    """The models of the subjects that a plan fills, each after those it points to."""
    waiting = [
        model
        for subject in _SUBJECTS
        for model in apps.get_app_config(subject).get_models(include_auto_created=True)
    ]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not _points_to(model) & set(waiting) - {model}]
        assert ready, "The models point to each other in a circle."
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    targets = (field.related_model for field in model._meta.concrete_fields if field.is_relation)
    return {target for target in targets if isinstance(target, type)}
