"""What is told."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.publications"
