"""The commands behind ./suivi."""

from django.apps import AppConfig


class CommandLineConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.command_line"
