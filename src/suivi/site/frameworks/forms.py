"""How does a coordinator write an indicator, pair it, and hand in a framework?"""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy

from suivi.indicators.frameworks.actions import EditionFacts, FrameworkFacts, IndicatorFacts
from suivi.indicators.models import FrameworkIndicator, SourceStanding
from suivi.languages.wording import Said, State, Wording
from suivi.plans.models import Instrument

SHORT: Final = 120
STANDING: Final = gettext_lazy("Standing")
Choices = list[tuple[str, str]]


class IndicatorForm(forms.Form):
    """An indicator in the languages of the installation; English is the wording that counts."""

    code = forms.CharField(label=gettext_lazy("Code as printed"), max_length=20)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("not said")), *FrameworkIndicator.Kind.choices],
        required=False,
    )
    standing = forms.ChoiceField(
        label=STANDING,
        choices=SourceStanding.choices,
        help_text=gettext_lazy("Confirmed means: read in the source, word for word."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=gettext_lazy("Wording, %(language)s") % {"language": language},
                required=code == "en",
                max_length=2000,
                widget=forms.Textarea({"rows": 3, "lang": code}),
            )
            self.fields[f"theme_{code}"] = forms.CharField(
                label=gettext_lazy("Pillar or theme, %(language)s") % {"language": language},
                required=False,
                max_length=120,
                widget=forms.TextInput({"lang": code}),
            )
        self.fields["unofficial"] = forms.MultipleChoiceField(
            label=gettext_lazy("Wordings that are our own translation"),
            choices=settings.LANGUAGES,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @classmethod
    def of(cls, indicator: FrameworkIndicator) -> "IndicatorForm":
        """The form filled with an indicator."""
        texts = {
            f"{name}_{code}": getattr(indicator, f"{name}_{code}")
            for code, _language in settings.LANGUAGES
            for name in ("text", "theme")
        }
        ours = [code for code, state in indicator.text.states.items() if state != State.OFFICIAL]
        same = {
            name: getattr(indicator, name)
            for name in ("code", "kind", "standing", "source", "note")
        }
        return cls(initial={**texts, **same, "unofficial": ours})

    def clean(self) -> dict[str, Any]:
        """What is confirmed names its source."""
        said = super().clean() or self.cleaned_data
        if said.get("standing") == SourceStanding.CONFIRMED and not said.get("source"):
            self.add_error("source", gettext_lazy("Name the source in which it was confirmed."))
        return said

    def facts(self) -> IndicatorFacts:
        """What was written."""
        said = self.cleaned_data
        return IndicatorFacts(
            code=said["code"],
            theme={code: said[f"theme_{code}"] for code, _language in settings.LANGUAGES},
            text={code: said[f"text_{code}"] for code, _language in settings.LANGUAGES},
            unofficial=frozenset(said["unofficial"]),
            kind=said["kind"],
            source=said["source"],
            standing=said["standing"],
            note=said["note"],
        )


class PairForm(forms.Form):
    """What is paired, whether that was confirmed, and what is to be said of it."""

    other = forms.TypedChoiceField(coerce=int)
    standing = forms.ChoiceField(label=STANDING, choices=SourceStanding.choices)
    remark = forms.CharField(label=gettext_lazy("Remark"), max_length=1000, required=False)

    def __init__(self, *args: Any, choices: Choices, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].label = label
        self.fields["other"].choices = choices  # type: ignore[attr-defined]
        self.fields["standing"].initial = SourceStanding.UNCONFIRMED

    def ask_which(self, instruments: Choices) -> None:
        """On a line with several instruments, which of them is meant."""
        which = forms.TypedChoiceField(
            coerce=int, choices=instruments, label=gettext_lazy("Monitoring instrument")
        )
        self.fields = {"instrument": which, **self.fields}

    def clean(self) -> dict[str, Any]:
        """What is confirmed says where."""
        said = super().clean() or self.cleaned_data
        if said.get("standing") == SourceStanding.CONFIRMED and not said.get("remark"):
            sentence = gettext_lazy("Say in the remark where the pair was confirmed.")
            self.add_error("remark", sentence)
        return said


class ImportForm(forms.Form):
    """A framework, its edition, and the table of its indicators."""

    code = forms.SlugField(
        label=gettext_lazy("Short code in addresses"),
        max_length=40,
        help_text=gettext_lazy("The code of a framework that is here adds an edition to it."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=120, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year of the edition"), min_value=1945, max_value=2100
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    file = forms.FileField(
        label=gettext_lazy("Table of indicators, CSV or XLSX"),
        help_text=gettext_lazy(
            "Columns: code, text en; and, where there are any, theme, text in other languages "
            "(text fr), unofficial, kind, source, standing, note."
        ),
    )

    def framework(self) -> FrameworkFacts:
        """The framework as named, in the language of the page."""
        said = self.cleaned_data
        language = (get_language() or "en")[:2]
        name, owner = Wording({language: said["name"]}), Wording({language: said["owner"]})
        return FrameworkFacts(said["code"], name, owner=owner)

    def edition(self) -> EditionFacts:
        """The edition as named."""
        return EditionFacts(self.cleaned_data["year"], self.cleaned_data["source"])


def indicator_choices(indicators: Iterable[FrameworkIndicator]) -> Choices:
    """Every indicator in a line: "EU 10 (2010): Proportion of …"."""
    return [
        (
            str(each.pk),
            f"{each.edition.framework} {each.code} ({each.edition.year}): {_short(each.said_text)}",
        )
        for each in indicators
    ]


def instrument_choices(instruments: Iterable[Instrument], *, several: bool) -> Choices:
    """Every instrument in a line: "23.a (1): Changes in percentage …"."""
    return [
        (
            str(each.pk),
            f"{f'{each.provision.plan}, ' if several else ''}{each.provision.code} "
            f"({each.position}): {_short(each.said_text)}",
        )
        for each in instruments
    ]


def _short(text: Said) -> str:
    return text.text if len(text.text) <= SHORT else f"{text.text[: SHORT - 1]}…"
