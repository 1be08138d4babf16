"""How do activities leave as an IATI file? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the activities."""
    arguments = Arguments("activities export-iati")
    arguments.add_argument("-o", "--output", required=True)
    arguments.add_argument("--plan", default="")
    arguments.add_argument("--body", default="")
    chosen = vars(arguments.parse_args(words))
    call_command("iati_export", **chosen)
