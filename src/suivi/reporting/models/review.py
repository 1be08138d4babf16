"""What do reviewers say at a paragraph, what is answered, and which text do the bodies share?"""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Person
from suivi.plans.models import Period, Provision
from suivi.reporting.models.contribution import Contribution
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC


class ReviewCommentQuerySet(models.QuerySet["ReviewComment"]):
    """Words for sets of comments."""

    def unresolved(self) -> Self:
        """Those that still want something, from the department or from the reviewers."""
        return self.exclude(state=ReviewComment.State.RESOLVED)

    def sent(self) -> Self:
        """Those that a contribution took along when it was sent back: the department reads them."""
        return self.filter(sent_at__isnull=False)

    def in_order(self) -> Self:
        """In the order in which they were made."""
        return self.order_by("made_at", "pk")


class ReviewComment(models.Model):
    """What a reviewer says at one paragraph or field of a version that was handed over.

    It keeps the words it speaks of (`quoted`), so that it still can be read when they are changed.
    The department reads it once it was sent back with the contribution. Never public.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("open")
        DONE = "done", _("done, says the department")
        RESOLVED = "resolved", _("resolved")

    class Desk(models.TextChoices):
        """From which desk it comes: what is said inside a department stays there."""

        COORDINATOR = "coordinator", _("the coordinators")
        DEPARTMENT = "department", _("the department itself")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "contribution", "version", "field", "paragraph"), OFFICIAL),
        **dict.fromkeys(("quoted", "words", "desk", "state", "made_at", "sent_at"), OFFICIAL),
        "resolved_at": OFFICIAL,
        **dict.fromkeys(("made_by", "resolved_by"), PERSONAL),
    }

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="comments"
    )
    version = models.PositiveIntegerField(help_text="The version that was handed over.")
    field = models.CharField(max_length=300)
    paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Its place among the paragraphs; none: the whole field."
    )
    quoted = models.TextField(blank=True, help_text="The words it speaks of, as they were.")
    words = models.TextField()
    desk = models.CharField(max_length=20, choices=Desk.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["contribution", "state"], name="comment_of_contribution")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="resolved", resolved_at__isnull=False)
                | (~models.Q(state="resolved") & models.Q(resolved_at__isnull=True)),
                name="resolved_comment_says_when",
                violation_error_message=_("Say when the comment was resolved."),
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for the department."""
        return self.state == self.State.OPEN

    @property
    def is_resolved(self) -> bool:
        """Whether nothing waits any more."""
        return self.state == self.State.RESOLVED


class CommentAnswer(models.Model):
    """What somebody says to a comment; `says_done` when the department has done what it asks."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "comment", "words", "says_done", "at"), OFFICIAL),
        "by": PERSONAL,
    }

    comment = models.ForeignKey(ReviewComment, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField(blank=True)
    says_done = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"answer {self.pk} to comment {self.comment_id}"


class CommonText(models.Model):
    """The text that coordinators write of a line in a period, out of those of several bodies.

    `parts` says from which submitted version of each contribution it was made: number of the
    contribution (as text) to number of the version.
    """

    class State(models.TextChoices):
        """Whether it is still written, or stands in the report."""

        DRAFT = "draft", _("draft")
        READY = "ready", _("ready")

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "provision", "period", "state", "version", "parts"), OFFICIAL),
        **dict.fromkeys(("text", "language"), PUBLIC),
        **dict.fromkeys(("changed_at", "ready_at"), OFFICIAL),
        **dict.fromkeys(("changed_by", "ready_by"), PERSONAL),
    }

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="common_texts")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="common_texts")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en")
    parts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "period"],
                name="one_common_text_per_line_and_period",
                violation_error_message=_("This line has a common text already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", ready_at__isnull=True)
                | models.Q(state="ready", ready_at__isnull=False),
                name="ready_common_text_says_since_when",
                violation_error_message=_("Say since when the common text is ready."),
            ),
        ]

    def __str__(self) -> str:
        return f"common text {self.pk}"

    @property
    def is_ready(self) -> bool:
        """Whether it stands in the report."""
        return self.state == self.State.READY


class CommonTextVersion(models.Model):
    """A common text at one save, and which paragraphs were taken from whom."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "common", "number", "text", "language", "taken"), OFFICIAL),
        **dict.fromkeys(("state", "window", "moment", "saved_at"), OFFICIAL),
        "saved_by": PERSONAL,
    }

    common = models.ForeignKey(CommonText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=20, choices=CommonText.State.choices)
    taken: "models.JSONField[Any, Any]" = models.JSONField(
        default=list, blank=True, help_text="Paragraphs copied so far: body, contribution, words."
    )
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    moment = models.BigIntegerField(default=0, help_text="When, by that page's own clock.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["common", "number"], name="one_common_text_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.common_id} version {self.number}"


class CommonTextAside(models.Model):
    """What somebody typed in a common text that could not be saved yet: kept until it is joined."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "common", "base", "text", "window", "kept_at"), OFFICIAL),
        "person": PERSONAL,
    }

    common = models.ForeignKey(CommonText, on_delete=models.CASCADE, related_name="asides")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    base = models.PositiveIntegerField(help_text="The version from which the person began.")
    text = models.TextField(blank=True)
    window = models.CharField(max_length=32, blank=True, help_text="The page it was typed in.")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["common", "person", "window"], name="one_common_text_aside_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.common_id} from version {self.base}"
