"""What was done."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.activities"
