"""What was promised."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.plans"

    def ready(self) -> None:
        """Stops at once when a setting names what is no role."""
        from django.conf import settings  # noqa: PLC0415

        from suivi.plans.claims import rules  # noqa: PLC0415
        from suivi.plans.second_factor import check_roles  # noqa: PLC0415  (models come later)

        check_roles()
        rules(settings.OIDC_CLAIMS)
