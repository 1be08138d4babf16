"""How does a form take a file, so that what is wrong with it stands beside its field?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from suivi.errors import Faults
from suivi.files.kinds import kind_of


class EvidenceFile(forms.FileField):
    """A file of one of the kinds that are taken, with one sentence when it is not."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(allow_empty_file=True, **facts)

    def to_python(self, data: Any) -> Any:
        """The upload; raises ValidationError where it may not be taken, an empty one included."""
        upload = super().to_python(data)
        if upload is not None:
            try:
                kind_of(upload)
            except Faults as wrong:
                raise ValidationError([fault.sentence for fault in wrong.faults]) from None
        return upload
