"""How does a person tell of an activity?"""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from suivi.activities.actions import ActivityFacts, NewEvidence
from suivi.activities.models import Activity
from suivi.languages import countries, days

EVIDENCE_ROWS: Final = (1, 2, 3)
# Plans on women, peace and security follow a resolution of 2000; some activities began earlier.
EARLIEST: Final = 1990
LATEST: Final = 2100


class ActivityForm(forms.Form):
    """One activity, with up to three new pieces of evidence at a time."""

    title = forms.CharField(label=gettext_lazy("What was done, in a few words"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Activity.Kind.choices)
    started_on = forms.DateField(
        label=gettext_lazy("Date"),
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    ended_on = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Only when it took more than a day."),
        required=False,
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    account = forms.CharField(
        label=gettext_lazy("Account"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Written in"), choices=settings.LANGUAGES, initial="en"
    )
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Names or two-letter codes, separated by commas."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in EVIDENCE_ROWS:
            self.fields |= _evidence_fields(row)

    @classmethod
    def of(cls, activity: Activity) -> "ActivityForm":
        """The form filled with an activity, countries by name."""
        language = (get_language() or "en")[:2]
        named = [countries.name_of(code, language) for code in activity.countries]
        return cls(
            initial={
                **{name: getattr(activity, name) for name in ("title", "kind", "started_on")},
                **{name: getattr(activity, name) for name in ("ended_on", "account", "language")},
                "countries": ", ".join(named),
            }
        )

    def clean_countries(self) -> list[str]:
        """Two-letter codes, each once, in the order written."""
        codes = []
        for written in self.cleaned_data["countries"].split(","):
            if written.strip():
                codes.append(self._code(written))
        return list(dict.fromkeys(codes))

    def _code(self, written: str) -> str:
        try:
            return countries.code_of(written)
        except countries.UnknownCountry:
            raise forms.ValidationError(
                _("“%(country)s” is no country we know; write its name or its two-letter code.")
                % {"country": written.strip()[:60]}
            ) from None

    def clean(self) -> dict[str, Any]:
        """Dates in order; evidence complete."""
        facts = super().clean() or self.cleaned_data
        began, ended = facts.get("started_on"), facts.get("ended_on")
        if began and ended and ended < began:
            self.add_error("ended_on", _("An activity cannot end before it begins."))
        for name, day in (("started_on", began), ("ended_on", ended)):
            if day and not EARLIEST <= day.year <= LATEST:
                self.add_error(name, _("This year cannot be meant: %(year)d.") % {"year": day.year})
        for row in EVIDENCE_ROWS:
            self._check_evidence(row, facts)
        return facts

    def _check_evidence(self, row: int, facts: dict[str, Any]) -> None:
        title, link, upload = (facts.get(f"evidence_{row}_{part}") for part in _PARTS)
        if link and upload:
            self.add_error(f"evidence_{row}_link", _("Give a file or an address, one of the two."))
        elif (link or upload) and not title:
            self.add_error(f"evidence_{row}_title", _("Give the evidence a title."))
        elif title and not (link or upload) and f"evidence_{row}_link" not in self.errors:
            self.add_error(f"evidence_{row}_link", _("Give a file or an address."))

    def activity(self) -> ActivityFacts:
        """The facts, once the form is valid."""
        facts = self.cleaned_data
        return ActivityFacts(
            kind=facts["kind"],
            title=facts["title"],
            started_on=facts["started_on"],
            ended_on=facts["ended_on"],
            account=facts["account"],
            countries=facts["countries"],
            language=facts["language"],
        )

    def evidence(self) -> list[NewEvidence]:
        """The new pieces of evidence, once the form is valid."""
        rows = [
            [self.cleaned_data.get(f"evidence_{row}_{part}") for part in _PARTS]
            for row in EVIDENCE_ROWS
        ]
        return [NewEvidence(title, link or "", upload) for title, link, upload in rows if title]


_PARTS: Final = ("title", "link", "file")


def _evidence_fields(row: int) -> dict[str, forms.Field]:
    return {
        f"evidence_{row}_title": forms.CharField(
            label=_("Evidence %(number)d: title") % {"number": row}, required=False, max_length=200
        ),
        f"evidence_{row}_file": forms.FileField(
            label=_("File"),
            required=False,
            help_text=_("PDF, picture, Word, Excel, OpenDocument, CSV or text; 20 MB at most."),
        ),
        f"evidence_{row}_link": forms.URLField(
            label=_("or address"), required=False, max_length=500, assume_scheme="https"
        ),
    }
