"""Where is sample content refused, and what does a round that fails leave behind?"""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from suivi.audit.models import Event
from suivi.demo import content, rounds
from suivi.demo.people import Staff, welcome_people
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Period, Plan
from suivi.reporting.models import Contribution
from tests import factories


def test_a_round_that_fails_leaves_nothing_behind(belgian_plan: Plan) -> None:
    staff = welcome_people(plan=belgian_plan, at=rounds.ROUNDS[0].starts_at)
    before = Event.objects.count()

    def nowhere(_period: Period, _staff: Staff, _at: datetime) -> None:
        raise Refused("the printer is broken")

    with pytest.raises(Refused, match="the printer is broken"):
        rounds.live_through(belgian_plan, rounds.ROUNDS[0], staff, nowhere)
    assert Event.objects.count() == before
    assert not Contribution.objects.exists()
    assert not Period.objects.open().exists()


def test_outside_a_demo_the_command_refuses_and_invents_nobody(
    belgian_plan: Plan, settings: Settings
) -> None:
    settings.SUIVI_DEMO = False
    with pytest.raises(CommandError, match="demo installation only"):
        call_command("demo_fill", verbosity=0)
    assert not Person.objects.exists()


def test_beside_real_people_the_command_refuses(belgian_plan: Plan, settings: Settings) -> None:
    settings.SUIVI_DEMO = True
    factories.make_person("Real person")
    with pytest.raises(CommandError, match="Real people"):
        call_command("demo_fill", verbosity=0)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_without_the_plan_the_command_names_the_plan_that_is_missing(
    settings: Settings,
) -> None:
    settings.SUIVI_DEMO = True
    with pytest.raises(CommandError, match=content.PLAN):
        call_command("demo_fill", verbosity=0)
