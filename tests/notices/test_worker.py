"""Does the worker send mails by itself, beside its other work, and stop when it is told to?"""

import subprocess
import sys
import time

import pytest

from suivi.notices.models import MailState, OutgoingMail
from tests.notices.mail_server import mail_server
from tests.notices.test_killed_sender import environment_with, queued

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_worker_sends_what_is_due_and_stops_when_told() -> None:
    queued()
    words = [sys.executable, "-m", "suivi.command_line", "worker"]
    with (
        mail_server() as office,
        subprocess.Popen(words, env=environment_with(office)) as worker,
    ):
        until = time.monotonic() + 120
        while not OutgoingMail.objects.filter(state=MailState.SENT).exists():
            assert time.monotonic() < until, "It never sent."
            assert worker.poll() is None
            time.sleep(0.1)
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    sent_back = [mail for mail in office.mails if "Sent back" in mail["Subject"]]
    assert len(sent_back) == 1


def test_the_command_says_what_it_did() -> None:
    queued()
    words = [sys.executable, "-m", "suivi.command_line", "notices", "send"]
    with mail_server() as office:
        done = subprocess.run(
            words, env=environment_with(office), capture_output=True, text=True, check=True
        )
    assert done.stdout.endswith("0 put off, 0 given up, 0 no longer needed.\n")
    assert int(done.stdout.split()[0]) == len(office.mails) > 0
