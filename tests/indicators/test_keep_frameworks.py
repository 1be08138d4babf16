"""How does a coordinator keep the library and the pairs, on the pages?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.indicators.frameworks.actions import pair
from suivi.indicators.models import Crosswalk, FrameworkIndicator
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.site import page, words

FACTS = {"code": "8", "text_en": "Women in talks", "standing": "unconfirmed"}


@pytest.fixture
def indicator(cast: Cast) -> FrameworkIndicator:
    """EU 8, paired with nothing yet."""
    return factories.make_indicator(factories.make_edition("eu"), "8")


@pytest.fixture
def coordinator(cast: Cast, signed_in: Callable[[Any], Client]) -> Client:
    """The coordinator's browser."""
    return signed_in(cast.coordinator)


def test_a_coordinator_confirms_a_wording_with_its_source(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    facts = {**FACTS, "standing": "confirmed", "source": "Document 11948/10, page 3"}
    coordinator.post("/frameworks/eu/8/change/", facts)
    indicator.refresh_from_db()
    assert (indicator.standing, indicator.source) == ("confirmed", "Document 11948/10, page 3")
    assert (indicator.is_edited, indicator.changed_by) == (True, cast.coordinator)
    assert Event.objects.filter(verb="change_framework_indicator").count() == 1


def test_nothing_is_confirmed_without_a_source(
    indicator: FrameworkIndicator, coordinator: Client
) -> None:
    facts = {**FACTS, "standing": "confirmed", "source": ""}
    answer = coordinator.post("/frameworks/eu/8/change/", facts)
    assert "Name the source in which it was confirmed." in words(answer.content.decode())
    indicator.refresh_from_db()
    assert indicator.standing == "unconfirmed"


def test_our_own_translation_is_marked_as_such(
    indicator: FrameworkIndicator, coordinator: Client
) -> None:
    facts = {**FACTS, "text_fr": "Femmes aux pourparlers", "unofficial": ["fr"]}
    coordinator.post("/frameworks/eu/8/change/", facts)
    indicator.refresh_from_db()
    assert indicator.text.state("fr") == "unofficial"


def test_an_indicator_is_added_to_its_edition(
    indicator: FrameworkIndicator, coordinator: Client
) -> None:
    coordinator.post("/frameworks/eu/2010/add/", {**FACTS, "code": "9"})
    assert indicator.edition.indicators.get(code="9").position == 2


def test_a_code_that_is_taken_is_said(indicator: FrameworkIndicator, coordinator: Client) -> None:
    answer = coordinator.post("/frameworks/eu/2010/add/", FACTS)
    assert "This edition has an indicator of this code already." in words(answer.content.decode())


def test_an_instrument_is_paired_from_the_page_of_the_indicator(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    facts = {"other": cast.measure.instrument_id, "standing": "unconfirmed", "remark": "Seems so."}
    coordinator.post("/frameworks/eu/8/instruments/", facts)
    made = Crosswalk.objects.get()
    assert (made.instrument, made.indicator) == (cast.measure.instrument, indicator)
    assert (made.remark, made.entered_by) == ("Seems so.", cast.coordinator)


def test_an_indicator_is_paired_from_the_page_of_the_line(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    second = factories.make_instrument(cast.line)
    factories.make_indicator(indicator.edition, "9")
    facts = {"other": indicator.pk, "instrument": second.pk, "standing": "unconfirmed"}
    coordinator.post("/plans/small-plan/1.a/indicators/", facts)
    made = Crosswalk.objects.get()
    assert (made.instrument, made.indicator) == (second, indicator)


def test_a_pair_taken_out_is_gone_from_the_pages_and_can_come_back(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    made = factories.make_pair(cast.measure.instrument, indicator)
    coordinator.post("/plans/small-plan/1.a/indicators/", {"remove": made.pk})
    assert "No instrument answers this indicator." in page(coordinator, "/frameworks/eu/8/")
    facts = {"other": cast.measure.instrument_id, "standing": "unconfirmed"}
    coordinator.post("/frameworks/eu/8/instruments/", facts)
    assert Crosswalk.objects.current().count() == 1


def test_a_pair_is_confirmed_with_a_remark_that_says_where(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    facts = {"other": cast.measure.instrument_id, "standing": "confirmed", "remark": ""}
    answer = coordinator.post("/frameworks/eu/8/instruments/", facts)
    assert "Say in the remark where" in words(answer.content.decode())
    assert not Crosswalk.objects.exists()


def test_instruments_of_a_plan_that_one_does_not_coordinate_cannot_be_paired(
    indicator: FrameworkIndicator, coordinator: Client, cast: Cast
) -> None:
    plan = factories.make_plan("other-plan")
    top = factories.make_provision(plan, "1")
    theirs = factories.make_instrument(factories.make_provision(plan, "1.a", parent=top))
    facts = {"other": theirs.pk, "standing": "unconfirmed"}
    coordinator.post("/frameworks/eu/8/instruments/", facts)
    assert not Crosswalk.objects.exists()
    with pytest.raises(Refused):
        pair(
            by=cast.coordinator,
            at=NOON,
            instrument=theirs,
            indicator=indicator,
            standing="unconfirmed",
            remark="",
        )


def hand_in(client: Client, table: str) -> Any:
    """A framework handed in as a table."""
    file = SimpleUploadedFile("table.csv", table.encode())
    facts = {"code": "au", "name": "African Union", "year": 2018, "source": "Results framework"}
    return client.post("/framework-import/", {**facts, "file": file})


def test_a_framework_is_handed_in_as_a_table(coordinator: Client) -> None:
    hand_in(coordinator, "code,text en\n1,Talks\n2,Votes\n")
    assert [str(each) for each in FrameworkIndicator.objects.in_order()] == [
        "African Union 1",
        "African Union 2",
    ]
    assert "Indicators: 2." in page(coordinator, "/frameworks/au/")


def test_with_one_fault_nothing_is_taken_and_the_row_is_named(coordinator: Client) -> None:
    answer = hand_in(coordinator, "code,text en\n1,Talks\n2,\n")
    assert answer.status_code == 422
    assert "row 3: “text en” is empty." in words(answer.content.decode())
    assert not FrameworkIndicator.objects.exists()
