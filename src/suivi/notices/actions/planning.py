"""Which mails are to leave now? Notices become mails, each in one.

Planning is one transaction: a mail, the notices it tells and the day that was looked at are written
together or not at all. What was planned once is found planned.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from suivi.notices.content import new_message_id
from suivi.notices.kinds import DIGEST, Kind, kind_of, kinds, tellers
from suivi.notices.models import MailPreference, Notice, OutgoingMail
from suivi.notices.recipients import DigestDue, declined, digests_due, preferences
from suivi.people.models import Person

# Nobody is woken by a digest.
MORNING: Final = time(6)
# What nobody was told for so long, because the program stood still, is no news any more.
STALE: Final = timedelta(days=30)


def is_morning(at: datetime) -> bool:
    """Whether the day's mails may leave."""
    return timezone.localtime(at).time() >= MORNING


def plan_immediate(*, at: datetime) -> int:
    """Makes mails of what is to be told at once; gives how many. Mostly there is nothing to do."""
    codes = [kind.code for kind in kinds() if kind.is_immediate]
    return _plan_immediate(at) if Notice.objects.pending().filter(kind__in=codes).exists() else 0


@transaction.atomic
def _plan_immediate(at: datetime) -> int:
    pending = [n for n in _pending(at, immediate=True) if n.person.is_active]
    wanted = preferences({notice.person_id: notice.person for notice in pending}.values())
    groups: dict[tuple[int, str, str], list[Notice]] = {}
    for notice in pending:
        if wanted[notice.person_id].takes(notice.kind):
            groups.setdefault(_mail_of(notice, kind_of(notice.kind)), []).append(notice)
        else:
            _settle(at, [notice])
    mails = [
        (_mail(at, group[0].person, group[0].kind, f"{group[0].kind}/{group[0].pk}"), group)
        for group in groups.values()
    ]
    _keep(mails)
    return len(mails)


def _mail_of(notice: Notice, kind: Kind) -> tuple[int, str, str]:
    """Notices with the same of these three stand in one mail."""
    return notice.person_id, notice.kind, "" if kind.is_joined else notice.about


@transaction.atomic
def plan_digests(*, at: datetime) -> int:
    """Makes the digests of today, for whom anything waits or is new; gives how many.

    The number of queries does not grow with the number of people.
    """
    today = timezone.localtime(at).date()
    due = digests_due(today)
    if not due:
        return 0
    people = {each.person.pk for each in due}
    news: dict[int, list[Notice]] = {pk: [] for pk in people}
    for notice in _pending(at, immediate=False):
        if notice.person_id in people:
            news[notice.person_id].append(notice)
    told = _not_planned_yet(_those_with_something(due, news, today))
    mails = [(_mail(at, each.person, DIGEST, each.key), news.pop(each.person.pk)) for each in told]
    _keep(mails)
    _settle(at, [notice for left in news.values() for notice in left])
    _note_looked(due)
    return len(mails)


def _pending(at: datetime, *, immediate: bool) -> list[Notice]:
    """What is to be told at once, or in digests; what is too old to be news is settled first."""
    codes = [kind.code for kind in kinds() if kind.is_immediate == immediate]
    rows = Notice.objects.pending().filter(kind__in=codes)
    rows.filter(created_at__lte=at - STALE).update(settled_at=at)
    return list(rows.select_for_update(of=("self",)).select_related("person"))


def _not_planned_yet(due: Sequence[DigestDue]) -> list[DigestDue]:
    keys = [each.key for each in due]
    known = set(OutgoingMail.objects.filter(key__in=keys).values_list("key", flat=True))
    return [each for each in due if each.key not in known]


def _those_with_something(
    due: Sequence[DigestDue], news: Mapping[int, Sequence[Notice]], on: date
) -> list[DigestDue]:
    """Those who get a digest: something is new, or something waits and their week is over."""
    people = [each.person for each in due]
    refused = declined({each.person.pk: each.preference for each in due})
    fresh = [notice for mine in news.values() for notice in mine]
    waiting: set[int] = set()
    for teller in tellers():
        waiting |= teller.digest(people, fresh, refused, on).keys()
    return [
        each for each in due if each.person.pk in waiting and (each.repeats or news[each.person.pk])
    ]


def _mail(at: datetime, person: Person, kind: str, key: str) -> OutgoingMail:
    return OutgoingMail(
        person=person,
        kind=kind,
        key=key,
        planned_at=at,
        next_attempt_at=at,
        message_id=new_message_id(secrets.token_hex(16)),
    )


def _keep(mails: Sequence[tuple[OutgoingMail, Sequence[Notice]]]) -> None:
    """Writes the mails, and in each notice which mail tells it."""
    OutgoingMail.objects.bulk_create([mail for mail, _notices in mails])
    notices = []
    for mail, told in mails:
        for notice in told:
            notice.mail = mail
            notices.append(notice)
    Notice.objects.bulk_update(notices, ["mail"], batch_size=500)


def _settle(at: datetime, notices: Iterable[Notice]) -> None:
    """No mail tells these: nobody wants to hear of them, or nothing is left to say."""
    numbers = [notice.pk for notice in notices]
    if numbers:
        Notice.objects.filter(pk__in=numbers).update(settled_at=at)


def _note_looked(due: Sequence[DigestDue]) -> None:
    for each in due:
        each.preference.looked_on = each.day
    known = [each.preference for each in due if each.preference.pk is not None]
    MailPreference.objects.bulk_update(known, ["looked_on"], batch_size=500)
    MailPreference.objects.bulk_create(
        [each.preference for each in due if each.preference.pk is None],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["looked_on"],
    )
