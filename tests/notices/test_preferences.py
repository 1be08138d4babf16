"""Does a person choose their mails, stop them by a link, and read why some always come?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.notices.actions import choose_mails, stop_mails
from suivi.notices.addresses import stop_address
from suivi.notices.models import DigestDay, MailPreference
from suivi.notices.recipients import preference_of
from suivi.people.models import Person
from tests.cast import Cast
from tests.factories import NOON
from tests.site import html, page

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
Browser = Callable[[Any], Client]


def test_at_first_everything_comes_on_mondays(cast: Cast, signed_in: Browser) -> None:
    shown = html(signed_in(cast.focal_point), "/account/notices/")
    assert 'value="monday" selected' in shown
    assert shown.count(" selected") == 1  # the day
    assert shown.count(" checked") == 6 + 1  # all that may be declined, the language
    assert not MailPreference.objects.exists()


def test_a_choice_is_kept_and_told_to_the_chain_without_names(
    cast: Cast, signed_in: Browser
) -> None:
    facts = {"digest": "thursday", "language": "nl", "wanted": ["to_write", "told"]}
    answer = signed_in(cast.focal_point).post("/account/notices/", facts)
    assert answer.status_code == 302
    kept = MailPreference.objects.get(person=cast.focal_point)
    assert kept.digest == DigestDay.THURSDAY
    assert kept.declined == ["due_tomorrow", "silence_tomorrow", "to_clear", "to_review"]
    assert Person.objects.get(pk=cast.focal_point.pk).language == "nl"
    event = Event.objects.get(verb="choose_mails")
    assert event.object == f"person:{cast.focal_point.pk}"


def test_a_choice_that_is_none_is_refused_with_a_sentence(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(
        "/account/notices/", {"digest": "yearly", "language": "nl"}
    )
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()


def test_the_page_says_why_some_mails_always_come(cast: Cast, signed_in: Browser) -> None:
    shown = page(signed_in(cast.focal_point), "/account/notices/")
    assert "A contribution is sent back to you" in shown
    assert "It always comes, at once: the contribution waits for you alone." in shown


def test_what_must_come_cannot_be_declined(cast: Cast) -> None:
    with pytest.raises(Refused, match="cannot be stopped"):
        choose_mails(
            by=cast.focal_point,
            at=NOON,
            digest=DigestDay.MONDAY,
            language="en",
            declined=["sent_back"],
        )
    with pytest.raises(Refused, match="cannot be stopped"):
        stop_mails(by=cast.focal_point, at=NOON, what="reminder")


def path_to_stop(person: Person, what: str) -> str:
    """The link in a mail, without the site."""
    return stop_address(person, what).removeprefix(SITE)


def test_a_link_asks_first_then_stops_the_digest_without_signing_in(cast: Cast) -> None:
    path = path_to_stop(cast.focal_point, "digest")
    assert "Stop these mails" in page(Client(), path)
    assert preference_of(cast.focal_point).digest == DigestDay.MONDAY
    answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code == 200
    assert "These mails are stopped" in answer.content.decode()
    assert preference_of(cast.focal_point).digest == DigestDay.NEVER


def test_a_mail_program_stops_mails_by_itself(cast: Cast) -> None:
    """One click: RFC 8058, section 3.2."""
    path = path_to_stop(cast.focal_point, "digest")
    body = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    assert Client(enforce_csrf_checks=True).post(path, body, content_type=kind).status_code == 200
    assert preference_of(cast.focal_point).digest == DigestDay.NEVER


def test_one_kind_is_stopped_and_no_other(cast: Cast) -> None:
    Client().post(path_to_stop(cast.focal_point, "due_tomorrow"))
    Client().post(path_to_stop(cast.focal_point, "due_tomorrow"))
    kept = preference_of(cast.focal_point)
    assert kept.declined == ["due_tomorrow"]
    assert kept.digest == DigestDay.MONDAY


@pytest.mark.parametrize("what", ["sent_back", "reminder", "nonsense"])
def test_a_link_cannot_stop_what_must_come(cast: Cast, what: str) -> None:
    assert Client().post(path_to_stop(cast.focal_point, what)).status_code == 404


def test_a_link_that_somebody_changed_leads_nowhere(cast: Cast) -> None:
    path = path_to_stop(cast.focal_point, "digest")
    number = f"/{cast.focal_point.pk}."
    others = [
        path.replace(number, f"/{cast.coordinator.pk}."),
        path.replace(".digest.", ".due_tomorrow."),
        f"{path[:-3]}x/",
        "/notices/stop/x/",
        "/notices/stop/1.2.3.4/",
    ]
    assert {Client().post(other).status_code for other in others} == {404}
    assert not MailPreference.objects.exists()


def test_choosing_sends_no_mail(cast: Cast) -> None:
    stop_mails(by=cast.focal_point, at=NOON, what="digest")
    assert outbox.outbox == []
