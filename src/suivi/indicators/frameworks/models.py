"""Which indicators do others ask for, in which words, and which instruments answer them?

A framework (the UN's, the EU's, the Sustainable Development Goals) has editions; an edition has
indicators with the codes it prints. What a row rests on is its standing: only a confirmed row may
be quoted. The crosswalk pairs instruments and indicators, many with many.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, State, said
from suivi.people.models import Person
from suivi.plans.models import Instrument, Plan
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class SourceStanding(models.TextChoices):
    """Whether a statement was checked against its source."""

    CONFIRMED = "confirmed", _("confirmed")
    UNCONFIRMED = "unconfirmed", _("unconfirmed")


class Framework(models.Model):
    """A set of indicators that somebody outside the plan asks for."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "code", "name", "short_name", "owner"), PUBLIC),
        **dict.fromkeys(("translation_states", "position"), PUBLIC),
    }

    code = models.SlugField(max_length=40, unique=True)
    name = Translated(max_length=200)
    short_name = Translated(max_length=40)
    translation_states = models.JSONField(default=dict, blank=True)
    owner = Translated(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.said_short_name.text

    def get_absolute_url(self) -> str:
        """The page of all its indicators."""
        return reverse("framework", args=[self.code])

    @property
    def said_name(self) -> Said:
        """Its name in the reader's language."""
        return said(self, "name")

    @property
    def said_owner(self) -> Said:
        """Who asks for it, in the reader's language."""
        return said(self, "owner")

    @property
    def said_short_name(self) -> Said:
        """How it is called in a line: "EU"; the whole name where there is no short one."""
        short = said(self, "short_name")
        return short if short.text else self.said_name


class Edition(models.Model):
    """A framework as published in a year."""

    SENSITIVITY: ClassVar = dict.fromkeys(("id", "framework", "year", "source", "note"), PUBLIC)

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="editions")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, help_text="The document, as one would cite it.")
    note = Translated()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "year"], name="one_edition_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.framework.code} {self.year}"

    @property
    def said_note(self) -> Said:
        """What must be known of it, in the reader's language."""
        return said(self, "note")


class FrameworkIndicatorQuerySet(models.QuerySet["FrameworkIndicator"]):
    """Words for sets of indicators."""

    def in_order(self) -> Self:
        """Framework by framework, the newest edition first, as printed."""
        return self.order_by("edition__framework__position", "-edition__year", "position", "pk")


class FrameworkIndicator(models.Model):
    """One indicator as an edition prints it. `kind` is our own reading of it.

    `note` is a working note of those who keep the library, and is shown to them alone.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "edition", "code", "position", "theme", "text"), PUBLIC),
        **dict.fromkeys(("translation_states", "kind", "source", "standing"), PUBLIC),
        **dict.fromkeys(("note", "is_edited", "changed_at"), OFFICIAL),
        "changed_by": PERSONAL,
    }

    class Kind(models.TextChoices):
        """What sort of answer it asks for."""

        QUANTITATIVE = "quantitative", _("quantitative")
        QUALITATIVE = "qualitative", _("qualitative")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(_("code"), max_length=20, help_text="As printed.")
    position = models.PositiveSmallIntegerField()
    theme = Translated(max_length=120)
    text = Translated()
    translation_states = models.JSONField(default=dict, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    standing = models.CharField(
        max_length=20, choices=SourceStanding.choices, default=SourceStanding.UNCONFIRMED
    )
    note = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False, help_text="A coordinator changed it here.")
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = FrameworkIndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="one_indicator_per_edition_and_code",
                violation_error_message=_("This edition has an indicator of this code already."),
            ),
            models.CheckConstraint(
                condition=models.Q(standing=SourceStanding.UNCONFIRMED) | ~models.Q(source=""),
                name="confirmed_indicator_names_its_source",
                violation_error_message=_("Name the source in which it was confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition.framework} {self.code}"

    def get_absolute_url(self) -> str:
        """Everything that is held for it."""
        return reverse("framework-indicator", args=[self.edition.framework.code, self.code])

    @property
    def is_confirmed(self) -> bool:
        """Whether its wording was read in the source."""
        return self.standing == SourceStanding.CONFIRMED

    @property
    def may_be_quoted(self) -> bool:
        """Whether the wording the reader gets is the confirmed one, and no translation of ours."""
        return self.is_confirmed and self.said_text.state == State.OFFICIAL

    @property
    def said_text(self) -> Said:
        """The wording in the reader's language."""
        return said(self, "text")

    @property
    def said_theme(self) -> Said:
        """The pillar or theme under which it stands."""
        return said(self, "theme")


class CrosswalkQuerySet(models.QuerySet["Crosswalk"]):
    """Words for sets of pairs."""

    def current(self) -> Self:
        """Those that were not taken out."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Those of plans that the reader may see."""
        plans = Plan.objects.visible_to(person).values("pk")
        return self.filter(instrument__provision__plan__in=plans)

    def in_order(self) -> Self:
        """Plan by plan, the newest first; then as the plan prints its instruments."""
        return self.order_by(
            "-instrument__provision__plan__starts_on",
            "instrument__provision__plan__slug",
            "instrument__provision__position",
            "instrument__position",
            "indicator__edition__framework__position",
            "-indicator__edition__year",
            "indicator__position",
            "pk",
        )


class Crosswalk(models.Model):
    """An instrument answers an indicator. A pair taken out stays, so that loading leaves it out.

    `remark` is a working note of those who keep the library, and is shown to them alone.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "instrument", "indicator", "standing"), PUBLIC),
        **dict.fromkeys(("remark", "is_edited", "entered_at", "removed_at"), OFFICIAL),
        "entered_by": PERSONAL,
    }

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="crosswalk")
    indicator = models.ForeignKey(
        FrameworkIndicator, on_delete=models.CASCADE, related_name="crosswalk"
    )
    standing = models.CharField(
        max_length=20, choices=SourceStanding.choices, default=SourceStanding.UNCONFIRMED
    )
    remark = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False, help_text="A coordinator changed it here.")
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "crosswalk"
        constraints = [
            models.UniqueConstraint(fields=["instrument", "indicator"], name="one_pair"),
            models.CheckConstraint(
                condition=models.Q(standing=SourceStanding.UNCONFIRMED) | ~models.Q(remark=""),
                name="confirmed_pair_says_where",
                violation_error_message=_("Say in the remark where the pair was confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.indicator_id}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the pair was checked."""
        return self.standing == SourceStanding.CONFIRMED

    def facts(self) -> dict[str, Any]:
        """How events name the pair."""
        line = self.instrument.provision
        return {"plan": line.plan.slug, "line": line.code, "instrument": self.instrument.position}
