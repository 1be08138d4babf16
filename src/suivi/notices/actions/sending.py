"""How do the mails that are due leave, each once, whatever happens on the way?

A mail is claimed, handed over, and recorded as sent: three steps, no transaction held while the
server is spoken to. Who is killed between the second and the third leaves a claim behind; after
`CLAIM` it is taken up again, with the same Message-ID, by which mail programs show one mail. So a
mail may be handed over twice, and is never lost (see docs/adr/0009).
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from suivi.audit.actions import record
from suivi.notices import permissions, policies
from suivi.notices.actions.planning import is_morning, plan_digests, plan_immediate
from suivi.notices.content import message_for
from suivi.notices.kinds import tellers
from suivi.notices.models import Hitch, MailState, Notice, OutgoingMail
from suivi.notices.transport import NotTaken, Postman
from suivi.people.models import Person

logger = logging.getLogger(__name__)

CLAIM: Final = timedelta(minutes=10)
# After each attempt that failed, how long until the next; the last is repeated.
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
GIVEN_UP_AFTER: Final = timedelta(days=3)
KEPT_FOR: Final = timedelta(days=400)

Clock = Callable[[], datetime]


@dataclass
class Sent:
    """What a pass did: mails taken by the server, put off, given up, no longer needed."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    needless: int = 0

    @property
    def is_final(self) -> bool:
        """Whether anything came to its end; what is only put off is tried every minute."""
        return bool(self.sent or self.failed or self.needless)


def send_due(*, clock: Clock, look: bool = True) -> Sent:
    """Plans what is due and sends it; gives what became of it. Safe to run twice, and at once.

    `look` is whether the subjects look what became due by itself, and digests are planned: once
    an hour is enough. `clock` tells the moment, because a pass may take minutes.
    """
    at = clock()
    if look and is_morning(at):
        for teller in tellers():
            teller.look(at)
        plan_digests(at=at)
        _forget_old(at)
    plan_immediate(at=at)
    _take_up_interrupted(at)
    sent = _pass(clock)
    if sent.is_final:
        _tell(None, clock(), "send_mails", sent)
    return sent


@transaction.atomic
def retry_mails(*, by: Person, at: datetime, mail: OutgoingMail | None = None) -> int:
    """Puts a mail that was given up, or all of them, back into the queue; gives how many."""
    permissions.may_look_after_mails(by)
    if mail is not None:
        policies.was_given_up(mail)
    chosen = OutgoingMail.objects.filter(state=MailState.FAILED)
    if mail is not None:
        chosen = chosen.filter(pk=mail.pk)
    count = chosen.update(
        state=MailState.QUEUED, attempts=0, planned_at=at, next_attempt_at=at, hitch=""
    )
    about = f"mail:{mail.pk}" if mail else "mails"
    record(by=by, at=at, verb="retry_mails", object=about, mails=count)
    return count


def _pass(clock: Clock) -> Sent:
    """Hands over everything that is due now, one after the other."""
    counted = Sent()
    with Postman() as postman:
        for mail in _claimed(clock):
            try:
                message = _written(mail, clock())
                if message is None:
                    _end(mail, MailState.NEEDLESS)
                    counted.needless += 1
                    continue
                postman.hand_over(message)
            except NotTaken as problem:
                if _put_off(mail, problem, clock()):
                    counted.put_off += 1
                else:
                    counted.failed += 1
                if problem.concerns_all:
                    counted.put_off += _put_off_others(problem, clock())
                    return counted
            else:
                _end(mail, MailState.SENT, clock())
                counted.sent += 1
    return counted


def _written(mail: OutgoingMail, at: datetime) -> EmailMultiAlternatives | None:
    """The mail as it leaves. One that cannot be written must not keep the others from leaving."""
    try:
        return message_for(mail, at)
    except Exception:
        logger.exception("Mail %s could not be written.", mail.pk)
        raise NotTaken(Hitch.UNWRITTEN, is_final=True) from None


def _claimed(clock: Clock) -> Iterator[OutgoingMail]:
    """What is due when the pass begins, each when it is ours: others may be sending as well."""
    due = list(OutgoingMail.objects.due(clock()).values_list("pk", flat=True))
    for pk in due:
        at = clock()
        free = OutgoingMail.objects.filter(pk=pk, state=MailState.QUEUED, next_attempt_at__lte=at)
        if free.update(state=MailState.SENDING, begun_at=at, attempts=F("attempts") + 1):
            yield OutgoingMail.objects.select_related("person").get(pk=pk)


def _end(mail: OutgoingMail, state: MailState, at: datetime | None = None) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state, sent_at=at, hitch="", reply_code=None
    )


def _put_off(mail: OutgoingMail, problem: NotTaken, at: datetime) -> bool:
    """Tries again later, or gives up; gives whether there is a later. The log names no address."""
    later = not problem.is_final and at - mail.planned_at < GIVEN_UP_AFTER
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.QUEUED if later else MailState.FAILED,
        next_attempt_at=at + PAUSES[min(mail.attempts, len(PAUSES)) - 1],
        hitch=problem.hitch,
        reply_code=problem.code,
    )
    logger.warning("Mail %s was not taken: %s %s.", mail.pk, problem.hitch, problem.code or "")
    return later


def _put_off_others(problem: NotTaken, at: datetime) -> int:
    """The server takes no mail at all now: the others wait too, without having been tried."""
    others = OutgoingMail.objects.filter(state=MailState.QUEUED, next_attempt_at__lte=at)
    return others.update(
        next_attempt_at=at + PAUSES[0], hitch=problem.hitch, reply_code=problem.code
    )


def _take_up_interrupted(at: datetime) -> None:
    """Puts back what a killed process had begun to send."""
    begun = OutgoingMail.objects.filter(state=MailState.SENDING, begun_at__lt=at - CLAIM)
    if begun.exists():
        begun.update(state=MailState.QUEUED, next_attempt_at=at, hitch=Hitch.INTERRUPTED)


@transaction.atomic
def _forget_old(at: datetime) -> None:
    """Who was told what is of no use after a year: then it is forgotten."""
    old = at - KEPT_FOR
    Notice.objects.filter(created_at__lt=old).delete()
    ended = (MailState.SENT, MailState.FAILED, MailState.NEEDLESS)
    OutgoingMail.objects.filter(planned_at__lt=old, state__in=ended).delete()


def _tell(by: Person | None, at: datetime, verb: str, sent: Sent) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object="mails",
        sent=sent.sent,
        put_off=sent.put_off,
        failed=sent.failed,
        needless=sent.needless,
    )
