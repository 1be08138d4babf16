"""Which files were handed in, and where do they lie?"""

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from suivi.people.models import Person
from suivi.sensitivity import OFFICIAL, PERSONAL


class StoredFile(models.Model):
    """A file as it was handed in. Its bytes lie in the data directory under their own hash.

    A file has no address of its own: the record it belongs to decides who may read it.
    """

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "name", "media_type", "size", "sha256", "stored_at"), OFFICIAL),
        "stored_by": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120, help_text="By content, never by name.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.FILES_DIR) / self.sha256[:2] / self.sha256
