"""What was promised."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.plans"
