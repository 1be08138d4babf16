"""Does a coordinator remind a department, seeing first what it reads, and is it kept as contact?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.notices.actions import send_due
from suivi.plans.models import Membership, Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution, Reminder
from suivi.reporting.queries.contacts import last_contacts, last_contacts_with_bodies
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.notices.mail_server import body, mail_server, send_to
from tests.site import html, words

pytestmark = pytest.mark.django_db
PATH = "/board/small-plan/2014/1.a/defence/remind/"
Browser = Callable[[Any], Client]


def remind(cast: Cast, **facts: Any) -> Reminder:
    """The coordinator's reminder of the draft of Defence."""
    given = {"by": cast.coordinator, "at": NOON, "contribution": cast.draft, **facts}
    return actions.send_reminder(**given)


def test_the_page_shows_the_mail_in_its_readers_language_before_it_is_sent(
    cast: Cast, signed_in: Browser
) -> None:
    cast.focal_point.language = "nl"
    cast.focal_point.save()
    shown = html(signed_in(cast.coordinator), PATH)
    assert '<div lang="nl">' in shown
    assert "/nl/board/small-plan/2014/1.a/defence/#id_value:1.1::number" in shown
    assert not Reminder.objects.exists()


def test_own_words_are_shown_in_the_mail_and_nothing_is_sent_yet(
    cast: Cast, signed_in: Browser
) -> None:
    facts = {"note": "The minister asked <b>again</b>.", "show": "1"}
    answer = signed_in(cast.coordinator).post(PATH, facts)
    assert answer.content.decode().count("The minister asked &lt;b&gt;again&lt;/b&gt;.") == 2
    assert not Reminder.objects.exists()


def test_what_was_shown_is_what_arrives_and_an_answer_goes_to_who_wrote(
    cast: Cast, signed_in: Browser, settings: LazySettings
) -> None:
    note = "Could you tell me by Friday?\nThank you."
    browser = signed_in(cast.coordinator)
    shown = words(browser.post(PATH, {"note": note, "show": "1"}).content.decode())
    with mail_server() as office:
        send_to(settings, office.port)
        assert browser.post(PATH, {"note": note, "send": "1"}).status_code == 302
        at = Reminder.objects.get().sent_at
        assert send_due(clock=lambda: at, look=False).sent == 1
    [mail] = office.mails
    assert office.recipients == [cast.focal_point.email]
    assert mail["Reply-To"] == cast.coordinator.email
    assert mail["Subject"] == "Suivi: A reminder: Defence, 2014"
    assert mail["Subject"] in shown
    for line in filter(None, body(mail).splitlines()):
        assert " ".join(line.split()) in shown


def test_a_reminder_that_was_answered_before_it_left_is_not_sent(
    cast: Cast, settings: LazySettings
) -> None:
    remind(cast)
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    with mail_server() as office:
        send_to(settings, office.port)
        assert send_due(clock=lambda: NOON, look=False).needless == 1
    assert office.mails == []


def test_one_reminder_speaks_of_all_that_waits_when_told_so(cast: Cast) -> None:
    second = factories.make_contribution(cast.shared_line, cast.body, cast.period)
    one = remind(cast)
    assert set(one.contributions.all()) == {cast.draft}
    both = remind(cast, at=NOON + timedelta(days=1), of_all=True)
    assert set(both.contributions.all()) == {cast.draft, second}
    assert list(both.recipients.all()) == [cast.focal_point]


def test_where_nobody_is_focal_point_those_who_write_are_reminded(cast: Cast) -> None:
    Membership.objects.filter(role=Role.FOCAL_POINT).delete()
    assert list(remind(cast).recipients.all()) == [cast.contributor]


def test_what_waits_for_clearance_reminds_who_clears(cast: Cast) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    cast.draft.refresh_from_db()
    assert list(remind(cast).recipients.all()) == [cast.clearing_officer]


