"""Sample content for a first look."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.demo"
