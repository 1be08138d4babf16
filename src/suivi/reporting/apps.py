"""The yearly round."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Names the subject for Django, and offers the board to those who coordinate."""

    name = "suivi.reporting"

    def ready(self) -> None:
        """Adds the board to the navigation."""
        from suivi.reporting.navigation import board_entry  # noqa: PLC0415  (models come later)
        from suivi.ui.navigation import offer  # noqa: PLC0415

        offer(board_entry)
