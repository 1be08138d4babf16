"""By when does a body deliver, was more time asked for, and what happened to the period?"""

from datetime import date
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Body, Person
from suivi.plans.models import Period
from suivi.sensitivity import OFFICIAL, PERSONAL

# What the dates of a period are called.
DATES: Final = {
    "opens_on": _("Opens on"),
    "due_on": _("Contributions are due on"),
    "closes_on": _("Closes on"),
}


class DueDay(models.Model):
    """The day by which one body delivers in a period, where it is not the day of all."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "period", "body", "due_on", "reason", "set_at"), OFFICIAL),
        "set_by": PERSONAL,
    }

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="due_days")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="due_days")
    due_on = models.DateField()
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "body"],
                name="one_due_day_per_body_and_period",
                violation_error_message=_("This body has a day of its own already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.body_id} {self.due_on}"


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Words for sets of extensions."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(answer=Extension.Answer.WAITING)

    def newest_first(self) -> Self:
        """As the two sides read them."""
        return self.order_by("-asked_at", "-pk")


class Extension(models.Model):
    """A body asks for more time in a period; a coordinator grants it, for some day, or refuses."""

    class Answer(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting for an answer")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "period", "body", "wished_on", "reason", "asked_at"), OFFICIAL),
        **dict.fromkeys(("answer", "granted_on", "sentence", "answered_at"), OFFICIAL),
        **dict.fromkeys(("asked_by", "answered_by"), PERSONAL),
    }

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="extensions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="extensions")
    wished_on = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    granted_on = models.DateField(null=True, blank=True)
    sentence = models.TextField(blank=True, help_text="What the coordinator said with the answer.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "body"],
                condition=models.Q(answer="waiting"),
                name="one_extension_waits_per_body",
                violation_error_message=_("More time was asked for already; it is not answered."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer="waiting", answered_at__isnull=True)
                | (~models.Q(answer="waiting") & models.Q(answered_at__isnull=False)),
                name="answered_extension_says_when",
                violation_error_message=_("Say when it was answered."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer="granted", granted_on__isnull=False)
                | (~models.Q(answer="granted") & models.Q(granted_on__isnull=True)),
                name="granted_extension_has_a_day",
                violation_error_message=_("Say until when it is granted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.body_id} {self.answer}"


class PeriodTurn(models.Model):
    """One move of a period: opened, its dates changed, closed, opened again; by whom and why."""

    class Verb(models.TextChoices):
        """What was done with it."""

        OPENED = "opened", _("opened")
        RESCHEDULED = "rescheduled", _("dates changed")
        PLAN_FOLLOWED = "plan_followed", _("the plan changed")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "period", "verb", "reason", "facts", "at"), OFFICIAL),
        "by": PERSONAL,
    }

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="turns")
    verb = models.CharField(max_length=20, choices=Verb.choices)
    reason = models.TextField(blank=True)
    facts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.verb} {self.period_id}"

    @property
    def dates(self) -> list[tuple[Any, date | None, date | None]]:
        """The dates that were changed: what each is called, what it was, what it became."""
        if self.verb != self.Verb.RESCHEDULED:
            return []
        days = [(DATES[name], _day(old), _day(new)) for name, (old, new) in self.facts.items()]
        return sorted(days, key=lambda each: str(each[0]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
