"""Do administrators see how sending goes, and a demo its mails, and nobody else either?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from suivi.errors import Refused
from suivi.notices.actions import queue, retry_mails, send_due
from suivi.notices.models import Hitch, MailState, OutgoingMail
from suivi.people.models import Person
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.site import html, page, query_count

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]


def given_up(person: Person, number: int = 1) -> OutgoingMail:
    """A mail that the server did not take."""
    return OutgoingMail.objects.create(
        person=person,
        kind="digest",
        key=f"digest/{number}",
        planned_at=NOON,
        next_attempt_at=NOON,
        state=MailState.FAILED,
        attempts=4,
        hitch=Hitch.RECIPIENT,
        reply_code=550,
        message_id=f"<{number}@example.org>",
    )


def test_an_administrator_reads_who_was_not_reached_and_why(cast: Cast, signed_in: Browser) -> None:
    given_up(cast.focal_point)
    shown = page(signed_in(cast.administrator), "/mails/")
    assert cast.focal_point.email in shown
    assert "The mail server does not accept the recipient’s address. (550)" in shown
    assert "mails are written into files" in shown


def test_what_failed_is_tried_again_one_by_one_or_all(cast: Cast, signed_in: Browser) -> None:
    mails = [given_up(cast.focal_point, number) for number in range(3)]
    browser = signed_in(cast.administrator)
    assert browser.post(f"/mails/{mails[0].pk}/again/").status_code == 302
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == 1
    assert browser.post("/mails/again/").status_code == 302
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == 3
    assert browser.post(f"/mails/{mails[0].pk}/again/").status_code == 403
    assert browser.post("/mails/99999/again/").status_code == 404


def test_nobody_but_an_administrator_looks_after_mails(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrators"):
        retry_mails(by=cast.coordinator, at=NOON)


def test_the_number_of_queries_does_not_grow_with_the_mails(cast: Cast, signed_in: Browser) -> None:
    browser = signed_in(cast.administrator)
    given_up(cast.focal_point, 1)
    few = query_count(browser, "/mails/")
    for number in range(2, 60):
        given_up(factories.make_person(), number)
    assert query_count(browser, "/mails/") == few


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Any) -> LazySettings:
    """A demo whose mails are written into files."""
    settings.SUIVI_DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return settings


def address_in(listing: str) -> str:
    """The name of the first mail in the outbox, with its slash."""
    [address, *_others] = re.findall(r'href="/outbox/([\w-]+/)"', listing)
    return str(address)


def test_a_demo_shows_the_mails_it_wrote(
    cast: Cast, signed_in: Browser, demo: LazySettings
) -> None:
    Person.objects.filter(pk=cast.focal_point.pk).update(name="Jürgen Müller", language="de")
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SENT_BACK)
    facts = {"contribution": cast.draft.pk}
    people = [cast.focal_point.pk, cast.contributor.pk]
    queue(at=NOON, kind="sent_back", about="turn:1", people=people, facts=facts)
    assert send_due(clock=lambda: NOON, look=False).sent == 2
    browser = signed_in(cast.stranger)
    listing = html(browser, "/outbox/")
    assert listing.count("/outbox/2") == 2
    assert "Jürgen Müller" in listing
    address = address_in(listing)
    shown = html(browser, f"/outbox/{address}")
    assert "/board/small-plan/2014/1.a/defence/#note" in shown
    answer = browser.get(f"/outbox/{address}html/")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_what_stands_in_a_mail_cannot_harm_who_reads_the_outbox(
    cast: Cast, signed_in: Browser, demo: LazySettings
) -> None:
    EmailMultiAlternatives(
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", to=["a@example.org"]
    ).send()
    browser = signed_in(cast.stranger)
    listing = html(browser, "/outbox/")
    assert "<script>alert" not in listing
    address = address_in(listing)
    assert "<img src=x" not in html(browser, f"/outbox/{address}")
    assert browser.get(f"/outbox/{address}html/").status_code == 404


@pytest.mark.parametrize("path", ["/outbox/", "/outbox/x-0/", "/outbox/x-0/html/"])
def test_outside_a_demo_there_is_no_outbox(cast: Cast, signed_in: Browser, path: str) -> None:
    assert signed_in(cast.administrator).get(path).status_code == 404


def test_a_name_that_is_no_mail_leads_nowhere(
    cast: Cast, signed_in: Browser, demo: LazySettings
) -> None:
    assert signed_in(cast.stranger).get("/outbox/secret-key/").status_code == 404
