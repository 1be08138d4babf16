"""What was done, when, where, and how can one see that it was?"""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.activities.fragile.models import FragileContext, FragileEdition
from suivi.activities.iati.models import IatiDetails, IatiImport, IatiImportRow
from suivi.files.models import StoredFile
from suivi.people.models import Body, Person
from suivi.plans.models import Plan, Provision
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "ActivityVersion",
    "ActivityWords",
    "CurrentActivities",
    "Evidence",
    "FragileContext",
    "FragileEdition",
    "IatiDetails",
    "IatiImport",
    "IatiImportRow",
    "SavedFilter",
]


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Words for sets of activities."""

    def current(self) -> Self:
        """Those that were not removed."""
        return self.filter(removed_at__isnull=True)

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


_Activities = models.Manager.from_queryset(ActivityQuerySet)


class CurrentActivities(_Activities["Activity"]):
    """Activities as everything sees them: what was removed is not there."""

    def get_queryset(self) -> ActivityQuerySet:
        """Those that were not removed."""
        return ActivityQuerySet(self.model, using=self._db).current()


class Activity(models.Model):
    """A dated thing that was done. Entered once, it counts on every line that it serves."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "uid", "kind", "title", "account", "language", "body"), PUBLIC),
        **dict.fromkeys(("started_on", "ended_on", "countries", "provisions", "partners"), PUBLIC),
        **dict.fromkeys(("forum", "amount", "currency", "euro_rate", "euro_rate_on"), PUBLIC),
        **dict.fromkeys(("euro_rate_source", "gender_marker", "iati_identifier", "source"), PUBLIC),
        **dict.fromkeys(("women", "men", "other_sex", "unknown_sex"), PUBLIC),
        **dict.fromkeys(("dated", "plans"), PUBLIC),
        **dict.fromkeys(("is_public", "is_sample", "entered_at", "version"), OFFICIAL),
        "removed_at": OFFICIAL,
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

    class Forum(models.TextChoices):
        """Where an intervention was made."""

        GENERAL_ASSEMBLY = "general_assembly", _("UN General Assembly")
        SECURITY_COUNCIL = "security_council", _("UN Security Council")
        CSW = "csw", _("Commission on the Status of Women")
        HUMAN_RIGHTS_COUNCIL = "human_rights_council", _("Human Rights Council")
        UN_OTHER = "un_other", _("another body of the UN")
        EU = "eu", _("European Union")
        NATO = "nato", _("NATO")
        OSCE = "osce", _("OSCE")
        COUNCIL_OF_EUROPE = "council_of_europe", _("Council of Europe")
        ICC = "icc", _("International Criminal Court")
        BILATERAL = "bilateral", _("bilateral")
        NATIONAL = "national", _("national")
        OTHER = "other", _("other")

    class GenderMarker(models.IntegerChoices):
        """The gender equality marker of the OECD; none at all means not screened, never 0."""

        NOT_TARGETED = 0, _("0: screened, not aimed at gender equality")
        SIGNIFICANT = 1, _("1: a significant aim")
        PRINCIPAL = 2, _("2: the principal aim")

    class Dated(models.TextChoices):
        """How exactly the date is known."""

        DAY = "day", _("to the day")
        MONTH = "month", _("to the month")
        YEAR = "year", _("to the year")
        TOLD = "told", _("only the day on which it was told")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    account = models.TextField(_("account"), blank=True)
    language = models.CharField(max_length=2, default="en", help_text="In which it is written.")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="activities")
    started_on = models.DateField(_("date"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    dated = models.CharField(
        _("date known"), max_length=5, choices=Dated.choices, default=Dated.DAY
    )
    countries = models.JSONField(default=list, blank=True, help_text="ISO 3166-1 alpha-2 codes.")
    forum = models.CharField(_("forum"), max_length=30, choices=Forum.choices, blank=True)
    partners = models.ManyToManyField(Body, related_name="partner_activities", blank=True)
    amount = models.BigIntegerField(null=True, blank=True, help_text="Hundredths of the currency.")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217.")
    euro_rate = models.DecimalField(
        max_digits=18, decimal_places=8, null=True, blank=True, help_text="Euros for one unit."
    )
    euro_rate_on = models.DateField(null=True, blank=True)
    euro_rate_source = models.CharField(max_length=120, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    other_sex = models.PositiveIntegerField(_("other"), null=True, blank=True)
    unknown_sex = models.PositiveIntegerField(_("unknown"), null=True, blank=True)
    gender_marker = models.SmallIntegerField(
        _("gender marker"), choices=GenderMarker.choices, null=True, blank=True
    )
    iati_identifier = models.CharField(max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    provisions = models.ManyToManyField(Provision, related_name="activities", blank=True)
    plans = models.ManyToManyField(
        Plan, related_name="activities", blank=True, help_text="Served as a whole, without a line."
    )
    is_public = models.BooleanField(_("public"), default=True)
    is_sample = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CurrentActivities()
    with_removed = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="activity_ends_after_it_begins",
                violation_error_message=_("An activity cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, currency="")
                | (models.Q(amount__isnull=False) & ~models.Q(currency="")),
                name="amount_has_a_currency",
                violation_error_message=_("Give the amount and its currency, both or neither."),
            ),
            models.UniqueConstraint(
                fields=["iati_identifier"],
                condition=~models.Q(iati_identifier="") & models.Q(removed_at__isnull=True),
                name="one_activity_per_iati_identifier",
                violation_error_message=_("An activity with this IATI identifier is there."),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "started_on"], name="activity_of_body_by_date"),
            models.Index(fields=["started_on", "id"], name="activity_by_date"),
            models.Index(fields=["title", "id"], name="activity_by_title"),
            models.Index(fields=["forum", "started_on"], name="activity_of_forum_by_date"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this activity."""
        return reverse("activity", args=[self.uid])

    def is_of(self, year: int) -> bool:
        """Whether it was under way on some day of that year."""
        return self.started_on.year <= year <= (self.ended_on or self.started_on).year

    @property
    def euros(self) -> Decimal | None:
        """The amount in euros by the stored rate; None where the amount or the rate is missing."""
        if self.amount is None:
            return None
        rate = Decimal(1) if self.currency == "EUR" else self.euro_rate
        return None if rate is None else (Decimal(self.amount) / 100 * rate)


class ActivityImport(models.Model):
    """A table of activities that somebody handed over: the file, and what became of it.

    Nothing of it is applied before a person has seen every difference and confirmed; the file
    stays as it was handed in. `counts` says how many rows were new, changed, in conflict.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "file", "received_at", "applied_at", "undone_at"), OFFICIAL),
        "counts": OFFICIAL,
        **dict.fromkeys(("received_by", "applied_by", "undone_by"), PERSONAL),
    }

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts: "models.JSONField[Any, Any]" = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True, applied_by__isnull=True)
                | models.Q(applied_at__isnull=False, applied_by__isnull=False),
                name="applied_table_says_by_whom",
                violation_error_message=_("Say who applied the table."),
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True)
                | models.Q(applied_at__isnull=False, undone_by__isnull=False),
                name="undone_table_was_applied",
                violation_error_message=_("Only what was applied can be undone."),
            ),
        ]

    def __str__(self) -> str:
        return f"table {self.pk}"


