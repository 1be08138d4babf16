"""The languages in which content and pages exist."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.languages"
