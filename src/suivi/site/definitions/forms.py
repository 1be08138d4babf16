"""What does a coordinator say when a definition changes?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from suivi.errors import Fault
from suivi.languages.wording import State, Wording
from suivi.plans.models import Plan
from suivi.plans.queries.definitions import Defined


class DefinitionForm(forms.Form):
    """The text of a definition in the languages of the installation, since when, and why."""

    source = forms.CharField(
        label=gettext_lazy("Source of the definition"), max_length=300, required=False
    )
    from_year = forms.TypedChoiceField(
        label=gettext_lazy("Holds for figures from"), coerce=int, choices=()
    )
    is_break = forms.BooleanField(
        label=gettext_lazy("Figures from that year on cannot be compared with earlier ones"),
        help_text=gettext_lazy("Nothing is compared or added up across that year any more."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it changes"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, known: Defined, plan: Plan, data: Any = None) -> None:
        newest = known.newest
        now = newest.definition if newest else None
        initial: dict[str, Any] = {"source": now.source if now else ""}
        initial |= {f"text_{code}": text for code, text in (now.text.texts if now else {}).items()}
        super().__init__(data, initial=initial)
        periods = list(plan.periods.in_order())
        being_told = [each.year for each in periods if each.closed_at is None]
        self.initial["from_year"] = next(iter(being_told), None)
        own = plan.language
        for code, language in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=gettext_lazy("What is counted, and how: %(language)s")
                % {"language": language},
                required=code == own,
                max_length=4000,
                widget=forms.Textarea({"rows": 3, "lang": code}),
            )
        years = [(each.year, str(each.year)) for each in periods]
        self.fields["from_year"].choices = years  # type: ignore[attr-defined]
        self.order_fields([f"text_{code}" for code, _language in settings.LANGUAGES])
        self.own = own

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        texts = {code: said[f"text_{code}"].strip() for code, _language in settings.LANGUAGES}
        given = {code: text for code, text in texts.items() if text}
        states = {code: State.UNOFFICIAL for code in given if code != self.own}
        named = ("source", "from_year", "is_break", "reason")
        return {"text": Wording(given, states), **{name: said[name] for name in named}}

    def show(self, faults: Sequence[Fault]) -> None:
        """Puts each fault beside its field."""
        for fault in faults:
            name = f"text_{self.own}" if fault.place == "text" else fault.place
            self.add_error(name if name in self.fields else None, fault.sentence)
