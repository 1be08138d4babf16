"""What is kept of an activity that came from an IATI file, and of the file itself?

Shares, sectors, markers, budgets and transactions stand in tables of their own, so that every total
can be computed anew by anybody. Amounts are hundredths of their currency.
"""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.files.models import StoredFile
from suivi.people.models import Body, Person
from suivi.plans.models import Provision
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC, Sensitivity


class ImportState(models.TextChoices):
    """How far an IATI file is on its way into the register."""

    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    READ = "read", _("read: to be confirmed")
    REFUSED = "refused", _("cannot be read")
    APPLYING = "applying", _("being entered")
    APPLIED = "applied", _("entered")


class RowState(models.TextChoices):
    """What an IATI file means for one activity."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    CONFLICT = "conflict", _("changed here and in the file")
    UNCHANGED = "unchanged", _("unchanged")
    FAULTY = "faulty", _("faulty")
    ELSEWHERE = "elsewhere", _("of another body")
    REMOVED = "removed", _("removed here")


class IatiImport(models.Model):
    """An IATI file that was handed over: the file as it was, and what became of it."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "file", "body", "lines", "state", "flaw", "read_bytes"), OFFICIAL),
        **dict.fromkeys(("found", "left_out", "counts", "received_at", "applied_at"), OFFICIAL),
        **dict.fromkeys(("received_by", "applied_by"), PERSONAL),
    }

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="iati_imports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="iati_imports")
    lines = models.ManyToManyField(
        Provision, related_name="+", blank=True, help_text="What new activities serve."
    )
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.WAITING
    )
    flaw = models.JSONField(default=list, blank=True, help_text="Why it is not taken.")
    read_bytes = models.PositiveBigIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text="Activities read so far.")
    left_out = models.JSONField(default=dict, blank=True, help_text="Elements nobody keeps.")
    counts = models.JSONField(default=dict, blank=True, help_text="Activities by what they mean.")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "IATI import"

    def __str__(self) -> str:
        return f"IATI import {self.pk}"

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has it, or will have it in a moment."""
        return self.state in {ImportState.WAITING, ImportState.READING, ImportState.APPLYING}

    @property
    def percent(self) -> int:
        """How much of the file was read, in whole percent."""
        return min(100, 100 * self.read_bytes // self.file.size) if self.file.size else 0


class IatiImportRowQuerySet(models.QuerySet["IatiImportRow"]):
    """Words for sets of rows."""

    def undecided(self) -> Self:
        """Conflicts for which nobody chose yet."""
        return self.filter(state=RowState.CONFLICT, choice="")

    def in_order(self) -> Self:
        """As they stand in the file."""
        return self.order_by("position", "pk")


class IatiImportRow(models.Model):
    """One activity of such a file, beside what the register holds of it."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        (
            *("id", "imported", "position", "line", "identifier", "title", "state", "summary"),
            *("differences", "flaws", "notes", "choice", "fingerprint"),
        ),
        OFFICIAL,
    )

    class Choice(models.TextChoices):
        """Which side stands where both changed."""

        KEEP = "keep", _("as it is here")
        TAKE = "take", _("as the file says")

    imported = models.ForeignKey(IatiImport, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField(help_text="Of the file.")
    identifier = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RowState.choices)
    summary = models.JSONField(default=dict, blank=True)
    differences = models.JSONField(default=list, blank=True)
    flaws = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    choice = models.CharField(max_length=4, choices=Choice.choices, blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Of file and register as compared.")

    objects = IatiImportRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["imported", "position"], name="one_iati_row_per_position"
            )
        ]
        indexes = [models.Index(fields=["imported", "state", "position"], name="iati_row_by_state")]

    def __str__(self) -> str:
        return f"{self.imported_id}/{self.position}"


def _public(*names: str) -> dict[str, Sensitivity]:
    return dict.fromkeys(("id", "activity", "position", *names), PUBLIC)


