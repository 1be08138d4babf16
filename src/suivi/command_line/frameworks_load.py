"""How are the frameworks loaded from the command line? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the indicators."""
    arguments = Arguments("frameworks load")
    arguments.add_argument("--overwrite", action="store_true")
    chosen = arguments.parse_args(words)
    call_command("frameworks_load", overwrite=chosen.overwrite)
