"""Is a demo installation filled wholly, as the files say, and once?"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import models, transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from suivi.activities.models import Activity, Evidence
from suivi.audit.models import Event
from suivi.demo import content
from suivi.demo.fill import fill_demo
from suivi.indicators.models import Absence, Value
from suivi.people.models import Person
from suivi.plans.models import Membership, Period, Plan
from suivi.publications.models import Report
from suivi.reporting.models import (
    Clearance,
    ClearanceStep,
    Contribution,
    DraftVersion,
    Extension,
    Turn,
)
from suivi.reporting.queries import BoardFilter, board
from suivi.reporting.states import Status
from tests.belgium import belgian_plan_in_database

COUNTED: tuple[type[models.Model], ...] = (
    Activity,
    Contribution,
    DraftVersion,
    Event,
    Evidence,
    Membership,
    Person,
    Report,
    Turn,
    Value,
)


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """The Belgian plan with its sample content: filled once for all tests of this module."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        plan = belgian_plan_in_database()
        with override_settings(SUIVI_DEMO=True):
            fill_demo(say=str)
    yield plan
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def _rows() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in COUNTED}


@pytest.mark.django_db
def test_every_sample_contribution_stands_in_the_state_that_its_file_names(filled: Plan) -> None:
    wanted = {(told.year, told.line, told.body): told.state for told in content.contributions()}
    stand = {
        (each.period.year, each.provision.code, each.body.code): each.status
        for each in Contribution.objects.select_related("period", "provision", "body")
        if each.version
    }
    for each in Clearance.objects.filter(outcome=Clearance.Outcome.SILENCE):
        told = each.contribution
        wanted[told.period.year, told.provision.code, told.body.code] = Status.CLEARED
    assert stand == wanted


@pytest.mark.django_db
def test_one_department_clears_in_steps_marked_as_sample(filled: Plan) -> None:
    steps = ClearanceStep.objects.current().in_order()
    assert {each.body.code for each in steps} == {"foreign-affairs"}
    assert all(each.is_sample and "(sample)" in str(each) for each in steps)
    kept = Clearance.objects.order_by("pk")
    assert Counter(kept.values_list("outcome", flat=True)) == {
        "cleared": 2,
        "silence": 1,
        "waiting": 4,
    }


@pytest.mark.django_db
def test_what_nobody_answered_waits_as_an_empty_draft(filled: Plan) -> None:
    silent = Contribution.objects.filter(version=0)
    assert set(silent.values_list("status", flat=True)) == {Status.DRAFT}
    assert Counter(silent.values_list("period__year", flat=True)) == {2014: 6, 2015: 52}


@pytest.mark.django_db
def test_texts_activities_and_figures_arrive_as_they_were_written(filled: Plan) -> None:
    told = next(each for each in content.contributions() if len(each.account) > 4900)
    contribution = Contribution.objects.get(
        provision__code=told.line, body__code=told.body, period__year=told.year
    )
    assert contribution.account == told.account
    assert contribution.next_steps == told.next_steps
    assert contribution.activities.count() == len(told.activities)
    written = sum(len(each.activities) for each in content.contributions())
    # In the register, and told of nowhere yet.
    waiting = Activity.objects.filter(contributions=None)
    assert waiting.count() == len(content.delays()["unreported"])
    assert Activity.objects.count() == written + waiting.count()


@pytest.mark.django_db
def test_amounts_are_kept_in_cents_and_a_zero_is_not_an_absence(filled: Plan) -> None:
    amounts = Value.objects.filter(measure__instrument__provision__code="3.a", body__code="justice")
    by_year = dict(amounts.values_list("period__year", "number"))
    assert by_year == {2012: 2_500_000, 2013: 0, 2014: 4_000_000, 2015: 4_000_000}
    assert set(Value.objects.exclude(absence="").values_list("absence", flat=True)) == {
        Absence.NOT_AVAILABLE,
        Absence.NOT_APPLICABLE,
        Absence.NOTHING_TO_REPORT,
        Absence.CONFIDENTIAL,
        Absence.NOT_YET_REPORTED,
    }


