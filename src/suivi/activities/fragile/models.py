"""Which countries are in a fragile situation, by which edition of the list, in which years?"""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Person
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC


class FragileEditionQuerySet(models.QuerySet["FragileEdition"]):
    """Words for sets of editions."""

    def in_order(self) -> Self:
        """Newest first."""
        return self.order_by("-year", "pk")


class FragileEdition(models.Model):
    """An edition of the OECD's list of fragile contexts, and the years in which it is in force."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "year", "first_year", "last_year", "source"), PUBLIC),
        **dict.fromkeys(("is_confirmed", "note"), PUBLIC),
        "loaded_at": OFFICIAL,
        "loaded_by": PERSONAL,
    }

    year = models.PositiveSmallIntegerField(_("edition"), unique=True)
    first_year = models.PositiveSmallIntegerField(_("in force from"))
    last_year = models.PositiveSmallIntegerField(_("in force until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_confirmed = models.BooleanField(
        _("checked against its source"), default=False, help_text="Only then may it be quoted."
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FragileEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__isnull=True)
                | models.Q(last_year__gte=models.F("first_year")),
                name="fragile_edition_ends_after_it_begins",
                violation_error_message=_("An edition cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    def is_in_force(self, year: int) -> bool:
        """Whether it has begun by that year and not ended; a newer edition goes before it."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class FragileContext(models.Model):
    """A country or territory on such a list."""

    SENSITIVITY: ClassVar = dict.fromkeys(("id", "edition", "code", "name", "level"), PUBLIC)

    class Level(models.TextChoices):
        """How fragile the list says it is."""

        EXTREME = "extreme", _("extremely fragile")
        FRAGILE = "fragile", _("fragile")

    edition = models.ForeignKey(FragileEdition, on_delete=models.CASCADE, related_name="contexts")
    code = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2.")
    name = models.CharField(max_length=120, help_text="As the list names it.")
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_row_per_fragile_context")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.code}"
