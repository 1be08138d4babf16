"""What did a body say about a line in a period, in which state is it, and how did it get there?"""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from suivi.files.models import StoredFile
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Period, Plan, Provision, Role, ScaleStep
from suivi.reporting.absences import WholeAbsence, told
from suivi.reporting.models.deadlines import DueDay
from suivi.reporting.states import DELIVERED, WRITABLE, Status
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.reporting.models.clearance import Clearance


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Words for sets of contributions."""

    def of_period(self, period: Period) -> Self:
        """Those of one period."""
        return self.filter(period=period)

    def published(self) -> Self:
        """Those that stand in a report."""
        return self.filter(status=Status.PUBLISHED)

    def delivered(self) -> Self:
        """Those that have left the department's desk."""
        return self.filter(status__in=DELIVERED)

    def asked(self) -> Self:
        """Without those of bodies that the plan no longer names on their line."""
        return self.filter(released_at__isnull=True)

    def outstanding(self) -> Self:
        """What departments still owe."""
        return self.asked().filter(status__in=WRITABLE)

    def with_due_day(self) -> Self:
        """Each with the day by which its body delivers (`due_on`): its own, else the period's."""
        own = DueDay.objects.filter(period=models.OuterRef("period"), body=models.OuterRef("body"))
        own_day = models.Subquery(own.values("due_on")[:1])
        return self.annotate(due_on=Coalesce(own_day, models.F("period__due_on")))

    def overdue(self, on: date) -> Self:
        """What should have been delivered before that day, in periods that are open."""
        is_open = models.Q(period__opened_at__isnull=False, period__closed_at__isnull=True)
        return self.outstanding().with_due_day().filter(is_open, due_on__lt=on)

    def in_order(self) -> Self:
        """The order of the printed plan, then of the bodies on the line."""
        return self.order_by("provision__position", "position", "pk")

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """What is published in public plans; one's own body's; everything to coordinators.

        Readers and civil-society members see what is published, as the public does. What a body
        had begun on a line that is another's now is seen by both.
        """
        seen = models.Q(status=Status.PUBLISHED, provision__plan__is_public=True)
        if not person.is_authenticated:
            return self.filter(seen)
        current = Membership.objects.held_by(person).filter(plan=models.OuterRef("provision__plan"))
        inside = current.filter(
            role__in=[Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.CLEARING_OFFICER],
            body=models.OuterRef("body"),
        )
        coordinating = current.filter(role=Role.COORDINATOR)
        taken_over = current.filter(
            role__in=[Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.CLEARING_OFFICER],
            body__responsibilities__provision=models.OuterRef("provision"),
        )
        return self.filter(
            seen
            | models.Exists(inside)
            | models.Q(models.Exists(taken_over), released_at__isnull=False)
            | models.Exists(coordinating)
            | models.Q(models.Exists(current), status=Status.PUBLISHED)
        )