class IatiDetails(models.Model):
    """What an IATI file says of an activity once: who reports it, its status, its four dates."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("activity", "reporter_ref", "reporter_type", "reporter_names"), PUBLIC),
        **dict.fromkeys(("reporter_secondary", "status", "planned_start", "actual_start"), PUBLIC),
        **dict.fromkeys(("planned_end", "actual_end", "humanitarian", "hierarchy"), PUBLIC),
        "last_updated": PUBLIC,
        **dict.fromkeys(("came_with", "came_at"), OFFICIAL),
    }

    activity = models.OneToOneField(
        "activities.Activity", on_delete=models.CASCADE, primary_key=True, related_name="iati"
    )
    reporter_ref = models.TextField(blank=True)
    reporter_type = models.TextField(blank=True)
    reporter_names = models.JSONField(default=list, blank=True)
    reporter_secondary = models.BooleanField(null=True, blank=True)
    status = models.CharField(max_length=1, blank=True)
    planned_start = models.DateField(null=True, blank=True)
    actual_start = models.DateField(null=True, blank=True)
    planned_end = models.DateField(null=True, blank=True)
    actual_end = models.DateField(null=True, blank=True)
    humanitarian = models.BooleanField(null=True, blank=True)
    hierarchy = models.SmallIntegerField(null=True, blank=True)
    last_updated = models.CharField(max_length=30, blank=True, help_text="ISO, in UTC.")
    came_with = models.ForeignKey(
        IatiImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    came_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "IATI details"

    def __str__(self) -> str:
        return str(self.activity_id)


class IatiPart(models.Model):
    """One of several entries of a kind; the position is that in the file."""

    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.activity_id}/{self.position}"


class IatiText(IatiPart):
    """A title or description in one language."""

    SENSITIVITY: ClassVar = _public("kind", "type", "language", "text")

    kind = models.CharField(max_length=11)
    type = models.TextField(blank=True)
    language = models.CharField(max_length=3, blank=True)
    text = models.TextField()


class IatiOrganisation(IatiPart):
    """An organisation that takes part, in the role of the IATI list: 1 funding, 4 implementing."""

    SENSITIVITY: ClassVar = _public("role", "ref", "type", "activity_ref", "names")

    role = models.CharField(max_length=1)
    ref = models.TextField(blank=True)
    type = models.TextField(blank=True)
    activity_ref = models.TextField(blank=True)
    names = models.JSONField(default=list, blank=True)


class IatiPlace(IatiPart):
    """A country (ISO 3166-1) or region that benefits, with its percentage where it is given."""

    SENSITIVITY: ClassVar = _public("kind", "vocabulary", "code", "percentage")

    kind = models.CharField(max_length=7)
    vocabulary = models.TextField(blank=True)
    code = models.TextField()
    percentage = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)


class IatiSector(IatiPart):
    """A sector in a vocabulary (1: OECD, five digits), with its percentage where it is given."""

    SENSITIVITY: ClassVar = _public("vocabulary", "vocabulary_uri", "code", "percentage", "names")

    vocabulary = models.TextField()
    vocabulary_uri = models.TextField(blank=True)
    code = models.TextField()
    percentage = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    names = models.JSONField(default=list, blank=True)


class IatiTag(IatiPart):
    """A tag (vocabulary 2: goals, 3: targets of sustainable development)."""

    SENSITIVITY: ClassVar = _public("vocabulary", "vocabulary_uri", "code", "names")

    vocabulary = models.TextField(blank=True)
    vocabulary_uri = models.TextField(blank=True)
    code = models.TextField()
    names = models.JSONField(default=list, blank=True)


class IatiMarker(IatiPart):
    """A policy marker; an empty significance is unknown, which is not 0."""

    SENSITIVITY: ClassVar = _public("vocabulary", "vocabulary_uri", "code", "significance", "names")

    vocabulary = models.TextField()
    vocabulary_uri = models.TextField(blank=True)
    code = models.TextField()
    significance = models.TextField(blank=True)
    names = models.JSONField(default=list, blank=True)


class IatiScope(IatiPart):
    """A humanitarian emergency or appeal."""

    SENSITIVITY: ClassVar = _public("type", "vocabulary", "vocabulary_uri", "code", "names")

    type = models.TextField(blank=True)
    vocabulary = models.TextField(blank=True)
    vocabulary_uri = models.TextField(blank=True)
    code = models.TextField(blank=True)
    names = models.JSONField(default=list, blank=True)


class IatiBudget(IatiPart):
    """What is planned to be spent in a period; type 1 original, 2 revised."""

    SENSITIVITY: ClassVar = _public(
        "type", "status", "starts_on", "ends_on", "amount", "currency", "valued_on"
    )

    type = models.CharField(max_length=1)
    status = models.CharField(max_length=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.BigIntegerField(help_text="Hundredths of the currency.")
    currency = models.CharField(max_length=3)
    valued_on = models.DateField()


class IatiTransaction(IatiPart):
    """Money that moved or was promised; type 2 commitment, 3 disbursement, 4 expenditure."""

    SENSITIVITY: ClassVar = _public(
        *("type", "on", "amount", "currency", "valued_on", "reference", "humanitarian"),
        *("country", "region_vocabulary", "region", "sectors", "provider_ref", "provider"),
        *("receiver_ref", "receiver", "descriptions"),
    )

    type = models.CharField(max_length=2)
    on = models.DateField()
    amount = models.BigIntegerField(help_text="Hundredths of the currency; negative when undone.")
    currency = models.CharField(max_length=3)
    valued_on = models.DateField()
    reference = models.TextField(blank=True)
    humanitarian = models.BooleanField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region_vocabulary = models.TextField(blank=True)
    region = models.TextField(blank=True)
    sectors = models.JSONField(default=list, blank=True)
    provider_ref = models.TextField(blank=True)
    provider = models.JSONField(default=list, blank=True)
    receiver_ref = models.TextField(blank=True)
    receiver = models.JSONField(default=list, blank=True)
    descriptions = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["activity", "type", "on"], name="iati_money_by_day")]


class IatiDocument(IatiPart):
    """A document about the activity, by its address."""

    SENSITIVITY: ClassVar = _public("url", "format", "titles", "categories", "languages", "dated")

    url = models.TextField(blank=True)
    format = models.TextField(blank=True)
    titles = models.JSONField(default=list, blank=True)
    categories = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    dated = models.DateField(null=True, blank=True)


class IatiIndicator(IatiPart):
    """An indicator of a result; those with the same `result` stand under the same result."""

    SENSITIVITY: ClassVar = _public(
        *("result", "result_type", "result_titles", "result_descriptions", "measure"),
        *("ascending", "titles", "descriptions", "references"),
    )

    result = models.PositiveIntegerField()
    result_type = models.CharField(max_length=1)
    result_titles = models.JSONField(default=list, blank=True)
    result_descriptions = models.JSONField(default=list, blank=True)
    measure = models.CharField(max_length=1)
    ascending = models.BooleanField(null=True, blank=True)
    titles = models.JSONField(default=list, blank=True)
    descriptions = models.JSONField(default=list, blank=True)
    references = models.JSONField(default=list, blank=True)


class IatiResultValue(models.Model):
    """A baseline, target or actual value of an indicator, for one breakdown."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        (
            *("id", "indicator", "position", "kind", "starts_on", "ends_on", "year", "value"),
            *("dimensions", "comments"),
        ),
        PUBLIC,
    )

    indicator = models.ForeignKey(IatiIndicator, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    year = models.CharField(max_length=4, blank=True)
    value = models.TextField(blank=True, help_text="As written: it need not be a number.")
    dimensions = models.JSONField(default=list, blank=True)
    comments = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.position}"
