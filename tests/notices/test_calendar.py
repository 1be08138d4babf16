"""Is the calendar what other programs read, and secret?"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from suivi.notices.actions import renew_calendar
from suivi.notices.addresses import calendar_address
from suivi.notices.calendar import Day, calendar
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]


def events_in(content: bytes) -> list[Any]:
    """The events of a file, as another program reads it: of what type a value is, it finds out."""
    read = Calendar.from_ical(content)
    assert read.errors == []
    return list(read.walk("VEVENT"))


def path_of(person: Person, edition: int = 0) -> str:
    """The secret address, without the site."""
    return calendar_address(person, edition).removeprefix("http://127.0.0.1:8000")


def test_a_calendar_program_reads_the_due_days_without_signing_in(cast: Cast) -> None:
    answer = Client().get(path_of(cast.focal_point))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = events_in(answer.content)
    assert str(event["SUMMARY"]) == "Contributions due: Defence, 2014"
    assert event["DTSTART"].dt == date(2015, 3, 1)
    assert event["DTEND"].dt == date(2015, 3, 2)
    assert str(event["UID"]) == "due-small-plan-2014-defence@127.0.0.1"
    assert "1 contribution is not delivered yet." in str(event["DESCRIPTION"])
    assert str(event["URL"]) == "http://127.0.0.1:8000/my-work/"
    assert event["DTSTAMP"].dt.tzinfo is not None


def test_it_rings_a_week_and_a_day_before_at_nine(cast: Cast) -> None:
    [event] = events_in(Client().get(path_of(cast.focal_point)).content)
    rings = [alarm["TRIGGER"] for alarm in event.walk("VALARM")]
    day = datetime(2015, 3, 1)  # noqa: DTZ001  (a day of the calendar has no zone)
    assert [day + ring.dt for ring in rings] == [
        datetime(2015, 2, 22, 9),  # noqa: DTZ001
        datetime(2015, 2, 28, 9),  # noqa: DTZ001
    ]


def test_once_all_is_delivered_it_rings_no_more(cast: Cast) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    [event] = events_in(Client().get(path_of(cast.focal_point)).content)
    assert event.walk("VALARM") == []
    assert "Everything is delivered." in str(event["DESCRIPTION"])


def test_it_is_in_the_persons_language_whatever_the_address_says(cast: Cast) -> None:
    Person.objects.filter(pk=cast.focal_point.pk).update(language="fr")
    [event] = events_in(Client().get(path_of(cast.focal_point)).content)
    assert str(event["URL"]) == "http://127.0.0.1:8000/fr/my-work/"
    assert "Defence (fr)" in str(event["SUMMARY"])


def test_a_day_that_moves_stays_the_same_event(cast: Cast) -> None:
    [before] = events_in(Client().get(path_of(cast.focal_point)).content)
    Period.objects.filter(pk=cast.period.pk).update(due_on=date(2015, 4, 15))
    [after] = events_in(Client().get(path_of(cast.focal_point)).content)
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt == date(2015, 4, 15)


def test_a_coordinator_sees_one_day_for_all_and_a_reader_none(cast: Cast) -> None:
    [event] = events_in(Client().get(path_of(cast.coordinator)).content)
    assert str(event["SUMMARY"]) == "Contributions of all departments due, 2014"
    assert events_in(Client().get(path_of(cast.reader)).content) == []


def test_a_new_address_closes_the_old_one(cast: Cast, signed_in: Browser) -> None:
    old = path_of(cast.focal_point)
    assert signed_in(cast.focal_point).post("/account/notices/calendar/").status_code == 302
    assert Client().get(old).status_code == 404
    assert Client().get(path_of(cast.focal_point, 1)).status_code == 200
    renew_calendar(by=cast.focal_point, at=NOON)
    assert Client().get(path_of(cast.focal_point, 1)).status_code == 404


def test_an_address_that_nobody_made_or_of_a_closed_account_leads_nowhere(cast: Cast) -> None:
    own = path_of(cast.focal_point)
    others = own.replace(f"/{cast.focal_point.pk}.", f"/{cast.coordinator.pk}.")
    assert Client().get(others).status_code == 404
    assert Client().get("/calendar/x/round.ics").status_code == 404
    Person.objects.filter(pk=cast.focal_point.pk).update(is_active=False)
    assert Client().get(own).status_code == 404


def test_the_same_is_a_file_to_download(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).get("/my-work/round.ics")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="round.ics"'
    assert len(events_in(answer.content)) == 1


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(path_of(cast.focal_point)).status_code == 200
        return len(asked)

    few = queries()
    for number in range(20):
        line = factories.make_provision(cast.plan, f"1.c{number}", parent=cast.goal)
        factories.make_contribution(line, cast.body, cast.period)
    assert queries() == few


@pytest.mark.parametrize(
    "title",
    [
        "Ünïcödé " * 30,
        "😀" * 60,
        "commas, semicolons; back\\slashes",
        "two\nlines\r\nand\ra third",
        "BEGIN:VEVENT\r\nX:1",
        "\x00\x07\x1b",
    ],
)
def test_whatever_a_title_holds_comes_back_and_no_line_is_too_long(title: str) -> None:
    day = Day("key", date(2015, 3, 1), title, title, "http://127.0.0.1:8000/", alarms=(1, 14))
    content = calendar(title, [day, day], NOON.astimezone(UTC) + timedelta(hours=1), "example.org")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    first, _second = events_in(content)
    kept = title.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in kept if sign == "\n" or sign.isprintable())
    assert str(first["SUMMARY"]) == kept
