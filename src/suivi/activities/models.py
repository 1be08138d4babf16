"""What was done, when, where, and how can one see that it was?"""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.files.models import StoredFile
from suivi.people.models import Body, Person
from suivi.plans.models import Provision
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC

if TYPE_CHECKING:
    from datetime import date


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Words for sets of activities."""

    def public(self) -> Self:
        """Those that anyone may read."""
        return self.filter(is_public=True)

    def between(self, first: "date", last: "date") -> Self:
        """Those under way on some day from `first` to `last`, both included."""
        ended_before = models.Q(ended_on__lt=first) | models.Q(
            ended_on__isnull=True, started_on__lt=first
        )
        return self.filter(started_on__lte=last).exclude(ended_before)

    def in_order(self) -> Self:
        """As they happened."""
        return self.order_by("started_on", "pk")


class Activity(models.Model):
    """A dated thing that was done. Entered once, it counts on every line that it serves."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "uid", "kind", "title", "account", "language", "body"), PUBLIC),
        **dict.fromkeys(("started_on", "ended_on", "countries", "provisions"), PUBLIC),
        **dict.fromkeys(("is_public", "is_sample", "entered_at"), OFFICIAL),
        "entered_by": PERSONAL,
    }

    class Kind(models.TextChoices):
        """What sort of thing was done."""

        INTERVENTION = "intervention", _("intervention")
        PROJECT = "project", _("project or programme")
        TRAINING = "training", _("training")
        EXPERT = "expert", _("expert provided")
        FINANCIAL_SUPPORT = "financial_support", _("financial support")
        AGREEMENT = "agreement", _("agreement")
        GUIDELINE = "guideline", _("guideline or document")
        EVENT = "event", _("consultation or event")
        PUBLICATION = "publication", _("publication")
        OTHER = "other", _("other")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    account = models.TextField(_("account"), blank=True)
    language = models.CharField(max_length=2, default="en", help_text="In which it is written.")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="activities")
    started_on = models.DateField(_("date"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    countries = models.JSONField(default=list, blank=True, help_text="ISO 3166-1 alpha-2 codes.")
    provisions = models.ManyToManyField(Provision, related_name="activities", blank=True)
    is_public = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="activity_ends_after_it_begins",
                violation_error_message=_("An activity cannot end before it begins."),
            )
        ]
        indexes = [models.Index(fields=["body", "started_on"], name="activity_of_body_by_date")]

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """A file or an address that shows that the activity took place."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "activity", "title", "link"), PUBLIC),
        "file": OFFICIAL,
    }

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    link = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, link="")
                | (models.Q(file__isnull=True) & ~models.Q(link="")),
                name="evidence_is_a_file_or_a_link",
                violation_error_message=_("Give a file or an address, one of the two."),
            )
        ]

    def __str__(self) -> str:
        return self.title
