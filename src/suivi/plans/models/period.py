"""For which years does a plan report, and by when?"""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.plans.models.plan import Plan
from suivi.sensitivity import OFFICIAL, PUBLIC


class PeriodQuerySet(models.QuerySet["Period"]):
    """Words for sets of periods."""

    def in_order(self) -> Self:
        """The baseline first, then year by year."""
        return self.order_by("year", "pk")

    def of_the_file(self) -> Self:
        """Those that the plan's file names."""
        return self.filter(is_added=False)

    def open(self) -> Self:
        """Those in which departments report today."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True)


class Period(models.Model):
    """A year on which departments report; the baseline is the year before the plan began.

    It stands with the plan, below figures and contributions, because both are given per period.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "plan", "year", "is_baseline", "is_added"), PUBLIC),
        **dict.fromkeys(("opens_on", "due_on", "closes_on", "opened_at", "closed_at"), OFFICIAL),
        **dict.fromkeys(("words_from", "words_to"), OFFICIAL),
    }

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    year = models.PositiveSmallIntegerField()
    is_baseline = models.BooleanField(default=False)
    is_added = models.BooleanField(
        default=False, help_text="Opened here after the last year that the plan's file names."
    )
    opens_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    words_from = models.PositiveSmallIntegerField(
        default=50, help_text="So long is an account expected to be; never a limit."
    )
    words_to = models.PositiveSmallIntegerField(default=300)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"],
                name="one_period_per_year",
                violation_error_message=_("This plan reports on that year already."),
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(is_baseline=True),
                name="one_baseline_per_plan",
                violation_error_message=_("A plan has one baseline."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True)
                | models.Q(opens_on__isnull=True)
                | models.Q(due_on__gte=models.F("opens_on")),
                name="period_is_due_after_it_opens",
                violation_error_message=_("A period cannot be due before it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(words_to__gte=models.F("words_from")),
                name="expected_length_from_less_to_more",
                violation_error_message=_("The first number of words is the smaller one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_open(self) -> bool:
        """Whether departments may report on it now."""
        return self.opened_at is not None and self.closed_at is None

    def is_overdue(self, on: date) -> bool:
        """Whether what is not delivered by that day is late."""
        return self.is_open and self.due_on is not None and self.due_on < on
