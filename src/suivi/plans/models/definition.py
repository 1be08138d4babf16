"""What did a measure mean, since which year, and who changed its meaning, why?"""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.people.models import Person
from suivi.plans.models.instrument import Measure
from suivi.sensitivity import PERSONAL, PUBLIC


class DefinitionQuerySet(models.QuerySet["Definition"]):
    """Words for sets of definitions."""

    def in_order(self) -> Self:
        """Measure by measure, the first version first."""
        return self.order_by("measure", "number")


class Definition(models.Model):
    """One version of what a measure means. It is never changed: another version follows it.

    `facts` is the measure as the plan format writes it, with the codes of its categories. It holds
    for figures of `from_year` and later, None for all years. A version that makes figures
    incomparable with earlier ones `is_break`.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(
            ("id", "measure", "number", "from_year", "facts", "text", "source"), PUBLIC
        ),
        **dict.fromkeys(("translation_states", "is_break", "reason", "at"), PUBLIC),
        "by": PERSONAL,
    }

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField(help_text="From 1.")
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    text = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_break = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="one_definition_per_number"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="new_definition_says_why",
                violation_error_message=_("Say why the definition changes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} version {self.number}"

    @property
    def said_text(self) -> Said:
        """What is counted and how, in the reader's language."""
        return said(self, "text")


def in_force(definitions: Iterable[Definition], year: int) -> Definition | None:
    """The version that holds for figures of a year: the newest of those that began by then."""
    begun = [each for each in definitions if each.from_year is None or each.from_year <= year]
    return max(begun, key=lambda each: each.number, default=None)


def breaks_of(definitions: Iterable[Definition]) -> frozenset[int]:
    """The years from which figures are not comparable with those before."""
    return frozenset(each.from_year for each in definitions if each.is_break and each.from_year)
