"""How does a coordinator hand in an edition of fragile contexts, or change its years?"""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.activities.fragile.actions import EditionFacts
from suivi.activities.fragile.models import FragileEdition

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
LARGEST: Final = 1024 * 1024


def _year(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=required,
        help_text=help_text,
    )


class EditionForm(forms.Form):
    """The years of an edition, and on what it rests."""

    first_year = _year(gettext_lazy("In force from"))
    last_year = _year(
        gettext_lazy("In force until"),
        required=False,
        help_text=gettext_lazy("Nothing while it is in force; a newer edition goes before it."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("The document, as one would cite it."),
    )
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("I compared it with this source"), required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    @classmethod
    def of(cls, edition: FragileEdition) -> "EditionForm":
        """The form filled with an edition."""
        return cls(initial={name: getattr(edition, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        """Years in order."""
        told = super().clean() or self.cleaned_data
        first, last = told.get("first_year"), told.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("An edition cannot end before it begins."))
        return told

    def facts(self, year: int) -> EditionFacts:
        """What was written, of the edition of that year, once the form is valid."""
        return EditionFacts(
            year=year, **{name: self.cleaned_data[name] for name in EditionForm.base_fields}
        )


class NewEditionForm(EditionForm):
    """An edition with its table."""

    year = _year(gettext_lazy("Edition"), help_text=gettext_lazy("The year in which it appeared."))
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(
            "A CSV file with the columns code, name, level; levels are “extremely fragile” and "
            "“fragile”."
        ),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages={"required": gettext_lazy("Choose a table.")},
    )
    field_order = ("year", "table", "first_year", "last_year", "source", "is_confirmed", "note")

    def clean_table(self) -> bytes:
        """The bytes of the table."""
        upload = self.cleaned_data["table"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("A table of countries is not that large."))
        content: bytes = upload.read()
        return content
