"""How does a person hand in evidence with an activity, and never choose a file twice?

A file that came with a form which could not be taken is kept; the form that is shown again names
it, signed, and takes it as if it had been chosen once more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core import signing
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from suivi.activities.actions import NewEvidence
from suivi.errors import Faults
from suivi.files.fields import EvidenceFile
from suivi.files.models import StoredFile

ROWS: Final = (1, 2, 3)
SALT: Final = "suivi.activities.kept-file"
KEPT_FOR: Final = 24 * 3600  # seconds within which a form is sent again


@dataclass(frozen=True)
class Row:
    """The fields of one piece of evidence."""

    title: BoundField
    file: BoundField
    link: BoundField
    kept: BoundField
    leave_out: BoundField
    is_kept: bool

    @property
    def is_used(self) -> bool:
        """Whether something stands in it."""
        return bool(self.title.value() or self.link.value() or self.is_kept)


class EvidenceForm(forms.Form):
    """Up to three new pieces of evidence at a time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in ROWS:
            self.fields |= _fields(row)
        self._say_what_is_kept()

    @property
    def evidence_rows(self) -> list[Row]:
        """The fields, row by row."""
        return [
            Row(
                **{part: self[f"evidence_{row}_{part}"] for part in _PARTS},
                is_kept=self._kept(row) is not None,
            )
            for row in ROWS
        ]

    @property
    def has_more_evidence(self) -> bool:
        """Whether anything stands beyond the first row."""
        return any(row.is_used for row in self.evidence_rows[1:])

    def check_evidence(self, facts: dict[str, Any]) -> None:
        """A title, and a file or an address, or nothing at all."""
        for row in ROWS:
            title, link, upload = (facts.get(f"evidence_{row}_{part}") for part in _TOLD)
            name = f"evidence_{row}"
            if link and upload:
                self.add_error(f"{name}_link", _("Give a file or an address, one of the two."))
            elif (link or upload or self._taken(row)) and not title:
                self.add_error(f"{name}_title", _("Give the evidence a title."))
            elif title and not (link or upload or self._taken(row) or self._is_faulty(row)):
                self.add_error(f"{name}_link", _("Give a file or an address."))

    def _is_faulty(self, row: int) -> bool:
        """Whether something is wrong with a part already: one sentence is enough."""
        return any(f"evidence_{row}_{part}" in self.errors for part in _TOLD)

    def evidence(self) -> list[NewEvidence]:
        """The new pieces of evidence, once the form is valid."""
        return list(self._evidence())

    def _evidence(self) -> Iterator[NewEvidence]:
        for row in ROWS:
            title, link, upload = (self.cleaned_data.get(f"evidence_{row}_{p}") for p in _TOLD)
            if title:
                kept = None if link or upload else self._taken(row)
                yield NewEvidence(title, link or "", upload, kept)

    def keep_files(self, keep: Callable[..., StoredFile]) -> None:
        """Keeps the files of a form that is shown again; says beside each what is wrong with it."""
        data = self.data.copy()  # type: ignore[attr-defined]
        self.data = data
        for row in ROWS:
            upload = self.files.get(f"evidence_{row}_file")
            if upload and f"evidence_{row}_file" not in self.errors:
                try:
                    stored = keep(upload=upload)
                except Faults as wrong:
                    self.add_error(f"evidence_{row}_file", str(wrong))
                else:
                    data[f"evidence_{row}_kept"] = signing.dumps(str(stored.pk), salt=SALT)
        self._say_what_is_kept()

    def _say_what_is_kept(self) -> None:
        for row in ROWS:
            stored = self._kept(row)
            if stored is not None:
                self[f"evidence_{row}_file"].help_text = _(
                    "Received already: %(name)s. Choose another one only to replace it."
                ) % {"name": stored.name}

    def _kept(self, row: int) -> StoredFile | None:
        """The file of a row that came before."""
        token = str(self.data.get(f"evidence_{row}_kept", "")) if self.is_bound else ""
        if not token:
            return None
        try:
            number = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(pk=number).first()

    def _taken(self, row: int) -> StoredFile | None:
        """The same, unless the person leaves it out."""
        return None if self.data.get(f"evidence_{row}_leave_out") else self._kept(row)


_PARTS: Final = ("title", "file", "link", "kept", "leave_out")
_TOLD: Final = ("title", "link", "file")


def _fields(row: int) -> dict[str, forms.Field]:
    return {
        f"evidence_{row}_title": forms.CharField(
            label=_("Evidence %(number)d: title") % {"number": row}, required=False, max_length=200
        ),
        f"evidence_{row}_file": EvidenceFile(
            label=_("File"),
            required=False,
            help_text=_("PDF, picture, Word, Excel, OpenDocument, CSV or text; 20 MB at most."),
        ),
        f"evidence_{row}_link": forms.URLField(
            label=_("or address"), required=False, max_length=500, assume_scheme="https"
        ),
        f"evidence_{row}_kept": forms.CharField(required=False, widget=forms.HiddenInput),
        f"evidence_{row}_leave_out": forms.BooleanField(
            label=_("Leave this file out"), required=False
        ),
    }
