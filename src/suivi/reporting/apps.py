"""The yearly round."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Names the subject for Django, and offers the board to those who coordinate."""

    name = "suivi.reporting"

    def ready(self) -> None:
        """Adds the board to the navigation, what the round tells to the notices, and lets the seats
        at steps follow the roles on which they rest."""
        from suivi.notices.kinds import offer as offer_notices  # noqa: PLC0415
        from suivi.plans.following import offer as offer_to_follow  # noqa: PLC0415
        from suivi.reporting.actions.chains import pass_seats_on  # noqa: PLC0415
        from suivi.reporting.navigation import board_entry  # noqa: PLC0415  (models come later)
        from suivi.reporting.teller import TELLER  # noqa: PLC0415
        from suivi.ui.navigation import offer  # noqa: PLC0415

        offer(board_entry)
        offer_notices(TELLER)
        offer_to_follow(pass_seats_on)
