"""Who is to hear of what, which mail told it, and which mails does each person want?

A notice names its object by code and keeps numbers, never words: what a mail says is written when
the mail leaves.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Person
from suivi.sensitivity import OFFICIAL, PERSONAL


class DigestDay(models.TextChoices):
    """The day on which a person's digest comes."""

    DAILY = "daily", _("every day on which there is something new")
    MONDAY = "monday", _("on Mondays")
    TUESDAY = "tuesday", _("on Tuesdays")
    WEDNESDAY = "wednesday", _("on Wednesdays")
    THURSDAY = "thursday", _("on Thursdays")
    FRIDAY = "friday", _("on Fridays")
    SATURDAY = "saturday", _("on Saturdays")
    SUNDAY = "sunday", _("on Sundays")
    NEVER = "never", _("never")


class MailState(models.TextChoices):
    """How far a mail has come."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    NEEDLESS = "needless", _("no longer needed")


class Hitch(models.TextChoices):
    """Why the mail server did not take a mail."""

    UNREACHABLE = "unreachable", _("The mail server cannot be reached.")
    TOO_SLOW = "too_slow", _("The mail server did not answer in time.")
    BROKEN_OFF = "broken_off", _("The mail server broke the connection off.")
    NOT_SECURE = "not_secure", _("The mail server cannot be spoken to under cover (TLS).")
    SIGN_IN = "sign_in", _("The mail server does not accept our name and password.")
    SENDER = "sender", _("The mail server does not accept our address as sender.")
    RECIPIENT = "recipient", _("The mail server does not accept the recipient’s address.")
    CONTENT = "content", _("The mail server does not accept the mail.")
    UNWRITTEN = "unwritten", _("The mail could not be written; the log says where.")
    INTERRUPTED = "interrupted", _("The program was stopped while it was sending.")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Words for sets of mails."""

    def due(self, at: datetime) -> Self:
        """Those to be sent now, the longest due first."""
        waiting = self.filter(state=MailState.QUEUED, next_attempt_at__lte=at)
        return waiting.order_by("next_attempt_at", "pk")

    def failed(self) -> Self:
        """Those that were given up, the newest first."""
        return self.filter(state=MailState.FAILED).order_by("-planned_at", "-pk")


class OutgoingMail(models.Model):
    """One mail to one person: what it is about, and how far it has come.

    `key` is what makes a mail be sent once. The same `message_id` goes with every attempt, so that
    a mail handed over twice is shown once.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "kind", "key", "planned_at", "state", "attempts"), OFFICIAL),
        **dict.fromkeys(("next_attempt_at", "begun_at", "hitch", "reply_code"), OFFICIAL),
        **dict.fromkeys(("message_id", "sent_at"), OFFICIAL),
        "person": PERSONAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outgoing_mails")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120, unique=True)
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    hitch = models.CharField(max_length=12, choices=Hitch.choices, blank=True)
    reply_code = models.PositiveSmallIntegerField(null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="mail_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MailState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MailState.SENT) & models.Q(sent_at__isnull=True)),
                name="mail_says_when_it_was_sent",
                violation_error_message=_("A mail that was sent says when."),
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} {self.kind} {self.state}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Words for sets of notices."""

    def pending(self) -> Self:
        """Those that no mail tells yet, the oldest first."""
        return self.filter(mail__isnull=True, settled_at__isnull=True).order_by("created_at", "pk")


class Notice(models.Model):
    """A person is to hear of something, once.

    `about` names it and the occasion, "turn:55"; `facts` are numbers of records.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "kind", "about", "facts", "created_at", "mail"), OFFICIAL),
        "settled_at": OFFICIAL,
        "person": PERSONAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=120)
    facts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    settled_at = models.DateTimeField(null=True, blank=True, help_text="No mail needs to tell it.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about"],
                name="one_notice_per_person_and_occasion",
                violation_error_message=_("This person hears of it already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "created_at"],
                name="pending_notices",
                condition=models.Q(mail__isnull=True, settled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class MailPreference(models.Model):
    """Which mails a person wants, and when; who has no row has the same as a new one says.

    `declined` holds codes of kinds. `looked_on` is the last day for which a digest was decided.
    `calendar_edition` grows with every new secret address of the person's calendar.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "digest", "declined", "looked_on", "calendar_edition"), PERSONAL),
        "person": PERSONAL,
    }

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_preference")
    digest = models.CharField(
        _("digest"), max_length=10, choices=DigestDay.choices, default=DigestDay.MONDAY
    )
    declined: "models.JSONField[Any, Any]" = models.JSONField(default=list, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    calendar_edition = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id} {self.digest}"

    def takes(self, kind: str) -> bool:
        """Whether the person has not declined mails of this kind."""
        return kind not in self.declined

    def digest_due_on(self, today: date) -> date | None:
        """The day whose digest is to be decided today; None when there is none.

        A day that passed while nothing was sent is made up for, unless the person came later.
        """
        if self.digest == DigestDay.NEVER:
            return None
        due = today
        if self.digest != DigestDay.DAILY:
            wanted = _WEEKDAYS.index(DigestDay(self.digest))
            due = date.fromordinal(today.toordinal() - (today.weekday() - wanted) % 7)
        if self.looked_on is None:
            return due if due == today else None
        return due if due > self.looked_on else None


_WEEKDAYS = (
    DigestDay.MONDAY,
    DigestDay.TUESDAY,
    DigestDay.WEDNESDAY,
    DigestDay.THURSDAY,
    DigestDay.FRIDAY,
    DigestDay.SATURDAY,
    DigestDay.SUNDAY,
)
