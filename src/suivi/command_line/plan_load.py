"""How is a plan loaded from the command line? The subject's own command does it."""

from django.core.management import call_command
from django.utils import timezone

from suivi.command_line.stopping import Arguments
from suivi.plans.models import Period
from suivi.reporting.actions.asking import ask_missing


def run(words: list[str]) -> None:
    """Hands over to the plans; then every body that a changed plan names is asked."""
    arguments = Arguments("plan load")
    arguments.add_argument("file")
    arguments.add_argument("--apply-changes", action="store_true")
    chosen = arguments.parse_args(words)
    changes = ["--apply-changes"] if chosen.apply_changes else []
    call_command("plan_load", chosen.file, *changes)
    if chosen.apply_changes:
        ask_in_open_periods()


def ask_in_open_periods() -> None:
    """Bodies that were added to a line write on it this year already; says how many are asked."""
    for period in Period.objects.filter(opened_at__isnull=False, closed_at__isnull=True):
        asked = ask_missing(by=None, at=timezone.now(), period=period)
        if asked:
            print(f"{period.plan.slug}, {period.year}: {asked} more contributions are asked for.")
