"""Does a digest hold everything that waits as of its sending, once, on the day that was chosen?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suivi.notices.actions import choose_mails, plan_digests, send_due
from suivi.notices.models import DigestDay, MailPreference, Notice, OutgoingMail
from suivi.people.models import Person
from suivi.plans.models import Period, Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.notices.mail_server import Office, body, mail_server, send_to

pytestmark = pytest.mark.django_db
# The year 2014 is due on Sunday 1 March 2015.
MONDAY = datetime(2015, 2, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def office(settings: LazySettings) -> Iterator[Office]:
    """A server that takes every mail."""
    with mail_server() as server:
        send_to(settings, server.port)
        yield server


def sent(at: datetime) -> int:
    """How many mails a whole pass at that moment sends."""
    return send_due(clock=lambda: at).sent


def chosen(person: Person, digest: DigestDay, *declined: str, at: datetime = MONDAY - DAY) -> None:
    """What the person wants."""
    choose_mails(by=person, at=at, digest=digest, language=person.language, declined=declined)


def test_each_gets_one_mail_with_what_waits_for_them(cast: Cast, office: Office) -> None:
    sent(MONDAY)
    assert sorted(office.recipients) == sorted(
        person.email for person in (cast.focal_point, cast.contributor, cast.coordinator)
    )
    [mail] = office.to(cast.focal_point.email)
    assert mail["Subject"] == "Suivi: 1 contribution on 2014 to write, due 1 March 2015"
    assert "/board/small-plan/2014/1.a/defence/#id_value:1.1::number" in body(mail)
    [mail] = office.to(cast.coordinator.email)
    assert mail["Subject"] == "Suivi: 1 contribution on 2014 to review"
    assert "http://127.0.0.1:8000/review/small-plan/2014/" in body(mail)


def test_a_digest_is_in_the_readers_language(cast: Cast, office: Office) -> None:
    Person.objects.filter(pk=cast.focal_point.pk).update(language="de")
    Person.objects.filter(pk=cast.contributor.pk).update(language="nl")
    sent(MONDAY)
    [german] = office.to(cast.focal_point.email)
    [dutch] = office.to(cast.contributor.email)
    assert "/de/board/small-plan/2014/1.a/defence/" in body(german)
    assert "1. März 2015" in german["Subject"]
    assert "/nl/board/small-plan/2014/1.a/defence/" in body(dutch)
    assert "1 maart 2015" in dutch["Subject"]


def test_whoever_runs_it_again_the_same_day_sends_nothing_twice(cast: Cast, office: Office) -> None:
    assert [sent(MONDAY + timedelta(hours=passed)) for passed in range(4)] == [3, 0, 0, 0]


def test_nothing_waiting_is_no_mail(cast: Cast, office: Office) -> None:
    Contribution.objects.filter(period=cast.period).update(status=Status.ACCEPTED)
    assert sent(MONDAY) == 0
    assert not OutgoingMail.objects.exists()


def test_what_was_done_between_planning_and_sending_is_not_told(cast: Cast, office: Office) -> None:
    plan_digests(at=MONDAY)
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.CLEARED)
    sent(MONDAY)
    assert office.to(cast.focal_point.email) == []
    [mail] = office.to(cast.coordinator.email)
    assert mail["Subject"] == "Suivi: 2 contributions on 2014 to review"


def test_nobody_is_woken(cast: Cast, office: Office) -> None:
    assert sent(datetime(2015, 2, 2, 4, 59, tzinfo=UTC)) == 0  # 5:59 in Brussels
    assert sent(datetime(2015, 2, 2, 5, 0, tzinfo=UTC)) == 3


def test_days_begin_in_the_time_zone_of_the_installation(
    cast: Cast, office: Office, settings: LazySettings
) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    assert sent(datetime(2015, 2, 1, 18, 0, tzinfo=UTC)) == 3  # Monday morning there


@pytest.mark.parametrize(("digest", "passed"), [("monday", 0), ("thursday", 3), ("sunday", 6)])
def test_the_digest_comes_on_the_chosen_day(
    cast: Cast, office: Office, digest: str, passed: int
) -> None:
    chosen(cast.focal_point, DigestDay(digest))
    days = []
    for number in range(7):
        sent(MONDAY + number * DAY)
        days += [number] * len(office.to(cast.focal_point.email))
        office.mails.clear()
        office.recipients.clear()
    assert days == [passed]


def test_who_wants_none_gets_none(cast: Cast, office: Office) -> None:
    chosen(cast.focal_point, DigestDay.NEVER)
    for number in range(8):
        sent(MONDAY + number * DAY)
    assert office.to(cast.focal_point.email) == []


def test_a_day_on_which_nothing_ran_is_made_up_for_once(cast: Cast, office: Office) -> None:
    sent(MONDAY)
    assert [sent(MONDAY + 9 * DAY), sent(MONDAY + 10 * DAY)] == [3, 0]


def test_who_reads_daily_is_told_what_is_new_and_once_a_week_what_still_waits(
    cast: Cast, office: Office
) -> None:
    chosen(cast.coordinator, DigestDay.DAILY)
    told = []
    for number in range(8):
        at = MONDAY + number * DAY
        if number == 3:
            Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
            actions.clear_contribution(by=cast.clearing_officer, at=at, contribution=cast.draft)
        sent(at + timedelta(hours=1))
        told += [number] * len(office.to(cast.coordinator.email))
        office.mails.clear()
        office.recipients.clear()
    assert told == [0, 3, 7]


def test_what_is_declined_is_left_out_and_nothing_else(cast: Cast, office: Office) -> None:
    chosen(cast.focal_point, DigestDay.MONDAY, "to_write")
    sent(MONDAY)
    assert office.to(cast.focal_point.email) == []
    assert len(office.to(cast.contributor.email)) == 1


def test_accepted_and_published_are_told_once(cast: Cast, office: Office) -> None:
    actions.accept_contribution(by=cast.coordinator, at=MONDAY, contribution=cast.submitted)
    sent(MONDAY)
    [mail] = office.to(cast.other_focal_point.email)
    assert "1 contribution on 2014 was accepted: 1.b" in body(mail)
    actions.publish_contributions(by=cast.coordinator, at=MONDAY + DAY, period=cast.period)
    sent(MONDAY + 7 * DAY)
    first, second = office.to(cast.other_focal_point.email)
    assert "The report on 2014 is published" in body(second)
    assert "accepted" not in body(second)
    assert first["Message-ID"] != second["Message-ID"]
    sent(MONDAY + 14 * DAY)
    assert len(office.to(cast.other_focal_point.email)) == 2


def test_what_waits_for_clearance_is_told_to_who_clears(cast: Cast, office: Office) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    sent(MONDAY)
    [mail] = office.to(cast.clearing_officer.email)
    assert mail["Subject"] == "Suivi: 1 contribution on 2014 to clear"
    assert "/board/small-plan/2014/1.a/defence/#moves" in body(mail)


def test_what_is_sent_back_stands_first_and_leads_to_its_note(cast: Cast, office: Office) -> None:
    factories.make_contribution(cast.shared_line, cast.body, cast.period, status=Status.SENT_BACK)
    sent(MONDAY)
    [mail] = office.to(cast.focal_point.email)
    assert mail["Subject"].startswith("Suivi: 1 contribution on 2014 sent back, to be changed")
    assert "/1.b/defence/#note" in body(mail)
    assert "1 contribution on 2014 to write" in body(mail)


def test_an_overdue_round_says_so_to_departments_and_coordinators(
    cast: Cast, office: Office
) -> None:
    sent(datetime(2015, 3, 2, 8, 0, tzinfo=UTC))
    [mail] = office.to(cast.focal_point.email)
    assert "overdue since 1 March 2015" in mail["Subject"]
    [mail] = office.to(cast.coordinator.email)
    assert "1 contribution on 2014 overdue (1 department)" in body(mail)
    assert "/board/small-plan/2014/?state=overdue" in body(mail)


def test_many_lines_are_ten_links_and_the_rest(cast: Cast, office: Office) -> None:
    for number in range(14):
        line = factories.make_provision(cast.plan, f"1.c{number}", parent=cast.goal)
        factories.make_contribution(line, cast.body, cast.period)
    sent(MONDAY)
    [mail] = office.to(cast.focal_point.email)
    assert mail["Subject"].startswith("Suivi: 15 contributions on 2014 to write")
    assert body(mail).count("/board/small-plan/2014/") == 10
    assert "and 5 more: http://127.0.0.1:8000/my-work/" in body(mail)


@pytest.mark.parametrize(
    ("passed", "word"), [(-15, ""), (-14, "14"), (-9, "14"), (-7, "7"), (-2, "7"), (1, "overdue")]
)
def test_how_near_the_due_day_is_decides_what_is_queued(
    cast: Cast, office: Office, passed: int, word: str
) -> None:
    at = datetime(2015, 3, 1, 8, 0, tzinfo=UTC) + passed * DAY
    for _time in range(3):
        sent(at)
    abouts = set(Notice.objects.filter(person=cast.focal_point).values_list("about", flat=True))
    assert abouts == ({f"period:{cast.period.pk}/2015-03-01/{word}"} if word else set())


def test_the_day_before_is_told_at_once_and_leads_to_what_is_missing(
    cast: Cast, office: Office
) -> None:
    saturday = datetime(2015, 2, 28, 8, 0, tzinfo=UTC)
    sent(saturday)
    sent(saturday + timedelta(hours=5))
    [mail] = office.to(cast.focal_point.email)
    assert mail["Subject"] == "Suivi: Due tomorrow: 1 contribution"
    assert "/board/small-plan/2014/1.a/defence/#id_value:1.1::number" in body(mail)
    assert office.to(cast.other_focal_point.email) == []  # has delivered


def test_who_declined_the_day_before_is_not_told(cast: Cast, office: Office) -> None:
    chosen(cast.focal_point, DigestDay.MONDAY, "due_tomorrow")
    sent(datetime(2015, 2, 28, 8, 0, tzinfo=UTC))
    assert office.to(cast.focal_point.email) == []
    assert len(office.to(cast.contributor.email)) == 1


def test_a_due_day_that_moves_is_told_anew(cast: Cast, office: Office) -> None:
    sent(datetime(2015, 2, 28, 8, 0, tzinfo=UTC))
    Period.objects.filter(pk=cast.period.pk).update(due_on=date(2015, 4, 1))
    sent(datetime(2015, 3, 31, 8, 0, tzinfo=UTC))
    subjects = [mail["Subject"] for mail in office.to(cast.focal_point.email)]
    assert subjects.count("Suivi: Due tomorrow: 1 contribution") == 2


def test_opening_a_year_is_new_to_those_who_write(cast: Cast, office: Office) -> None:
    chosen(cast.focal_point, DigestDay.DAILY)
    year = factories.make_period(cast.plan, 2015, is_open=False)
    at = MONDAY + DAY
    actions.open_period(by=cast.coordinator, at=at, period=year, due_on=date(2016, 3, 1))
    sent(at + timedelta(minutes=5))
    [mail] = office.to(cast.focal_point.email)
    assert "2 contributions on 2015 to write, due 1 March 2016" in body(mail)


def test_a_digest_stops_at_a_click_and_says_why_it_came(cast: Cast, office: Office) -> None:
    sent(MONDAY)
    [mail] = office.to(cast.focal_point.email)
    stop = mail["List-Unsubscribe"].strip().strip("<>")
    assert stop.startswith("http://127.0.0.1:8000/notices/stop/")
    assert stop in body(mail)
    assert "This digest comes on Mondays." in body(mail)
    assert mail["List-Unsubscribe-Post"] is None  # one click wants https


def test_one_click_is_offered_where_the_site_speaks_https(
    cast: Cast, office: Office, settings: LazySettings
) -> None:
    settings.SITE_ADDRESS = "https://suivi.example.org"
    sent(MONDAY)
    [mail] = office.to(cast.focal_point.email)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Message-ID"].endswith("@suivi.example.org>")


def _planning(people: int, cast: Cast) -> int:
    """How many queries planning takes with so many people more."""
    for _number in range(people):
        person = factories.make_person()
        factories.make_membership(cast.plan, person, cast.body, Role.CONTRIBUTOR)
    Notice.objects.all().delete()
    OutgoingMail.objects.all().delete()
    MailPreference.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        assert plan_digests(at=MONDAY) >= people
    return len(queries)


def test_planning_for_two_hundred_takes_hardly_more_queries_than_for_a_few(
    cast: Cast,
) -> None:
    few = _planning(5, cast)
    # SQLite takes so many values at once: what is written for many comes in a few portions.
    assert _planning(200, cast) <= few + 5
    assert few < 25


def test_sending_takes_as_many_queries_for_each_however_much_waits(
    cast: Cast, office: Office
) -> None:
    def queries_for_one() -> int:
        plan_digests(at=MONDAY)
        OutgoingMail.objects.exclude(person=cast.focal_point).delete()
        with CaptureQueriesContext(connection) as queries:
            assert send_due(clock=lambda: MONDAY, look=False).sent == 1
        OutgoingMail.objects.all().delete()
        MailPreference.objects.all().delete()
        return len(queries)

    queries_for_one()  # the first event of all takes one more
    few = queries_for_one()
    for number in range(30):
        line = factories.make_provision(cast.plan, f"1.c{number}", parent=cast.goal)
        factories.make_contribution(line, cast.body, cast.period)
    assert queries_for_one() == few
    assert few < 40
