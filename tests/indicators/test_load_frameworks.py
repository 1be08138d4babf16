"""What does ./suivi frameworks load bring, change and leave alone?"""

import pytest
from django.core.management import call_command

from suivi.audit.models import Event
from suivi.indicators.frameworks.actions import (
    IndicatorFacts,
    change_indicator,
    load_library,
    pair,
    unpair,
)
from suivi.indicators.models import Crosswalk, Edition, FrameworkIndicator
from suivi.languages.wording import State
from suivi.people.models import Person
from suivi.plans.models import Plan, Role
from tests import factories
from tests.factories import NOON


@pytest.fixture
def coordinator(belgian_plan: Plan) -> Person:
    """Somebody who coordinates the Belgian plan."""
    person = factories.make_person("Coordinator of Belgium")
    factories.make_membership(belgian_plan, person, factories.make_body(), Role.COORDINATOR)
    return person


def counts(edition: str) -> int:
    """How many indicators an edition has: "eu-wps 2010"."""
    code, year = edition.split()
    return FrameworkIndicator.objects.filter(
        edition__framework__code=code, edition__year=year
    ).count()


def find(code: str, framework: str = "eu-wps") -> FrameworkIndicator:
    """An indicator of the library."""
    return FrameworkIndicator.objects.get(edition__framework__code=framework, code=code)


def rewritten(by: Person, code: str) -> FrameworkIndicator:
    """An indicator that a coordinator confirmed in other words."""
    facts = IndicatorFacts(
        code, {}, {"en": "Their own words."}, frozenset(), "", "Council", "confirmed", ""
    )
    return change_indicator(by=by, at=NOON, indicator=find(code), facts=facts)


def test_the_library_holds_36_rows_of_the_un_17_of_the_eu_and_21_goals(db: None) -> None:
    load_library(by=None, at=NOON)
    assert [counts(each) for each in ("un-wps 2010", "eu-wps 2010", "eu-wps 2016", "sdg 2017")] == [
        36,
        17,
        0,
        21,
    ]
    assert Edition.objects.exclude(source="").count() == 4


def test_only_what_was_read_in_its_source_is_confirmed(db: None) -> None:
    load_library(by=None, at=NOON)
    confirmed = FrameworkIndicator.objects.filter(standing="confirmed").in_order()
    assert [str(each) for each in confirmed] == ["UN 1a", "UN 1b", "UN 2"]


def test_every_row_names_a_source_and_is_translated_as_unofficial(db: None) -> None:
    load_library(by=None, at=NOON)
    for each in FrameworkIndicator.objects.in_order():
        assert each.source
        assert set(each.text.texts) == {"en", "fr", "nl", "de"}
        assert {each.text.state(code) for code in ("fr", "nl", "de")} == {State.UNOFFICIAL}


def test_every_pair_of_the_belgian_plan_finds_its_instrument_and_none_is_confirmed(
    belgian_plan: Plan,
) -> None:
    changes = load_library(by=None, at=NOON)
    assert [each for each in changes if each.kind == "waiting"] == []
    assert Crosswalk.objects.count() == 59
    assert not Crosswalk.objects.filter(standing="confirmed").exists()
    assert not Crosswalk.objects.filter(remark="").exists()
    lines = Crosswalk.objects.filter(indicator=find("10")).in_order()
    codes = [each.instrument.provision.code for each in lines]
    assert codes == ["21", "23.a", "23.b"]


def test_pairs_wait_for_their_plan(db: None) -> None:
    changes = load_library(by=None, at=NOON)
    assert sum(each.kind == "waiting" for each in changes) == 59
    assert not Crosswalk.objects.exists()


def test_loading_again_changes_nothing_and_leaves_no_event(belgian_plan: Plan) -> None:
    load_library(by=None, at=NOON)
    events = Event.objects.count()
    assert load_library(by=None, at=NOON) == []
    assert Event.objects.count() == events


def test_what_a_coordinator_changed_or_took_out_stays(
    belgian_plan: Plan, coordinator: Person
) -> None:
    load_library(by=None, at=NOON)
    rewritten(coordinator, "8")
    unpair(by=coordinator, at=NOON, crosswalk=Crosswalk.objects.get(indicator=find("7")))
    changes = load_library(by=None, at=NOON)
    assert [each.kind for each in changes] == ["kept", "kept"]
    assert find("8").text.texts == {"en": "Their own words."}
    assert not Crosswalk.objects.current().filter(indicator=find("7")).exists()


def test_it_is_overwritten_when_told_so(belgian_plan: Plan, coordinator: Person) -> None:
    load_library(by=None, at=NOON)
    rewritten(coordinator, "8")
    changes = load_library(by=None, at=NOON, overwrite=True)
    assert [(each.kind, each.place) for each in changes] == [("changed", "eu-wps 2010 8")]
    assert find("8").standing == "unconfirmed"


def test_a_pair_that_a_coordinator_adds_is_no_business_of_the_loading(
    belgian_plan: Plan, coordinator: Person
) -> None:
    load_library(by=None, at=NOON)
    instrument = Crosswalk.objects.filter(indicator=find("7")).get().instrument
    facts = {"standing": "unconfirmed", "remark": "Seen in practice."}
    pair(by=coordinator, at=NOON, instrument=instrument, indicator=find("16"), **facts)
    assert load_library(by=None, at=NOON) == []
    assert Crosswalk.objects.current().get(indicator=find("16")).entered_by == coordinator


def test_the_command_tells_what_it_did(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("frameworks_load")
    first = capsys.readouterr().out.splitlines()
    assert first[0] == "Frameworks: 81 new, 0 changed, 0 kept, 59 waiting."
    assert first[-1] == "Waiting pairs are of plans or instruments that are not here."
