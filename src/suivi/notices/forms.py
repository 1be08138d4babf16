"""How does a person choose which mails come, when, and in which language?"""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from suivi.notices.kinds import kinds
from suivi.notices.models import DigestDay, MailPreference


class PreferencesForm(forms.Form):
    """The day of the digest, the language, and the kinds that may be declined."""

    digest = forms.ChoiceField(
        label=_("One mail with all that waits for you"),
        choices=DigestDay.choices,
        help_text=_("It comes in the morning. When nothing waits, none comes."),
    )
    wanted = forms.MultipleChoiceField(
        label=_("Tell me about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Language of my mails"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *arguments: Any, **facts: Any) -> None:
        super().__init__(*arguments, **facts)
        field = self.fields["wanted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(kind.code, kind.title) for kind in kinds() if not kind.why]

    @staticmethod
    def facts_of(preference: MailPreference, language: str) -> dict[str, Any]:
        """What the form shows at first."""
        wanted = [kind.code for kind in kinds() if preference.takes(kind.code)]
        return {"digest": preference.digest, "wanted": wanted, "language": language}

    def declined(self) -> list[str]:
        """The kinds that were left out."""
        wanted = set(self.cleaned_data["wanted"])
        return [kind.code for kind in kinds() if not kind.why and kind.code not in wanted]
