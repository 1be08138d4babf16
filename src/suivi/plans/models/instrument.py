"""How does the plan want to be measured, and how does each instrument get its value?"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.plans.models.plan import Plan
from suivi.plans.models.provision import Provision
from suivi.sensitivity import PUBLIC


class Dimension(models.Model):
    """Something by which figures are broken down: sex, mission, country.

    `categories` is a list of {"code", "name": {language: text}}; empty means an open list, whose
    categories are written by whoever gives the figures.
    """

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "plan", "code", "name", "translation_states", "categories"), PUBLIC
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="dimensions")
    code = models.SlugField(max_length=40)
    name = Translated(max_length=80)
    translation_states = models.JSONField(default=dict, blank=True)
    categories = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_dimension_per_code")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def said_name(self) -> Said:
        """What the dimension is called."""
        return said(self, "name")


class Instrument(models.Model):
    """A monitoring instrument as printed. It is known by line and position, never by its text."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "provision", "position", "text", "translation_states"), PUBLIC
    )

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="instruments")
    position = models.PositiveSmallIntegerField(help_text="Place on the line, from 1.")
    text = Translated()
    translation_states = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "position"], name="one_instrument_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision_id}/{self.position}"

    @property
    def said_text(self) -> Said:
        """The printed text in the reader's language, else as adopted."""
        return said(self, "text", self.provision.plan.language)


class Measure(models.Model):
    """How an instrument gets its value. Line 16.a has one instrument with two ratios."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "instrument", "position", "kind", "label", "unit", "total"), PUBLIC),
        **dict.fromkeys(("numerator", "denominator", "dimensions", "activity_kinds"), PUBLIC),
        **dict.fromkeys(("translation_states", "target", "target_base", "target_year"), PUBLIC),
    }

    class Kind(models.TextChoices):
        """The seven ways of measuring (handbook of plans and reporting, section 2)."""

        LOG = "log", _("log of activities")
        COUNT = "count", _("count")
        SHARE = "share", _("share")
        RATIO = "ratio", _("ratio")
        AMOUNT = "amount", _("amount")
        MILESTONE = "milestone", _("milestone")
        NARRATIVE = "narrative", _("account")

    class Total(models.TextChoices):
        """How figures of several bodies or years become one; never otherwise."""

        SUM = "sum", _("sum")
        LATEST = "latest", _("latest")
        NONE = "none", _("no total")

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField(help_text="Place on the instrument, from 1.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    label = Translated()
    numerator = Translated()
    denominator = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    dimensions = models.JSONField(default=list, blank=True, help_text="Codes of dimensions.")
    activity_kinds = models.JSONField(default=list, blank=True, help_text="What a log counts.")
    total = models.CharField(max_length=10, choices=Total.choices, default=Total.NONE)
    target = models.BigIntegerField(
        null=True, blank=True, help_text="In the measure's units; of an amount in hundredths."
    )
    target_base = models.BigIntegerField(
        null=True, blank=True, help_text="Of a share or ratio: out of how many."
    )
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "position"], name="one_measure_per_position"
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True, target_year__isnull=True)
                | models.Q(target__isnull=False, target_year__isnull=False),
                name="target_says_its_year",
                violation_error_message=_("Say for which year the target is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id}.{self.position} {self.kind}"

    @property
    def key(self) -> str:
        """Its place on the line, "2.1": second instrument, first measure."""
        return f"{self.instrument.position}.{self.position}"

    @property
    def has_two_counts(self) -> bool:
        """Whether a figure is two counts, of which the quotient is computed and never typed."""
        return self.kind in {self.Kind.SHARE, self.Kind.RATIO}

    def named(self, part: str) -> Said:
        """The label of "label", "numerator" or "denominator", in the reader's language."""
        return said(self, part)

    @property
    def said_label(self) -> Said:
        """What is measured, where an instrument has several measures."""
        return said(self, "label")

    def dimension_codes(self) -> list[str]:
        """The dimensions by which its figures are broken down."""
        codes: Any = self.dimensions
        return [str(code) for code in codes]
