"""How are the report's own texts typed, language by language?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from suivi.languages import names
from suivi.languages.wording import CODES
from suivi.publications.actions import Page, ReportTexts
from suivi.publications.models import Report, TextsKeptAside
from suivi.reporting.answers import LONGEST_TEXT

TEXTS: Final = {"introduction": _("Introduction"), "achievements": _("Main achievements")}


@dataclass(frozen=True)
class TextField:
    """One field, and what somebody else saved in it meanwhile."""

    field: BoundField
    theirs: str


@dataclass(frozen=True)
class Group:
    """The texts in one language."""

    language: str
    name: str
    fields: tuple[TextField, ...]


class Writing(forms.CharField):
    """A text that may be saved half written; `required` only says that it is needed in the end."""

    widget = forms.Textarea

    def __init__(self, **facts: Any) -> None:
        super().__init__(strip=False, **facts)
        # Told beside the field and counted by validate, in the letters that are kept.
        self.max_length = LONGEST_TEXT

    def to_python(self, value: Any) -> str:
        """Line ends as one letter; the letter of number zero, which no keyboard has, is dropped."""
        text = super().to_python(value) or ""
        return text.replace("\x00", "").replace("\r\n", "\n").strip()

    def validate(self, value: str) -> None:
        """Anything that fits may be saved, nothing included."""
        if len(value) > LONGEST_TEXT:
            sentence = _("This text has %(length)d characters; at most %(most)d fit.")
            raise forms.ValidationError(
                sentence, params={"length": len(value), "most": LONGEST_TEXT}
            )


class ReportTextsForm(forms.Form):
    """Introduction and main achievements in every language of the installation."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    window = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)
    moment = forms.IntegerField(
        min_value=0, max_value=2**62, required=False, widget=forms.HiddenInput
    )
    aside = forms.IntegerField(
        min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, data: QueryDict | None, *, report: Report, aside: TextsKeptAside | None = None
    ) -> None:
        """`aside` is what the person typed and could not save: it stands in the fields."""
        super().__init__(data, initial={**_initial(report), **_kept(aside)})
        for code in CODES:
            for name, label in TEXTS.items():
                self.fields[f"{name}_{code}"] = Writing(
                    label=f"{label}, {names.name_of(code)}",
                    required=code == report.language,
                    widget=forms.Textarea(attrs={"rows": 10, "lang": code}),
                )

    def page(self) -> Page:
        """The page on which it was typed."""
        return Page(self.cleaned_data["window"], self.cleaned_data["moment"] or 0)

    def texts(self) -> dict[str, ReportTexts]:
        """What was typed, by language."""
        typed = self.cleaned_data
        return {
            code: ReportTexts(typed[f"introduction_{code}"], typed[f"achievements_{code}"])
            for code in CODES
        }

    def groups(self, theirs: Mapping[str, str]) -> Iterator[Group]:
        """The fields by language; `theirs` are texts saved meanwhile, "introduction:fr"."""
        for code in CODES:
            fields = tuple(
                TextField(self[f"{name}_{code}"], self._other(name, code, theirs)) for name in TEXTS
            )
            yield Group(code, names.name_of(code), fields)

    def _other(self, name: str, code: str, theirs: Mapping[str, str]) -> str:
        saved = theirs.get(f"{name}:{code}", "")
        mine = str(self[f"{name}_{code}"].value() or "").replace("\r\n", "\n").strip()
        return "" if saved == mine else saved


def _kept(aside: TextsKeptAside | None) -> dict[str, str]:
    return {name.replace(":", "_"): text for name, text in aside.texts.items()} if aside else {}


def _initial(report: Report) -> dict[str, Any]:
    texts = {
        f"{name}_{code}": getattr(report, name).texts.get(code, "")
        for code in CODES
        for name in TEXTS
    }
    return {"version": report.version, **texts}
