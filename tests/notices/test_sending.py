"""Do mails leave through a real server, each once, whatever happens on the way?"""

import logging
import re
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from suivi.audit.models import Event
from suivi.notices.actions import Sent, queue, retry_mails, send_due
from suivi.notices.models import Hitch, MailState, Notice, OutgoingMail
from suivi.people.models import Body, Person
from suivi.plans.models import Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.notices.mail_server import Office, body, mail_server, send_to

pytestmark = pytest.mark.django_db
SECRET = "Nobody outside this contribution reads these words."


@pytest.fixture
def office(settings: LazySettings) -> Iterator[Office]:
    """A server that takes every mail."""
    with mail_server() as server:
        send_to(settings, server.port)
        yield server


def sent_back(cast: Cast, **facts: str) -> Contribution:
    """The draft of Defence, submitted and sent back with a note."""
    Contribution.objects.filter(pk=cast.draft.pk).update(
        status=Status.CLEARED, account=SECRET, **facts
    )
    return actions.send_back_contribution(
        by=cast.coordinator, at=NOON, contribution=cast.draft, note=f"Say when. {SECRET}"
    )


def sent(at: datetime = NOON, *, look: bool = False) -> Sent:
    """What a pass at that moment does."""
    return send_due(clock=lambda: at, look=look)


def in_french(person: Person, name: str = "Jürgen Ĺšš Ünal") -> Person:
    """The person reads French and has a name that ASCII has not."""
    person.language, person.name = "fr", name
    person.save()
    return person


def test_what_is_sent_back_is_told_at_once_in_the_readers_language(
    cast: Cast, office: Office
) -> None:
    in_french(cast.focal_point)
    sent_back(cast)
    assert sent() == Sent(sent=1)
    [mail] = office.mails
    assert office.recipients == [cast.focal_point.email]
    assert mail["To"] == f"Jürgen Ĺšš Ünal <{cast.focal_point.email}>"
    assert mail["Content-Language"] == "fr"
    assert "http://127.0.0.1:8000/fr/board/small-plan/2014/1.a/defence/#note" in body(mail)
    assert 'href="http://127.0.0.1:8000/fr/board/small-plan/2014/1.a/defence/#note"' in body(
        mail, "html"
    )
    assert '<html lang="fr">' in body(mail, "html")


def test_no_word_of_a_contribution_leaves_by_mail_or_log(
    cast: Cast, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="suivi"):
        sent_back(cast)
        sent()
    [mail] = office.mails
    assert SECRET not in body(mail) + body(mail, "html") + str(mail["Subject"]) + caplog.text
    assert cast.focal_point.email not in caplog.text


def test_a_mail_says_that_nobodys_absence_is_to_be_told_to_it(cast: Cast, office: Office) -> None:
    sent_back(cast)
    sent()
    [mail] = office.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f]{32}@127\.0\.0\.1>", mail["Message-ID"])
    assert mail["From"] == "Suivi <suivi@example.org>"


def test_what_was_told_is_told_once(cast: Cast, office: Office) -> None:
    sent_back(cast)
    assert [sent().sent for _pass in range(3)] == [1, 0, 0]
    assert sent(NOON + timedelta(days=2)).sent == 0
    notice = Notice.objects.get(kind="sent_back")
    queue(
        at=NOON,
        kind="sent_back",
        about=notice.about,
        people=[notice.person_id],
        facts=notice.facts,
    )
    assert sent().sent == 0
    assert Notice.objects.filter(kind="sent_back").count() == 1


def test_several_sent_back_together_are_one_mail(cast: Cast, office: Office) -> None:
    sent_back(cast)
    second = factories.make_contribution(
        cast.shared_line, cast.body, cast.period, status=Status.CLEARED
    )
    actions.send_back_contribution(
        by=cast.coordinator, at=NOON, contribution=second, note="Say where."
    )
    sent()
    [mail] = office.mails
    assert mail["Subject"] == "Suivi: Sent back: 2 contributions"
    assert body(mail).count("#note") == 2


