"""Which fields of a plan exist in every language?"""

from modeltranslation.translator import TranslationOptions, register

from suivi.plans.models import (
    Dimension,
    Footnote,
    Instrument,
    LegalBasis,
    Level,
    Measure,
    Plan,
    Provision,
    ScaleStep,
)


@register(Plan)
class PlanTranslation(TranslationOptions):
    """Titles and description."""

    fields = ("title", "short_title", "description")
    fallback_values = ""


@register([Level])
class LevelTranslation(TranslationOptions):
    """What the levels are called."""

    fields = ("name", "plural")
    fallback_values = ""


@register([ScaleStep, Dimension])
class NamedTranslation(TranslationOptions):
    """What the steps of the scale and the dimensions are called."""

    fields = ("name",)
    fallback_values = ""


@register([Footnote, Instrument])
class TextTranslation(TranslationOptions):
    """Notes and instruments have one text."""

    fields = ("text",)
    fallback_values = ""


@register(Provision)
class ProvisionTranslation(TranslationOptions):
    """Short title and wording."""

    fields = ("title", "text")
    fallback_values = ""


@register(LegalBasis)
class LegalBasisTranslation(TranslationOptions):
    """What the text is about."""

    fields = ("title",)
    fallback_values = ""


@register(Measure)
class MeasureTranslation(TranslationOptions):
    """What is counted, and out of what."""

    fields = ("label", "numerator", "denominator")
    fallback_values = ""