class ActivityVersion(models.Model):
    """An activity as it was after one change: who changed it, when, and every fact by name."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "activity", "number", "facts", "at", "imported"), OFFICIAL),
        "by": PERSONAL,
    }

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imported = models.ForeignKey(
        ActivityImport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        help_text="The table that made it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "number"], name="one_activity_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} version {self.number}"


class ActivityWords(models.Model):
    """The words by which an activity is found, folded and stemmed; the database indexes them.

    What a filter asks (line, body, country …) is a word too, see `words`. `place` is the day and
    the number of the activity in one: the index gives what it finds in the order of days.
    """

    SENSITIVITY: ClassVar = dict.fromkeys(("activity", "place", "text"), OFFICIAL)

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    place = models.BigIntegerField(unique=True)
    text = models.TextField()

    class Meta:
        verbose_name_plural = "activity words"

    def __str__(self) -> str:
        return str(self.activity_id)


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Words for sets of saved filters."""

    def of_page(self, page: str) -> Self:
        """Those of one list, by name."""
        return self.filter(page=page).order_by("name", "pk")


class SavedFilter(models.Model):
    """What a person often asks of a list, under a name of their own.

    `page` says which list: "" is the register; lists of other subjects name themselves.
    """

    SENSITIVITY: ClassVar = dict.fromkeys(("id", "person", "page", "name", "query"), PERSONAL)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "name"],
                name="one_saved_filter_per_name",
                violation_error_message=_("You have a saved filter of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


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
