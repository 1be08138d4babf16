"""Files that people hand in as evidence."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.files"
