"""Who hears of what by mail, and when."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Names the subject for Django, and offers what a demo and an administrator look at."""

    name = "suivi.notices"

    def ready(self) -> None:
        """Adds the outbox and the sending of mails to the navigation."""
        from suivi.notices.navigation import entries  # noqa: PLC0415  (models come later)
        from suivi.ui.navigation import offer  # noqa: PLC0415

        offer(entries)
