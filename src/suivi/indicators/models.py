"""What was measured, for which body and period, and if nothing, why?"""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.indicators.frameworks.models import (
    Crosswalk,
    Edition,
    Framework,
    FrameworkIndicator,
    SourceStanding,
)
from suivi.people.models import Body, Person
from suivi.plans.models import Definition, Measure, Period, Plan
from suivi.sensitivity import PERSONAL, PUBLIC

__all__ = [
    "Absence",
    "Crosswalk",
    "Edition",
    "Framework",
    "FrameworkIndicator",
    "MilestoneState",
    "Restatement",
    "SourceStanding",
    "Value",
]


class Absence(models.TextChoices):
    """Why there is no figure. A blank is never a zero, and never silent."""

    NOT_AVAILABLE = "not_available", _("not available")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOTHING_TO_REPORT = "nothing_to_report", _("nothing to report")
    NOT_YET_REPORTED = "not_yet_reported", _("not yet reported")
    CONFIDENTIAL = "confidential", _("cannot be disclosed")


class MilestoneState(models.TextChoices):
    """How far a milestone is."""

    PLANNED = "planned", _("planned")
    IN_PREPARATION = "in_preparation", _("in preparation")
    ADOPTED = "adopted", _("adopted")
    APPLIED = "applied", _("applied")


class ValueQuerySet(models.QuerySet["Value"]):
    """Words for sets of values."""

    def of_plan(self, plan: Plan) -> Self:
        """The values of one plan."""
        return self.filter(period__plan=plan)

    def in_order(self) -> Self:
        """Instrument by instrument, total before its parts."""
        return self.order_by(
            "measure__instrument__provision__position",
            "measure__instrument__position",
            "measure__position",
            "period__year",
            "position",
            "pk",
        )


_FORMS = {
    "number": models.Q(number__isnull=False),
    "absence": ~models.Q(absence=""),
    "text": ~models.Q(text=""),
    "state": ~models.Q(state=""),
}
_NOT = {
    "number": models.Q(number__isnull=True, denominator__isnull=True),
    "absence": models.Q(absence=""),
    "text": models.Q(text=""),
    "state": models.Q(state=""),
}


def _exactly_one_form() -> models.Q:
    """A value is a number, a reason for its absence, an account or a milestone's state."""
    either = models.Q()
    for form, given in _FORMS.items():
        others = models.Q()
        for other, absent in _NOT.items():
            if other != form:
                others &= absent
        either |= given & others
    return either


class Value(models.Model):
    """One figure (or its reason for absence) of a measure, for a body, a period and a category.

    `category` maps dimension codes to category codes ({} is the total); `category_key` is the same
    as text, "sex=women", for comparing. `number` counts units (people, cents); for shares and
    ratios it is the numerator and `denominator` stands beside it. Nobody types a percentage.
    `note` is what the body says of the figure; `definition` the version under which it was given.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "measure", "body", "period", "category", "category_key"), PUBLIC),
        **dict.fromkeys(("number", "denominator", "absence", "text", "language"), PUBLIC),
        **dict.fromkeys(("state", "reached_on", "position", "is_sample"), PUBLIC),
        **dict.fromkeys(("note", "definition"), PUBLIC),
    }

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="values")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="values")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="values")
    category = models.JSONField(default=dict, blank=True)
    category_key = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="0 is the total.")
    number = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    absence = models.CharField(max_length=20, choices=Absence.choices, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, blank=True, help_text="In which the text is written.")
    state = models.CharField(max_length=20, choices=MilestoneState.choices, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    definition = models.ForeignKey(
        Definition, on_delete=models.PROTECT, null=True, blank=True, related_name="values"
    )
    is_sample = models.BooleanField(default=False)

    objects = ValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "body", "period", "category_key"],
                name="one_value_per_body_period_and_category",
            ),
            models.CheckConstraint(
                condition=_exactly_one_form(),
                name="value_is_a_number_or_says_why_not",
                violation_error_message=_("Give a figure, or the reason why there is none."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | models.Q(number__gte=0),
                name="value_is_not_negative",
                violation_error_message=_("A count cannot be below zero."),
            ),
        ]
        indexes = [models.Index(fields=["period", "body"], name="value_of_body_in_period")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.category_key}"


class RestatementQuerySet(models.QuerySet["Restatement"]):
    """Words for sets of restatements."""

    def in_order(self) -> Self:
        """The first first."""
        return self.order_by("at", "pk")


class Restatement(models.Model):
    """A figure that was published and is corrected: what it was, what it became, why.

    All of `before` is empty for a category of which nothing had been given. Reports published
    before tell the figure as it was; those after tell both.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "value", "number_before", "denominator_before"), PUBLIC),
        **dict.fromkeys(("absence_before", "number", "denominator", "absence"), PUBLIC),
        **dict.fromkeys(("reason", "language", "at"), PUBLIC),
        "by": PERSONAL,
    }

    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="restatements")
    number_before = models.BigIntegerField(null=True, blank=True)
    denominator_before = models.BigIntegerField(null=True, blank=True)
    absence_before = models.CharField(max_length=20, choices=Absence.choices, blank=True)
    number = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    absence = models.CharField(max_length=20, choices=Absence.choices, blank=True)
    reason = models.TextField()
    language = models.CharField(max_length=2, default="en", help_text="Of the reason.")
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RestatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="restatement_says_why",
                violation_error_message=_("Say why the figure is corrected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value_id} at {self.at:%Y-%m-%d}"
