"""Which table does a person hand over?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class TableForm(forms.Form):
    """One file."""

    table = forms.FileField(
        label=_("Table that you filled in"),
        help_text=_("XLSX, or CSV as programs save it; 20 MB and 10,000 rows at most."),
    )
