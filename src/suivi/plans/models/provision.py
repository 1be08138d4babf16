"""What does a plan say, on what does it rest, and who is responsible?"""

import re
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.people.models import Body
from suivi.plans.models.plan import Level, Plan
from suivi.sensitivity import PUBLIC


class LegalBasis(models.Model):
    """A resolution, convention or law on which provisions rest."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "code", "kind", "title", "translation_states"), PUBLIC),
        **dict.fromkeys(("adopted_on", "source", "standing", "plans"), PUBLIC),
    }

    class Kind(models.TextChoices):
        """What sort of text it is."""

        RESOLUTION = "resolution", _("resolution")
        CONVENTION = "convention", _("convention")
        DECLARATION = "declaration", _("declaration")
        LAW = "law", _("law")

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    standing = models.TextField(blank=True)
    plans = models.ManyToManyField(
        Plan, related_name="legal_bases", blank=True, help_text="Plans that name it."
    )

    class Meta:
        verbose_name_plural = "legal bases"

    def __str__(self) -> str:
        return self.code

    @property
    def symbol(self) -> str:
        """The symbol by which it is cited; "" where it is known by its title."""
        return symbol_of(self.code)

    @property
    def said_title(self) -> Said:
        """What the text is about."""
        return said(self, "title")


def symbol_of(code: str) -> str:
    """The code where it is a document symbol, "S/RES/1325 (2000)"; "" where it is a short name."""
    return code if re.match(r"[A-Z]+/[A-Z0-9]+/", code) else ""


class Footnote(models.Model):
    """A note of the plan; a reservation belongs to the body that made it."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "plan", "number", "text", "translation_states", "body"), PUBLIC
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="footnotes")
    number = models.PositiveIntegerField()
    text = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_footnote_per_number")
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def said_text(self) -> Said:
        """The note in the reader's language, else as adopted."""
        return said(self, "text", self.plan.language)


class ProvisionQuerySet(models.QuerySet["Provision"]):
    """Words for sets of provisions."""

    def anchors(self) -> Self:
        """The lowest level, on which everything hangs: the lines of action."""
        deepest = (
            Level.objects.filter(plan=models.OuterRef("plan")).order_by("-depth").values("depth")
        )
        return self.filter(level__depth=models.Subquery(deepest[:1]))

    def in_order(self) -> Self:
        """The order of the printed plan."""
        return self.order_by("position", "pk")


class Provision(models.Model):
    """Any numbered element of a plan: an objective, a goal, a line of action."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "plan", "level", "parent", "code", "position", "title"), PUBLIC),
        **dict.fromkeys(("text", "note", "translation_states"), PUBLIC),
        **dict.fromkeys(("footnotes", "legal_bases"), PUBLIC),
    }

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="provisions")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="provisions")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=40, help_text="As printed: 1.a, 37.")
    position = models.PositiveIntegerField(help_text="Place in the whole plan, from 1.")
    title = Translated()
    text = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    note = Translated()
    footnotes = models.ManyToManyField(Footnote, related_name="provisions", blank=True)
    legal_bases = models.ManyToManyField(LegalBasis, related_name="provisions", blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code"],
                name="one_provision_per_code_and_level",
                violation_error_message=_("This code stands in the plan already."),
            )
        ]
        indexes = [models.Index(fields=["plan", "position"], name="provision_in_plan_order")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The page of this line."""
        return reverse("line", args=[self.plan.slug, self.code])

    @property
    def said_note(self) -> Said:
        """What a reader should know of how the line was read; not part of the plan."""
        return said(self, "note", self.plan.language)

    @property
    def said_text(self) -> Said:
        """The wording in the reader's language, else as adopted."""
        return said(self, "text", self.plan.language)

    @property
    def said_title(self) -> Said:
        """The short title; the wording itself where there is none."""
        short = said(self, "title", self.plan.language)
        return short if short.text else self.said_text


class ResponsibilityRole(models.TextChoices):
    """What a body is to a provision."""

    COORDINATING = "coordinating", _("coordinating")
    RESPONSIBLE = "responsible", _("responsible")
    CONTRIBUTING = "contributing", _("contributing")


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    """Words for sets of responsibilities."""

    def of_plan(self, plan: Plan) -> Self:
        """Those of one plan, in printed order."""
        return self.filter(provision__plan=plan).order_by(
            "provision__position", "entry", "position", "pk"
        )

    def printed_entries(self) -> int:
        """How many entries are printed: an entry that names two bodies counts once."""
        entries: models.QuerySet[Any, Any] = self.order_by().values("provision", "entry")
        return entries.distinct().count()


class Responsibility(models.Model):
    """A body answers for a provision. One printed entry may name two bodies (line 13.a)."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "provision", "body", "role", "entry", "position", "printed"), PUBLIC
    )

    provision = models.ForeignKey(
        Provision, on_delete=models.CASCADE, related_name="responsibilities"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(max_length=20, choices=ResponsibilityRole.choices)
    entry = models.PositiveSmallIntegerField(help_text="Which printed entry of the line, from 1.")
    position = models.PositiveSmallIntegerField(default=1, help_text="Place within the entry.")
    printed = models.CharField(max_length=120, help_text="As the plan prints it.")

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "body"],
                name="one_responsibility_per_body_and_provision",
                violation_error_message=_("This body stands on this line already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision_id} {self.printed}"
