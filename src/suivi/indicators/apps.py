"""What was measured."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.indicators"
