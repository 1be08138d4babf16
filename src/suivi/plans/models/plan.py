"""What is a plan, which levels has it, and on which scale is its progress judged?"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.sensitivity import PUBLIC

if TYPE_CHECKING:
    from suivi.people.models import Person


class PlanQuerySet(models.QuerySet["Plan"]):
    """Words for sets of plans."""

    def visible_to(self, person: "Person | Any") -> Self:
        """The public plans, and those in which the person has a role today."""
        if not person.is_authenticated:
            return self.filter(is_public=True)
        mine = models.Q(memberships__person=person.pk, memberships__ended_on__isnull=True)
        if person.seen_in is not None:
            mine &= models.Q(pk=person.seen_in)
        return self.filter(models.Q(is_public=True) | mine).distinct()

    def newest_first(self) -> Self:
        """As a reader looks for them."""
        return self.order_by("-starts_on", "slug", "pk")


class Plan(models.Model):
    """A national action plan: what a government promised, for some years, in its own structure."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "slug", "title", "short_title", "description", "country"), PUBLIC),
        **dict.fromkeys(("starts_on", "ends_on", "language", "source_key", "citation"), PUBLIC),
        **dict.fromkeys(("predecessor", "is_outline", "is_public", "is_sample"), PUBLIC),
        **dict.fromkeys(("translation_states", "revision"), PUBLIC),
    }

    slug = models.SlugField(max_length=60, unique=True)
    title = Translated(max_length=300)
    short_title = Translated(max_length=120)
    description = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    country = models.CharField(max_length=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    language = models.CharField(max_length=2, default="en", help_text="In which it was adopted.")
    source_key = models.CharField(max_length=120)
    citation = models.TextField(blank=True)
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )
    is_outline = models.BooleanField(default=False, help_text="Its lines are not known here.")
    is_public = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1, help_text="Grows with every load.")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("A plan cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.said_short_title.text

    def get_absolute_url(self) -> str:
        """The page with the whole plan at a glance."""
        return reverse("plan", args=[self.slug])

    @property
    def said_title(self) -> Said:
        """The title in the reader's language, else as adopted."""
        return said(self, "title", self.language)

    @property
    def said_short_title(self) -> Said:
        """The short title in the reader's language; the full one where there is none."""
        short = said(self, "short_title", self.language)
        return short if short.text else self.said_title

    @property
    def said_description(self) -> Said:
        """What the plan is, in the reader's language."""
        return said(self, "description", self.language)


class Level(models.Model):
    """One level of a plan's structure, with its name: objective, goal, line of action."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "plan", "depth", "key", "name", "plural", "translation_states"), PUBLIC
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="levels")
    depth = models.PositiveSmallIntegerField(help_text="0 is the highest.")
    key = models.SlugField(max_length=40, help_text="Its name in the plan format.")
    name = Translated(max_length=80)
    plural = Translated(max_length=80)
    translation_states = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "depth"], name="one_level_per_depth"),
            models.UniqueConstraint(fields=["plan", "key"], name="one_level_per_key"),
        ]

    def __str__(self) -> str:
        return said(self, "name").text

    @property
    def said_name(self) -> Said:
        """What one provision of this level is called."""
        return said(self, "name")

    @property
    def said_plural(self) -> Said:
        """What several are called."""
        return said(self, "plural")


class ScaleStep(models.Model):
    """One step of the plan's own scale of progress. No information is an absence, not a step."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "plan", "code", "sign", "name", "translation_states"), PUBLIC),
        **dict.fromkeys(("position", "rank", "needs_reason"), PUBLIC),
    }

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="scale")
    code = models.SlugField(max_length=40)
    sign = models.CharField(max_length=2)
    name = Translated(max_length=80)
    translation_states = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(help_text="Order in lists.")
    rank = models.SmallIntegerField(help_text="How far along; a line shows its lowest.")
    needs_reason = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_scale_step_per_code")
        ]

    def __str__(self) -> str:
        return said(self, "name").text

    @property
    def said_name(self) -> Said:
        """The word for this step in the reader's language."""
        return said(self, "name")


class FocusCountry(models.Model):
    """A country on which the plan concentrates, for a time."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "plan", "country", "valid_from", "valid_until"), PUBLIC
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="focus_countries")
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "country", "valid_from"],
                name="one_focus_per_country_and_start",
            )
        ]

    def __str__(self) -> str:
        return self.country