class Contribution(models.Model):
    """What one body says about one line in one period.

    The facts here are those last submitted; what is being written stands in the newest
    `DraftVersion`, raw, so that nothing typed is ever lost. `version` is its number.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "provision", "body", "period", "position", "status"), OFFICIAL),
        **dict.fromkeys(("account", "language", "progress", "progress_reason"), PUBLIC),
        **dict.fromkeys(("obstacles", "next_steps", "judged_on", "is_sample"), PUBLIC),
        **dict.fromkeys(("version", "submitted_version", "changed_at", "delivered_at"), OFFICIAL),
        **dict.fromkeys(("expected_on", "blocked_because", "told_at"), OFFICIAL),
        **dict.fromkeys(("released_at", "account_digest"), OFFICIAL),
        **dict.fromkeys(("judged_by", "changed_by"), PERSONAL),
        **dict.fromkeys(("activities", "absence", "absence_reason"), PUBLIC),
    }

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="contributions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="contributions")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="contributions")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place among the bodies.")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)

    account = models.TextField(_("what was done"), blank=True)
    absence = models.CharField(
        max_length=20,
        choices=WholeAbsence.choices,
        blank=True,
        help_text="Why there is no account.",
    )
    absence_reason = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en", help_text="In which it is written.")
    progress = models.ForeignKey(ScaleStep, on_delete=models.PROTECT, null=True, blank=True)
    progress_reason = models.TextField(blank=True)
    judged_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_on = models.DateField(null=True, blank=True)
    obstacles = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    activities = models.ManyToManyField(
        "activities.Activity", related_name="contributions", blank=True
    )

    expected_on = models.DateField(
        null=True, blank=True, help_text="The department says it will deliver on that day."
    )
    blocked_because = models.TextField(blank=True, help_text="What stands in the department's way.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When it said either.")
    released_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when the plan names others on this line."
    )
    account_digest = models.CharField(
        max_length=32, blank=True, help_text="Equal where two accounts use the same words."
    )

    version = models.PositiveIntegerField(default=0)
    submitted_version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "body", "period"],
                name="one_contribution_per_line_body_and_period",
                violation_error_message=_("This body has a contribution here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.DRAFT) | models.Q(version__gt=0),
                name="contribution_was_written_before_it_moves",
                violation_error_message=_("Nothing has been written yet."),
            ),
            models.CheckConstraint(
                condition=models.Q(expected_on__isnull=True) | models.Q(blocked_because=""),
                name="contribution_is_promised_or_blocked",
                violation_error_message=_("It is promised for a day, or something blocks it."),
            ),
            models.CheckConstraint(
                condition=models.Q(absence="") | ~models.Q(absence_reason=""),
                name="absence_of_a_contribution_has_a_reason",
                violation_error_message=_("Say in a sentence why there is no account."),
            ),
        ]
        indexes = [
            # With all that progress at a glance reads, so that no long account is touched.
            models.Index(
                fields=["period", "status", "provision", "progress", "is_sample"],
                name="contribution_by_period",
            ),
            models.Index(
                fields=["body", "period", "status", "provision", "progress", "is_sample"],
                name="contribution_by_body",
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    @property
    def plan(self) -> Plan:
        """The plan it reports on."""
        return self.period.plan

    @property
    def lies_at(self) -> "Clearance | None":
        """The step at which it lies inside its department, where that was read before."""
        found: Clearance | None = self.__dict__.get("lying")
        return found

    @property
    def told_account(self) -> str:
        """The account as everybody reads it; where there is none, why, in its own language."""
        return told(self.account, self.absence, self.absence_reason, self.language)

    @property
    def is_delivered(self) -> bool:
        """Whether it has left the department's desk."""
        return self.status in DELIVERED

    @property
    def is_asked(self) -> bool:
        """Whether the plan still names its body on its line."""
        return self.released_at is None

    @property
    def due_day(self) -> date | None:
        """By when its body delivers: its own day, else the period's.

        Costs a query, unless it was read with `with_due_day`.
        """
        if "due_on" not in self.__dict__:
            own = DueDay.objects.filter(period=self.period_id, body=self.body_id).first()
            self.__dict__["due_on"] = own.due_on if own else self.period.due_on
        day: date | None = self.__dict__["due_on"]
        return day

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been delivered before that day."""
        if self.is_delivered or not self.is_asked or not self.period.is_open:
            return False
        return self.due_day is not None and self.due_day < on


class DraftVersion(models.Model):
    """Everything in the form of a contribution at one save, exactly as typed.

    `answers` is flat, field name to text: "account", "progress", "value:2.1:sex=women:number".
    Saves are numbered from 1; merging two people's work compares with the version both began from.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "contribution", "number", "answers", "saved_at"), OFFICIAL),
        **dict.fromkeys(("window", "moment"), OFFICIAL),
        "saved_by": PERSONAL,
    }

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="draft_versions"
    )
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    moment = models.BigIntegerField(default=0, help_text="When, by that page's own clock.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="one_draft_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} version {self.number}"


class KeptAside(models.Model):
    """What somebody typed that could not be saved: kept until it is joined.

    Somebody else had saved the same words, or the department had handed the contribution over.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "contribution", "base", "answers", "window", "kept_at"), OFFICIAL),
        "person": PERSONAL,
    }

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="kept_aside"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    base = models.PositiveIntegerField(help_text="The version from which the person began.")
    answers = models.JSONField(default=dict)
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kept aside"
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person", "window"], name="one_kept_aside_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} from version {self.base}"


class Turn(models.Model):
    """One move of a contribution: who did it, when, and the note that went with it."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "contribution", "verb", "status", "version", "at"), OFFICIAL),
        **dict.fromkeys(("note", "facts"), OFFICIAL),
        **dict.fromkeys(("by", "on_behalf_of"), PERSONAL),
    }

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="turns")
    verb = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=Status.choices, help_text="Reached by it.")
    version = models.PositiveIntegerField(help_text="Of the draft at that moment.")
    note = models.TextField(blank=True)
    facts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.verb} {self.contribution_id}"

    @property
    def is_by_silence(self) -> bool:
        """Whether nobody made it: a day passed without an answer."""
        return bool(self.facts.get("outcome") == "silence")


class WorkbookImport(models.Model):
    """A workbook that a department filled in and handed over: the file, and what became of it.

    Nothing of it is applied before a person has seen every difference and confirmed; the file
    stays as it was handed in. `counts` says how many answers were new, changed, in conflict.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "file", "period", "body", "received_at", "applied_at"), OFFICIAL),
        "counts": OFFICIAL,
        **dict.fromkeys(("received_by", "applied_by"), PERSONAL),
    }

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="workbook_imports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="workbook_imports")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["body", "period"], name="workbook_import_of_body")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True, applied_by__isnull=True)
                | models.Q(applied_at__isnull=False, applied_by__isnull=False),
                name="applied_workbook_says_by_whom",
                violation_error_message=_("Say who applied the workbook."),
            )
        ]

    def __str__(self) -> str:
        return f"workbook {self.pk}"


class Reminder(models.Model):
    """A coordinator wrote to those on whom contributions of a body wait: the last contact."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "period", "body", "contributions", "note", "sent_at"), OFFICIAL),
        **dict.fromkeys(("sent_by", "recipients"), PERSONAL),
    }

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="reminders")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reminders")
    contributions = models.ManyToManyField(Contribution, related_name="reminders")
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recipients = models.ManyToManyField(Person, related_name="reminders")

    class Meta:
        indexes = [models.Index(fields=["period", "body", "sent_at"], name="reminder_of_body")]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
