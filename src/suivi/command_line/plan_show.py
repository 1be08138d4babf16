"""How is a plan written to a file from the command line? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the plans."""
    arguments = Arguments("plan show")
    arguments.add_argument("plan")
    arguments.add_argument("--format", choices=["json", "xlsx"], default="json")
    arguments.add_argument("-o", "--output")
    chosen = arguments.parse_args(words)
    output = ["-o", chosen.output] if chosen.output else []
    call_command("plan_show", chosen.plan, "--format", chosen.format, *output)
