"""How is a plan loaded from the command line? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the plans."""
    arguments = Arguments("plan load")
    arguments.add_argument("file")
    arguments.add_argument("--apply-changes", action="store_true")
    chosen = arguments.parse_args(words)
    changes = ["--apply-changes"] if chosen.apply_changes else []
    call_command("plan_load", chosen.file, *changes)
