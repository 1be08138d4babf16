"""Which fields of bodies exist in every language?"""

from modeltranslation.translator import TranslationOptions, register

from suivi.people.models import Body


@register(Body)
class BodyTranslation(TranslationOptions):
    """Bodies have names in the four languages."""

    fields = ("name", "short_name")
    fallback_values = ""
