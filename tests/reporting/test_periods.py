"""Does a period keep its dates, its end and its beginning again, with everything recorded?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.plans.models import Period
from suivi.reporting import actions
from suivi.reporting.deadlines import deadlines
from suivi.reporting.models import Contribution, DueDay, PeriodTurn, Turn
from suivi.reporting.queries.rounds import missing
from suivi.reporting.schedule import Schedule
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
LATER = date(2015, 5, 4)


def _postpone(cast: Cast, due_on: date = LATER) -> Period:
    wished = replace(Schedule.of(cast.period), due_on=due_on, closes_on=date(2015, 6, 1))
    return actions.reschedule_period(
        by=cast.coordinator, at=NOON, period=cast.period, schedule=wished, reason="Elections."
    )


def test_new_dates_are_kept_with_the_reason_and_the_old_ones(cast: Cast) -> None:
    period = _postpone(cast)

    assert (period.due_on, period.closes_on) == (LATER, date(2015, 6, 1))
    turn = PeriodTurn.objects.get()
    assert (turn.verb, turn.reason, turn.by) == ("rescheduled", "Elections.", cast.coordinator)
    assert [(str(name), old, new) for name, old, new in turn.dates] == [
        ("Closes on", date(2015, 4, 1), date(2015, 6, 1)),
        ("Contributions are due on", date(2015, 3, 1), LATER),
    ]
    assert Event.objects.get().verb == "reschedule_period"


def test_new_dates_touch_neither_what_is_delivered_nor_days_of_bodies(cast: Cast) -> None:
    own = date(2015, 3, 20)
    actions.set_due_day(
        by=cast.coordinator, at=NOON, period=cast.period, body=cast.other_body, due_on=own
    )
    before = Contribution.objects.values().get(pk=cast.submitted.pk)
    period = _postpone(cast)

    assert deadlines(period).of(cast.body.pk) == LATER
    assert deadlines(period).of(cast.other_body.pk) == own
    assert Contribution.objects.values().get(pk=cast.submitted.pk) == before


def test_what_is_submitted_keeps_the_day_by_which_it_was_due(cast: Cast) -> None:
    answers = {"account": "Done.", "progress": "on_track", "value:1.1::number": "2"}
    typed = actions.Typed(answers, cast.draft.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    _postpone(cast)

    assert Turn.objects.get(verb="submit").facts == {"due_on": "2015-03-01"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "has already"),
        ({"due_on": date(2015, 1, 15)}, "in the past"),
        ({"opens_on": date(2014, 12, 1)}, "first day cannot change"),
        ({"closes_on": date(2015, 2, 28)}, "opens first"),
    ],
)
def test_dates_that_make_no_sense_are_refused(
    cast: Cast, changes: dict[str, date], sentence: str
) -> None:
    wished = replace(Schedule.of(cast.period), **changes)
    with pytest.raises(Refused, match=sentence):
        actions.reschedule_period(by=cast.coordinator, at=NOON, period=cast.period, schedule=wished)


def test_a_closed_period_keeps_its_dates(cast: Cast) -> None:
    actions.close_period(by=cast.coordinator, at=NOON, period=cast.period)
    with pytest.raises(Refused, match="is closed"):
        _postpone(cast)


def test_the_page_shows_whom_new_dates_touch_before_anything_is_changed(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.coordinator)
    facts = {"opens_on": "", "due_on": "2034-05-04", "closes_on": "2034-06-01", "reason": "Why."}
    address = reverse("period-reschedule", args=["small-plan", 2014])
    shown = client.post(address, facts).content.decode()

    assert "1 contribution still owed" in shown
    assert "Defence" in shown
    cast.period.refresh_from_db()
    assert cast.period.due_on == date(2015, 3, 1)
    client.post(address, {**facts, "confirm": "1"})
    cast.period.refresh_from_db()
    assert cast.period.due_on == date(2034, 5, 4)


def test_dates_typed_wrongly_come_back_with_what_is_wrong(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.coordinator).post(
        reverse("period-reschedule", args=["small-plan", 2014]), {"due_on": "2001-01-01"}
    )

    assert answer.status_code == 422
    assert "in the past" in answer.content.decode()


def test_a_body_has_a_day_of_its_own_until_it_is_taken_away(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "by": cast.coordinator,
        "at": NOON,
        "period": cast.period,
        "body": cast.body,
    }
    actions.set_due_day(**facts, due_on=LATER, reason="They move house.")
    assert DueDay.objects.get().reason == "They move house."
    assert [each.pk for each in Contribution.objects.overdue(date(2015, 4, 1))] == []

    actions.set_due_day(**facts, due_on=None)
    assert [each.pk for each in Contribution.objects.overdue(date(2015, 4, 1))] == [cast.draft.pk]


def test_only_bodies_that_are_asked_something_get_a_day(cast: Cast) -> None:
    with pytest.raises(Refused, match="asked nothing"):
        actions.set_due_day(
            by=cast.coordinator,
            at=NOON,
            period=cast.period,
            body=cast.coordinating_body,
            due_on=LATER,
        )


def test_a_contribution_is_overdue_by_the_day_of_its_body(cast: Cast) -> None:
    after = date(2015, 3, 2)
    assert Contribution.objects.get(pk=cast.draft.pk).is_overdue(after)
    actions.set_due_day(
        by=cast.coordinator, at=NOON, period=cast.period, body=cast.body, due_on=after
    )

    assert not Contribution.objects.get(pk=cast.draft.pk).is_overdue(after)
    (read,) = Contribution.objects.with_due_day().filter(pk=cast.draft.pk)
    assert read.due_day == after


def test_closing_shows_exactly_what_is_missing(cast: Cast, signed_in: Browser) -> None:
    lacking = missing(cast.period)
    assert (lacking.undelivered_count, lacking.unaccepted_count) == (1, 1)
    page = signed_in(cast.coordinator).get(reverse("period-close", args=["small-plan", 2014]))

    shown = page.content.decode()
    assert "1 contribution is not delivered" in shown
    assert "1 contribution is delivered and not accepted" in shown
    assert reverse("contribution", args=["small-plan", 2014, "1.a", "defence"]) in shown
    assert reverse("contribution", args=["small-plan", 2014, "1.b", "justice"]) in shown


def test_a_period_closes_over_what_is_missing_only_when_somebody_says_so(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("period-close", args=["small-plan", 2014])
    assert client.post(address).status_code == 422
    cast.period.refresh_from_db()
    assert cast.period.is_open

    client.post(address, {"is_seen": "on"})
    cast.period.refresh_from_db()
    assert not cast.period.is_open
    assert PeriodTurn.objects.get().facts == {"missing": 1}


def test_a_closed_period_opens_again_with_a_reason_that_stays(cast: Cast) -> None:
    actions.close_period(by=cast.coordinator, at=NOON, period=cast.period)
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_period(by=cast.coordinator, at=NOON, period=cast.period, reason=" ")
    actions.reopen_period(
        by=cast.coordinator, at=NOON, period=cast.period, reason="Defence found its figures."
    )

    assert cast.period.is_open
    verbs = list(PeriodTurn.objects.order_by("pk").values_list("verb", "reason"))
    assert ("reopened", "Defence found its figures.") in verbs
    assert Event.objects.filter(verb="reopen_period").count() == 1


def test_opening_again_leaves_what_is_published_as_it_is(cast: Cast) -> None:
    last = cast.last_year
    before = Contribution.objects.values().get(pk=cast.published.pk)
    actions.reopen_period(by=cast.coordinator, at=NOON, period=last, reason="Late figures.")

    assert Contribution.objects.values().get(pk=cast.published.pk) == before
    assert Contribution.objects.of_period(last).filter(status=Status.DRAFT).exists()


def test_the_next_year_is_made_by_opening_it(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("period-open", args=["small-plan", 2015])
    assert "adds it" in client.get(address).content.decode()
    assert not Period.objects.filter(year=2015).exists()

    client.post(address, {"due_on": "2034-03-01"})
    period = Period.objects.get(year=2015)
    assert period.is_open
    assert Contribution.objects.filter(period=period).count() == 3
    assert client.get(reverse("period-open", args=["small-plan", 2017])).status_code == 404


def test_a_period_that_was_to_open_later_is_not_due_before(cast: Cast, signed_in: Browser) -> None:
    factories.make_period(cast.plan, 2015, is_open=False, opens_on=date(2034, 1, 1), due_on=None)
    answer = signed_in(cast.coordinator).post(
        reverse("period-open", args=["small-plan", 2015]), {"due_on": "2033-01-01"}
    )

    assert answer.status_code == 422
    assert "opens first" in answer.content.decode()


def test_the_history_of_a_period_is_on_its_page(cast: Cast, signed_in: Browser) -> None:
    _postpone(cast)
    page = signed_in(cast.coordinator).get(reverse("period", args=["small-plan", 2014]))

    shown = page.content.decode()
    assert "Elections." in shown
    assert "1 March 2015 → 4 May 2015" in shown


def test_the_period_page_takes_as_many_queries_for_many_bodies(
    cast: Cast, signed_in: Browser, django_assert_max_num_queries: Any
) -> None:
    for _number in range(15):
        body = factories.make_body()
        factories.make_contribution(cast.line, body, cast.period)
        actions.set_due_day(
            by=cast.coordinator, at=NOON, period=cast.period, body=body, due_on=LATER
        )
    client = signed_in(cast.coordinator)
    with django_assert_max_num_queries(18):
        client.get(reverse("period", args=["small-plan", 2014]))
    with django_assert_max_num_queries(18):
        client.get(reverse("period-close", args=["small-plan", 2014]))
