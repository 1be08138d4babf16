"""Through whose hands does a contribution go inside its department, and what did each answer?"""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan
from suivi.reporting.models.contribution import Contribution
from suivi.sensitivity import OFFICIAL, PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_SILENCE: Final = 90


class ClearanceStepQuerySet(models.QuerySet["ClearanceStep"]):
    """Words for sets of steps."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)

    def of(self, plan_id: int, body_id: int) -> Self:
        """Those of a body in a plan."""
        return self.filter(plan=plan_id, body=body_id)

    def in_order(self) -> Self:
        """As contributions go through them."""
        return self.order_by("position", "pk")


class ClearanceStep(models.Model):
    """One station on the way out of a department: the head of unit, the cabinet.

    With `silent_days` it follows the silent procedure: what lies there so many days unanswered is
    cleared by silence. A step is ended, never deleted: what it cleared keeps its name.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "plan", "body", "position", "name", "silent_days"), OFFICIAL),
        **dict.fromkeys(("begun_at", "ended_at", "is_sample"), OFFICIAL),
    }

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="clearance_steps")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="clearance_steps")
    position = models.PositiveSmallIntegerField()
    name = Translated(max_length=80)
    silent_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Calendar days after which silence clears; none: never."
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = ClearanceStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(silent_days__isnull=True)
                | models.Q(silent_days__range=(1, LONGEST_SILENCE)),
                name="silence_takes_days",
                violation_error_message=_("Silence clears after 1 to 90 days, or never."),
            )
        ]
        indexes = [models.Index(fields=["plan", "body", "position"], name="steps_of_body")]

    def __str__(self) -> str:
        return self.said_name.text

    @property
    def said_name(self) -> Said:
        """The name in the reader's language."""
        return said(self, "name")


class ClearanceSeatQuerySet(models.QuerySet["ClearanceSeat"]):
    """Words for sets of seats."""

    def current(self) -> Self:
        """Those that count today: neither they, nor the role they rest on, nor the step ended."""
        return self.filter(
            ended_at__isnull=True,
            step__ended_at__isnull=True,
            membership__ended_on__isnull=True,
            membership__person__is_active=True,
        )

    def with_away(self, on: date) -> Self:
        """Each with whether its person is away on that day (`is_away`)."""
        away = TimeAway.objects.on(on).filter(person=models.OuterRef("membership__person"))
        return self.annotate(is_away=models.Exists(away))


class ClearanceSeat(models.Model):
    """Somebody of the body answers at a step: its holder, or an alternate."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "step", "is_alternate", "begun_at", "ended_at"), OFFICIAL),
        "membership": PERSONAL,
    }

    step = models.ForeignKey(ClearanceStep, on_delete=models.CASCADE, related_name="seats")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="clearance_seats"
    )
    is_alternate = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClearanceSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "membership"],
                condition=models.Q(ended_at__isnull=True),
                name="one_seat_per_member_and_step",
                violation_error_message=_("This person answers at this step already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.step_id}"


class TimeAwayQuerySet(models.QuerySet["TimeAway"]):
    """Words for sets of times away."""

    def on(self, day: date) -> Self:
        """Those that cover that day and were not taken back."""
        return self.filter(from_on__lte=day, until_on__gte=day, taken_back_at__isnull=True)

    def ahead(self, day: date) -> Self:
        """Those that are not over yet, the nearest first."""
        found = self.filter(until_on__gte=day, taken_back_at__isnull=True)
        return found.order_by("from_on", "pk")


class TimeAway(models.Model):
    """Somebody is away from one day to another; what waits for them goes to their alternates."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("person", "from_on", "until_on", "said_by"), PERSONAL),
        **dict.fromkeys(("id", "said_at", "taken_back_at"), OFFICIAL),
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="times_away")
    from_on = models.DateField()
    until_on = models.DateField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = TimeAwayQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "times away"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="time_away_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]
        indexes = [models.Index(fields=["person", "until_on"], name="time_away_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_on} {self.until_on}"


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    """Words for sets of clearances."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(outcome=Clearance.Outcome.WAITING)

    def at_steps(self, steps: "Iterable[int]") -> Self:
        """Those that lie at one of these steps (by number)."""
        return self.waiting().filter(step__in=list(steps))

    def under_way(self) -> Self:
        """Those waiting of which the period is open and that are asked still."""
        return self.waiting().filter(
            contribution__period__opened_at__isnull=False,
            contribution__period__closed_at__isnull=True,
            contribution__released_at__isnull=True,
        )


class Clearance(models.Model):
    """A contribution lay at a step: since when, and what was answered, by whom and for whom.

    Kept with the contribution for good. `journey` numbers the ways through the department: each
    submission begins a new one. `silent_on` is the day on which silence clears, `told_on` when
    those who answer there were told that it will.
    """

    class Outcome(models.TextChoices):
        """What became of it at that step."""

        WAITING = "waiting", _("waiting")
        CLEARED = "cleared", _("cleared")
        SILENCE = "silence", _("cleared by silence")
        SENT_BACK = "sent_back", _("sent back")
        WITHDRAWN = "withdrawn", _("taken back by the department")
        STEP_ENDED = "step_ended", _("the step was ended")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "contribution", "step", "step_name", "journey"), OFFICIAL),
        **dict.fromkeys(("version", "outcome", "since", "silent_on", "told_on", "at"), OFFICIAL),
        **dict.fromkeys(("by", "on_behalf_of"), PERSONAL),
    }

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="clearances"
    )
    step = models.ForeignKey(ClearanceStep, on_delete=models.PROTECT, related_name="clearances")
    step_name = Translated(max_length=80)
    journey = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(help_text="Of the text that lay there.")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING)
    since = models.DateTimeField()
    silent_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(outcome="waiting"),
                name="contribution_lies_at_one_step",
                violation_error_message=_("It lies at a step already."),
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="waiting", at__isnull=True)
                | (~models.Q(outcome="waiting") & models.Q(at__isnull=False)),
                name="answered_clearance_says_when",
                violation_error_message=_("Say when it was answered."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["step", "silent_on"],
                name="waiting_clearances",
                condition=models.Q(outcome="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.outcome}"

    @property
    def said_step(self) -> Said:
        """What the step was called then, in the reader's language."""
        return said(self, "step_name")

    @property
    def has_cleared(self) -> bool:
        """Whether the step let it pass."""
        return self.outcome in {self.Outcome.CLEARED, self.Outcome.SILENCE}