def test_nobody_to_write_to_is_said(cast: Cast, signed_in: Browser) -> None:
    Membership.objects.filter(body=cast.body).delete()
    with pytest.raises(Refused, match="Nobody in this department"):
        remind(cast)
    assert "Nobody in this department" in html(signed_in(cast.coordinator), PATH)


@pytest.mark.parametrize("status", [Status.CLEARED, Status.ACCEPTED])
def test_what_lies_with_the_coordinators_needs_no_reminder(cast: Cast, status: Status) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(status=status)
    cast.draft.refresh_from_db()
    with pytest.raises(Refused, match="waits for the coordinators"):
        remind(cast)


def test_what_nobody_clears_lies_with_the_coordinators(cast: Cast) -> None:
    with pytest.raises(Refused, match="waits for the coordinators"):
        remind(cast, contribution=cast.submitted)


def test_nobody_is_reminded_twice_a_day(cast: Cast, signed_in: Browser) -> None:
    remind(cast)
    with pytest.raises(Refused, match="today already"):
        remind(cast, at=NOON + timedelta(hours=3))
    assert remind(cast, at=NOON + timedelta(days=1)).pk
    assert "Sent before" in html(signed_in(cast.coordinator), PATH)


def test_only_coordinators_remind(cast: Cast) -> None:
    with pytest.raises(Refused, match="coordinators"):
        remind(cast, by=cast.focal_point)


def test_a_closed_year_is_over(cast: Cast) -> None:
    cast.period.closed_at = NOON
    cast.period.save()
    cast.draft.refresh_from_db()
    with pytest.raises(Refused, match="not open"):
        remind(cast)


def test_a_note_that_is_too_long_is_handed_back(cast: Cast, signed_in: Browser) -> None:
    note = "Please write. " * 100
    answer = signed_in(cast.coordinator).post(PATH, {"note": note, "send": "1"})
    assert answer.status_code == 422
    assert note.strip() in answer.content.decode()
    assert not Reminder.objects.exists()


def test_a_reminder_is_one_event_without_its_words(cast: Cast) -> None:
    before = Event.objects.count()
    remind(cast, note="Between us.")
    event = Event.objects.order_by("number").last()
    assert event is not None
    assert Event.objects.count() == before + 1
    assert (event.verb, event.body) == ("send_reminder", "defence")
    assert "Between" not in str(event.facts)


def test_the_last_contact_is_known_for_each_contribution_and_body(cast: Cast) -> None:
    second = factories.make_contribution(
        cast.shared_line, cast.body, cast.period, status=Status.CLEARED
    )
    assert last_contacts(cast.period) == {}
    remind(cast)
    later = NOON + timedelta(days=2)
    actions.send_back_contribution(
        by=cast.coordinator, at=later, contribution=second, note="Say when."
    )
    found = last_contacts(cast.period)
    assert found.keys() == {cast.draft.pk, second.pk}
    assert (found[cast.draft.pk].at, found[cast.draft.pk].is_reminder) == (NOON, True)
    assert (found[second.pk].at, found[second.pk].is_reminder) == (later, False)
    assert last_contacts_with_bodies(cast.period)[cast.body.pk].at == later


def test_what_a_clearing_officer_sends_back_is_no_contact_of_the_coordinators(cast: Cast) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    actions.send_back_contribution(
        by=cast.clearing_officer, at=NOON, contribution=cast.draft, note="Say when."
    )
    assert last_contacts(cast.period) == {}


def test_the_last_contacts_take_two_queries_however_many_there_are(cast: Cast) -> None:
    for number in range(20):
        line = factories.make_provision(cast.plan, f"1.c{number}", parent=cast.goal)
        remind(cast, contribution=factories.make_contribution(line, cast.body, cast.period))
    with CaptureQueriesContext(connection) as queries:
        assert len(last_contacts(cast.period)) == 20
    assert len(queries) == 2
