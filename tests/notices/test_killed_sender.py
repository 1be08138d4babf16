"""Is no mail lost, and none shown twice, when the program is killed while it sends?"""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.conf import settings as installation
from django.db import connection
from django.utils import timezone

from suivi.notices.actions import queue, send_due
from suivi.notices.actions.sending import CLAIM
from suivi.notices.models import MailState, OutgoingMail
from suivi.people.models import Person
from suivi.plans.models import Role
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast, assemble
from tests.notices.mail_server import Office, mail_server, send_to
from tests.reporting.test_killed_process import address_of_this_database

pytestmark = pytest.mark.django_db(transaction=True)


def queued() -> Cast:
    """The cast, and a mail that is due: a contribution sent back to its focal point."""
    cast = assemble()
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SENT_BACK)
    queue(
        at=timezone.now(),
        kind="sent_back",
        about="turn:1",
        people=[cast.focal_point.pk],
        facts={"contribution": cast.draft.pk},
    )
    connection.close()
    return cast


def environment_with(office: Office) -> dict[str, str]:
    """What a process of its own is told: this database, that server."""
    return {
        **os.environ,
        "DATABASE_URL": address_of_this_database(),
        "SUIVI_DATA": str(installation.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "suivi.settings",
        "SUIVI_MAIL_HOST": "127.0.0.1",
        "SUIVI_MAIL_PORT": str(office.port),
        "SUIVI_MAIL_TLS": "none",
        "SUIVI_MAIL_FROM": "suivi@example.org",
    }


def sender(office: Office) -> "subprocess.Popen[str]":
    """`./suivi notices send` as a process of its own."""
    words = [sys.executable, "-m", "suivi.command_line", "notices", "send"]
    told = environment_with(office)
    return subprocess.Popen(words, env=told, stdout=subprocess.PIPE, text=True)


def killed_with_the_mail_in_hand(office: Office) -> None:
    """A sender whom the server kills after it took the mail, before it says so."""
    office.seconds = 0.5
    with sender(office) as process:
        office.senders_pid = process.pid
        process.wait(timeout=60)
    assert process.returncode == -signal.SIGKILL


def killed_before_the_mail_is_taken(office: Office) -> None:
    """A sender who is killed while the server is still reading."""
    office.seconds = 30
    with sender(office) as process:
        until = time.monotonic() + 60
        while not OutgoingMail.objects.filter(state=MailState.SENDING).exists():
            assert time.monotonic() < until, "It never began to send."
            time.sleep(0.05)
        process.kill()


def send_again(settings: LazySettings) -> list[str]:
    """What arrives once the claim of the killed one has run out: the names of the mails."""
    with mail_server() as office:
        send_to(settings, office.port)
        # At first nothing: for all one knows, somebody is sending it.
        assert send_due(clock=timezone.now, look=False).sent == 0
        later = timezone.now() + CLAIM + timedelta(seconds=1)
        assert send_due(clock=lambda: later, look=False).sent == 1
        assert send_due(clock=lambda: later + 2 * CLAIM, look=False).sent == 0
    return [mail["Message-ID"] for mail in office.mails]


def test_a_mail_taken_but_not_recorded_goes_again_under_the_name_it_had(
    settings: LazySettings,
) -> None:
    queued()
    with mail_server() as office:
        killed_with_the_mail_in_hand(office)
    arrived = [mail["Message-ID"] for mail in office.mails]
    assert arrived == send_again(settings) == [OutgoingMail.objects.get().message_id]


def test_a_mail_that_was_not_taken_is_not_lost(settings: LazySettings) -> None:
    queued()
    with mail_server() as office:
        killed_before_the_mail_is_taken(office)
    assert office.mails == []
    assert send_again(settings) == [OutgoingMail.objects.get().message_id]


def test_two_senders_at_once_send_each_mail_once() -> None:
    cast = queued()
    people = [factories.make_person(f"Writer {number}").pk for number in range(12)]
    for pk in people:
        factories.make_membership(cast.plan, Person.objects.get(pk=pk), cast.body, Role.CONTRIBUTOR)
    facts = {"contribution": cast.draft.pk}
    queue(at=timezone.now(), kind="sent_back", about="turn:2", people=people, facts=facts)
    connection.close()
    with mail_server() as office, sender(office) as first, sender(office) as second:
        assert (first.wait(timeout=60), second.wait(timeout=60)) == (0, 0)
    assert len(office.mails) == len(set(office.recipients)) == 13
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
