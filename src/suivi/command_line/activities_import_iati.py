"""How does an IATI file come in from the command line? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the activities."""
    arguments = Arguments("activities import-iati")
    arguments.add_argument("file")
    arguments.add_argument("--body", required=True)
    arguments.add_argument("--plan", default="")
    arguments.add_argument("--line", action="append", default=[])
    arguments.add_argument("--conflicts", choices=["keep", "take"], default="")
    arguments.add_argument("--apply", action="store_true")
    chosen = vars(arguments.parse_args(words))
    call_command("iati_import", chosen.pop("file"), **chosen)