def test_who_handed_it_in_again_meanwhile_is_not_told(cast: Cast, office: Office) -> None:
    sent_back(cast)
    Contribution.objects.update(status=Status.SUBMITTED)
    assert sent() == Sent(needless=1)
    assert office.mails == []
    assert OutgoingMail.objects.get().state == MailState.NEEDLESS


def test_who_no_longer_works_for_the_body_is_not_told(cast: Cast, office: Office) -> None:
    sent_back(cast)
    cast.focal_point.memberships.update(ended_on=NOON.date())
    assert sent() == Sent(needless=1)


def test_somebody_whose_account_is_closed_is_not_told(cast: Cast, office: Office) -> None:
    sent_back(cast)
    Person.objects.filter(pk=cast.focal_point.pk).update(is_active=False)
    assert sent() == Sent()


def test_a_move_that_is_undone_tells_nobody(cast: Cast, office: Office) -> None:
    with transaction.atomic():
        sent_back(cast)
        transaction.set_rollback(True)
    assert not Notice.objects.filter(kind="sent_back").exists()


@pytest.mark.parametrize(
    "name", ["Anna\r\nBcc: thief@example.com", "Anna\nSubject: Other", 'A"n,n<a>', "\x07\x1b[31m"]
)
def test_a_name_writes_nothing_into_the_head_of_a_mail(
    cast: Cast, office: Office, name: str
) -> None:
    in_french(cast.focal_point, name)
    Body.objects.filter(pk=cast.body.pk).update(short_name_fr=f"Défense{name}")
    sent_back(cast)
    assert sent().sent == 1
    [mail] = office.mails
    assert office.recipients == [cast.focal_point.email]
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject", [])) == 1
    assert mail["To"].addresses[0].addr_spec == cast.focal_point.email


def test_a_refused_recipient_is_given_up_and_keeps_nobody_else_waiting(
    cast: Cast, office: Office
) -> None:
    office.refused = {cast.focal_point.email}
    factories.make_membership(cast.plan, cast.stranger, cast.body, Role.FOCAL_POINT)
    sent_back(cast)
    assert sent() == Sent(sent=1, failed=1)
    assert office.recipients == [cast.stranger.email]
    failed = OutgoingMail.objects.get(person=cast.focal_point)
    assert (failed.state, failed.hitch, failed.reply_code) == ("failed", Hitch.RECIPIENT, 550)
    assert sent(NOON + timedelta(days=1)).failed == 0


def test_a_mail_that_cannot_be_written_keeps_nobody_else_waiting(
    cast: Cast, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    queue(at=NOON, kind="sent_back", about="turn:0", people=[cast.contributor.pk], facts={"odd": 1})
    sent_back(cast)
    assert sent() == Sent(sent=1, failed=1)
    assert OutgoingMail.objects.failed().get().hitch == Hitch.UNWRITTEN
    assert "could not be written" in caplog.text


def test_an_address_to_which_no_mail_can_go_keeps_nobody_else_waiting(
    cast: Cast, office: Office
) -> None:
    factories.make_membership(cast.plan, cast.stranger, cast.body, Role.FOCAL_POINT)
    Person.objects.filter(pk=cast.focal_point.pk).update(email="nobody\n@example.org")
    sent_back(cast)
    assert sent() == Sent(sent=1, failed=1)
    assert office.recipients == [cast.stranger.email]


def test_a_server_that_is_away_and_comes_back_gets_each_mail_once(
    cast: Cast, settings: LazySettings
) -> None:
    factories.make_membership(cast.plan, cast.stranger, cast.body, Role.FOCAL_POINT)
    with mail_server() as closed:
        send_to(settings, closed.port)
    sent_back(cast)
    assert sent() == Sent(put_off=2)
    assert set(OutgoingMail.objects.values_list("hitch", flat=True)) == {Hitch.UNREACHABLE}
    assert sent() == Sent()  # not before a pause
    identities = set(OutgoingMail.objects.values_list("message_id", flat=True))
    with mail_server(port=closed.port) as office:
        assert sent(NOON + timedelta(minutes=2)) == Sent(sent=2)
    assert {mail["Message-ID"] for mail in office.mails} == identities


def test_a_server_that_stays_away_is_given_up_after_days_and_tried_again_when_told(
    cast: Cast, settings: LazySettings
) -> None:
    with mail_server() as closed:
        send_to(settings, closed.port)
    sent_back(cast)
    at, passes = NOON, 0
    while OutgoingMail.objects.exclude(state=MailState.FAILED).exists() or not passes:
        sent(at)
        at, passes = at + timedelta(hours=1), passes + 1
    assert at - NOON > timedelta(days=3)
    assert OutgoingMail.objects.get().attempts < 20
    with mail_server(port=closed.port) as office:
        assert retry_mails(by=cast.administrator, at=at) == 1
        assert sent(at) == Sent(sent=1)
    assert len(office.mails) == 1


@pytest.mark.parametrize(
    ("answer", "state", "hitch"),
    [
        ("451 later", MailState.QUEUED, Hitch.CONTENT),
        ("554 spam", MailState.FAILED, Hitch.CONTENT),
    ],
)
def test_what_a_server_says_decides_whether_it_is_tried_again(
    cast: Cast, office: Office, answer: str, state: str, hitch: str
) -> None:
    office.answer = answer
    sent_back(cast)
    sent()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.hitch, mail.reply_code) == (state, hitch, int(answer[:3]))


