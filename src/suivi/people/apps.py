"""Who uses the installation, and for which body."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.people"
