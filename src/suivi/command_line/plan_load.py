"""How is a plan loaded from the command line? The subject's own command does it."""

from django.core.management import call_command
from django.utils import timezone

from suivi.command_line.stopping import Arguments
from suivi.plans.models import Period
from suivi.reporting.actions import follow_plan


def run(words: list[str]) -> None:
    """Hands over to the plans; then the years that are open follow a changed plan."""
    arguments = Arguments("plan load")
    arguments.add_argument("file")
    arguments.add_argument("--apply-changes", action="store_true")
    chosen = arguments.parse_args(words)
    changes = ["--apply-changes"] if chosen.apply_changes else []
    call_command("plan_load", chosen.file, *changes)
    if chosen.apply_changes:
        follow_in_open_periods()


def follow_in_open_periods() -> None:
    """Who was added to a line writes on it this year already, who left it no more; says so."""
    for period in Period.objects.filter(opened_at__isnull=False, closed_at__isnull=True):
        followed = follow_plan(by=None, at=timezone.now(), period=period)
        year = f"{period.plan.slug}, {period.year}"
        if followed.asked:
            print(f"{year}: {followed.asked} more contributions are asked for.")
        if followed.dropped or followed.released:
            gone = followed.dropped + followed.released
            print(
                f"{year}: {gone} contributions are no longer asked for; "
                f"{followed.released} of them were begun and stay readable."
            )