@pytest.mark.django_db
def test_a_mission_that_is_named_by_the_department_has_its_own_row(filled: Plan) -> None:
    shares = Value.objects.filter(
        measure__instrument__provision__code="23.a", period__year=2014
    ).values_list("category_key", "number", "denominator")
    assert ("mission=Waarnemersmissie Midden-Oosten", 0, 2) in shares
    assert len(shares) == 4


@pytest.mark.django_db
def test_everything_that_can_be_marked_as_sample_is_marked(filled: Plan) -> None:
    for model in (Activity, Contribution, Person, Report, Value):
        assert not model._base_manager.filter(is_sample=False).exists(), model.__name__


@pytest.mark.django_db
def test_the_report_on_2014_is_frozen_in_three_languages_and_says_that_it_is_sample(
    filled: Plan,
) -> None:
    report = Report.objects.get()
    assert report.is_published
    assert report.period.year == 2014
    for language in content.report_languages():
        told = content.report(language)
        assert report.introduction.texts[language] == told.introduction
        assert report.achievements.texts[language] == told.achievements
    assert json.loads(report.snapshot)["report"]["is_sample"] is True


@pytest.mark.django_db
def test_the_report_tells_every_account_written_until_its_year(filled: Plan) -> None:
    snapshot = Report.objects.get().snapshot
    untold = [
        (told.line, told.body, told.year)
        for told in content.contributions()
        if told.year <= 2014 and json.dumps(told.account, ensure_ascii=False) not in snapshot
    ]
    assert untold == []


@pytest.mark.django_db
def test_the_rounds_are_closed_but_the_last_which_stays_open(filled: Plan) -> None:
    rounds_lived = Period.objects.filter(opened_at__isnull=False).in_order()
    assert [period.year for period in rounds_lived] == list(content.YEARS)
    assert [period.year for period in rounds_lived if period.is_open] == [2015]


@pytest.mark.django_db
def test_the_events_of_the_demo_follow_each_other_in_time(filled: Plan) -> None:
    moments: list[datetime] = list(Event.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    rounds_end = max(moment for moment in moments if moment.year < 2017)
    assert rounds_end.year == 2016
    assert moments[-1] <= timezone.now()


@pytest.mark.django_db
def test_departments_say_when_they_will_deliver_and_ask_for_more_time(filled: Plan) -> None:
    answers = Extension.objects.filter(period__plan=filled).values_list("body__code", "answer")
    assert dict(answers) == {
        "defence": "granted",
        "development": "refused",
        "justice": "waiting",
    }
    today = timezone.localdate()
    found = board(Period.objects.get(plan=filled, year=2015), today, BoardFilter())
    assert (found.totals["promised"], found.totals["blocked"]) == (8, 2)
    flags = Counter(flag for row in found.rows for cell in row.cells if cell for flag in cell.flags)
    assert (flags["repeated"], flags["changed"]) == (1, 1)


@pytest.mark.django_db
def test_no_coordinator_reviewed_what_their_own_body_wrote(filled: Plan) -> None:
    reviews = Turn.objects.filter(verb__in=["accept", "send_back"])
    own = reviews.filter(by__memberships__body=models.F("contribution__body"))
    assert reviews.exists()
    assert not own.exists()


@pytest.mark.django_db
def test_filling_again_adds_nothing(filled: Plan, settings: Settings) -> None:
    settings.SUIVI_DEMO = True
    before = _rows()
    again = fill_demo(say=str)
    assert again.contributions == 0
    assert _rows() == before


@pytest.mark.django_db
def test_a_sample_person_signs_in_with_the_password_of_the_file(filled: Plan) -> None:
    found = content.people()
    assert all(
        Person.objects.get(email=person.email).check_password(found.password)
        for person in found.people
    )
    assert Client().login(email=found.people[0].email, password=found.password)


@pytest.mark.django_db
def test_the_administrator_has_no_role_in_the_plan(filled: Plan) -> None:
    administrator = Person.objects.get(is_administrator=True)
    assert not administrator.memberships.exists()
