"""The components, the layout and the rules that every page obeys."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.ui"
