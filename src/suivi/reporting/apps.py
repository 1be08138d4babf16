"""The yearly round."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.reporting"
