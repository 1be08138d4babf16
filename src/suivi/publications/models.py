"""What was told, to whom, when, in exactly which words?"""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.files.models import StoredFile
from suivi.languages.columns import Translated
from suivi.people.models import Person
from suivi.plans.models import Period, Plan
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC


class Audience(models.TextChoices):
    """To whom a report speaks."""

    PARLIAMENT = "parliament", _("parliament")


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for sets of reports."""

    def published(self) -> Self:
        """Those that are frozen and public."""
        return self.filter(published_at__isnull=False)

    def newest_first(self) -> Self:
        """As a reader looks for them."""
        return self.order_by("-published_at", "-pk")

    def named_only(self) -> Self:
        """With what names a report in a list, read from an index.

        A snapshot is as long as a book, and some columns can only be reached through it.
        """
        return self.only("plan", "period", "number", "published_at", "is_sample")


class Report(models.Model):
    """The report on one period. Until it is published it is being written; then it is frozen.

    `snapshot` is the whole content as canonical JSON text: HTML, PDF and JSON are made from it and
    from nothing else, so later edits change nothing that was published.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "plan", "period", "audience", "number", "language"), PUBLIC),
        **dict.fromkeys(("introduction", "achievements", "translation_states"), PUBLIC),
        **dict.fromkeys(("published_at", "is_sample"), PUBLIC),
        **dict.fromkeys(("snapshot", "snapshot_sha256"), PUBLIC),
        **dict.fromkeys(("version", "changed_at"), OFFICIAL),
        **dict.fromkeys(("published_by", "changed_by"), PERSONAL),
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    audience = models.CharField(
        max_length=20, choices=Audience.choices, default=Audience.PARLIAMENT
    )
    number = models.PositiveSmallIntegerField(default=1, help_text="The nth report on this plan.")
    language = models.CharField(
        max_length=2, default="en", help_text="In which the two texts were first written."
    )
    introduction = Translated()
    achievements = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    snapshot = models.TextField(blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "audience"],
                name="one_report_per_period_and_audience",
                violation_error_message=_("There is a report on this period already."),
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, snapshot="")
                | (models.Q(published_at__isnull=False) & ~models.Q(snapshot="")),
                name="report_is_published_with_its_snapshot",
                violation_error_message=_("A published report has its content frozen."),
            ),
        ]
        indexes = [
            # All that lists of reports read: see named_only.
            models.Index(
                fields=["plan", "published_at", "period", "number", "is_sample"],
                name="report_named_in_lists",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.plan_id}/{self.period_id}"

    def get_absolute_url(self) -> str:
        """The page of this report."""
        return reverse("report", args=[self.plan.slug, self.period.year])

    @property
    def is_published(self) -> bool:
        """Whether it is frozen."""
        return self.published_at is not None


class ReportVersion(models.Model):
    """The report's own texts at one save, so that nothing written is ever lost.

    `texts` is flat: "introduction:fr" and so on. Saves are numbered from 1.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "report", "number", "texts", "saved_at"), OFFICIAL),
        **dict.fromkeys(("window", "moment"), OFFICIAL),
        "saved_by": PERSONAL,
    }

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    moment = models.BigIntegerField(default=0, help_text="When, by that page's own clock.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_text_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} version {self.number}"


class TextsKeptAside(models.Model):
    """The report's own texts as somebody typed them after another had saved: kept until joined."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "report", "texts", "window", "kept_at"), OFFICIAL),
        "person": PERSONAL,
    }

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="kept_aside")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    texts = models.JSONField(default=dict)
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "texts kept aside"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person", "window"], name="one_text_kept_aside_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} by {self.person_id}"


class ReportFile(models.Model):
    """A published report in one format and language, rendered once and kept."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "report", "format", "language", "file", "made_at"), PUBLIC
    )

    class Format(models.TextChoices):
        """The formats that are kept as files."""

        PDF = "pdf", "PDF"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=Format.choices)
    language = models.CharField(max_length=2)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "language"], name="one_file_per_format_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.format} {self.language}"
