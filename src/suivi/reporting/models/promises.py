"""What did a body promise for a day or a year, and what became of it?

Words and days never change. What is submitted again in other words is a new promise or a new
answer; the former one is withdrawn and stays.
"""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.activities.models import Activity
from suivi.people.models import Person
from suivi.reporting.models.contribution import Contribution
from suivi.reporting.promise_days import Due
from suivi.reporting.states import DELIVERED
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC


class DatedPromiseQuerySet(models.QuerySet["DatedPromise"]):
    """Words for sets of promises."""

    def standing(self) -> Self:
        """Those that count: as submitted last, in a contribution that has left its desk."""
        return self.filter(withdrawn_at__isnull=True, contribution__status__in=DELIVERED)

    def in_order(self) -> Self:
        """The order of the plan, then of the years, then of the form."""
        return self.order_by(
            "contribution__provision__position",
            "contribution__period__year",
            "contribution__position",
            "contribution_id",
            "number",
            "pk",
        )


class DatedPromise(models.Model):
    """A "will" with a day or a year to it, as a body submitted it with a contribution."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("words", "language", "due_year", "due_on"), PUBLIC),
        **dict.fromkeys(("id", "contribution", "number", "given_at", "withdrawn_at"), OFFICIAL),
        **dict.fromkeys(("person", "given_by"), PERSONAL),
    }

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="promises"
    )
    number = models.PositiveSmallIntegerField(help_text="Its place in the form.")
    words = models.TextField()
    language = models.CharField(max_length=2, help_text="In which it is written.")
    due_year = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True, blank=True, help_text="The day, where one was given.")
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who looks after it; for colleagues only.",
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DatedPromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_promise_per_place_in_the_form",
                violation_error_message=_("There is a promise in this place already."),
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    @property
    def due(self) -> Due:
        """By when, as it was promised first."""
        return Due(self.due_year, self.due_on)


class PromiseAnswer(models.Model):
    """What a body says in a year of a promise made before."""

    class Verdict(models.TextChoices):
        """What became of it."""

        KEPT = "kept", _("kept")
        LATE = "late", _("late, with a new day")
        DROPPED = "dropped", _("dropped")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("verdict", "words", "language", "done_on"), PUBLIC),
        **dict.fromkeys(("due_year", "due_on", "activity"), PUBLIC),
        **dict.fromkeys(("id", "promise", "contribution"), OFFICIAL),
        **dict.fromkeys(("answered_at", "withdrawn_at"), OFFICIAL),
        "answered_by": PERSONAL,
    }

    promise = models.ForeignKey(DatedPromise, on_delete=models.PROTECT, related_name="answers")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="promise_answers"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.TextField(blank=True, help_text="What was done, or the reason.")
    language = models.CharField(max_length=2, help_text="In which it is written.")
    done_on = models.DateField(null=True, blank=True, help_text="When it was kept.")
    due_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The new year, where it is late."
    )
    due_on = models.DateField(null=True, blank=True, help_text="The new day, where one was given.")
    activity = models.ForeignKey(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What proves it, with its evidence.",
    )
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "contribution"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_answer_per_promise_and_contribution",
                violation_error_message=_("This promise is answered here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="late", due_year__isnull=False)
                | (~models.Q(verdict="late") & models.Q(due_year__isnull=True)),
                name="late_promise_has_a_new_day",
                violation_error_message=_("A promise that is late has a new day or year."),
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="dropped") | ~models.Q(words=""),
                name="dropped_promise_has_a_reason",
                violation_error_message=_("A promise is dropped with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} to promise {self.promise_id}"

    @property
    def due(self) -> Due | None:
        """The new day or year, where it is late."""
        return Due(self.due_year, self.due_on) if self.due_year else None

    @property
    def settles(self) -> bool:
        """Whether nothing is owed after it."""
        return self.verdict != PromiseAnswer.Verdict.LATE

    @property
    def day(self) -> date | None:
        """The day that was given with it: of the deed, or the new one."""
        return self.done_on or self.due_on
