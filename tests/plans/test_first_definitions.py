"""Does the migration give measures that are there the first version that loading would give?"""

import importlib
from typing import Final

from django.apps import apps

from suivi.indicators.models import Value
from suivi.plans.actions.definitions import keep_definitions
from suivi.plans.models import Definition, Plan
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

PLANS: Final = importlib.import_module(
    "suivi.plans.migrations.0003_first_definition_of_what_is_there"
)
FIGURES: Final = importlib.import_module(
    "suivi.indicators.migrations.0004_figures_say_their_definition"
)


def test_what_the_migration_writes_is_what_loading_the_plan_again_finds(belgian_plan: Plan) -> None:
    before = list(Definition.objects.order_by("measure").values_list("measure", "number", "facts"))
    Definition.objects.all().delete()
    PLANS.define(apps, None)
    after = list(Definition.objects.order_by("measure").values_list("measure", "number", "facts"))
    assert after == before
    assert keep_definitions(belgian_plan, by=None, at=NOON) == 0


def test_figures_that_are_there_point_to_the_first_version(cast: Cast) -> None:
    value = factories.make_value(cast.measure, cast.body, cast.last_year, number=52)
    PLANS.define(apps, None)
    FIGURES.point(apps, None)
    assert Value.objects.get(pk=value.pk).definition == cast.measure.definitions.get(number=1)
    FIGURES.unpoint(apps, None)
    PLANS.forget(apps, None)
    assert not Definition.objects.exists()