def test_a_slow_server_is_left_and_tried_again(cast: Cast, settings: LazySettings) -> None:
    with mail_server(seconds=3) as slow:
        send_to(settings, slow.port, timeout=0.3)
        sent_back(cast)
        assert sent() == Sent(put_off=1)
    assert OutgoingMail.objects.get().hitch == Hitch.TOO_SLOW


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that vouches for itself, its key beside it."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = timezone.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(made.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.with_suffix(".key").write_bytes(secret)
    return path


def cover(certificate: Path) -> ssl.SSLContext:
    """What a server needs to speak under cover."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


def test_a_mail_goes_under_cover_where_the_certificate_is_trusted(
    cast: Cast, settings: LazySettings, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(cover=cover(certificate)) as office:
        send_to(settings, office.port, tls=True)
        sent_back(cast)
        assert sent() == Sent(sent=1)
    assert office.was_covered


def test_no_mail_goes_to_a_server_whose_certificate_nobody_vouches_for(
    cast: Cast, settings: LazySettings, certificate: Path
) -> None:
    with mail_server(cover=cover(certificate)) as office:
        send_to(settings, office.port, tls=True)
        sent_back(cast)
        assert sent() == Sent(put_off=1)
    assert office.mails == []
    assert OutgoingMail.objects.get().hitch == Hitch.NOT_SECURE


def test_no_mail_goes_in_the_open_where_cover_is_wanted(cast: Cast, settings: LazySettings) -> None:
    with mail_server() as office:
        send_to(settings, office.port, tls=True)
        sent_back(cast)
        assert sent() == Sent(put_off=1)
    assert office.mails == []
    assert OutgoingMail.objects.get().hitch == Hitch.NOT_SECURE


def test_each_pass_that_sent_something_is_one_event_without_names(
    cast: Cast, office: Office
) -> None:
    sent_back(cast)
    before = Event.objects.count()
    sent()
    sent()
    event = Event.objects.order_by("number").last()
    assert event is not None
    assert Event.objects.count() == before + 1
    assert (event.verb, event.person, event.facts["sent"]) == ("send_mails", "program", 1)


def test_what_nobody_was_told_for_a_month_is_no_news(cast: Cast, office: Office) -> None:
    sent_back(cast)
    assert sent(NOON + timedelta(days=31)) == Sent()
    assert Notice.objects.get(kind="sent_back").settled_at is not None


def test_who_was_told_what_is_forgotten_after_a_year(cast: Cast, office: Office) -> None:
    sent_back(cast)
    sent()
    Contribution.objects.update(status=Status.ACCEPTED)
    sent(NOON + timedelta(days=401), look=True)
    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()
