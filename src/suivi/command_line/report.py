"""How is a report written to a file from the command line? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the publications."""
    arguments = Arguments("report")
    arguments.add_argument("plan")
    arguments.add_argument("year", type=int)
    arguments.add_argument("--format", choices=["html", "pdf", "json"], required=True)
    arguments.add_argument("--lang", choices=["en", "fr", "nl", "de"], default="en")
    arguments.add_argument("-o", "--output", required=True)
    arguments.add_argument("--draft", action="store_true")
    chosen = arguments.parse_args(words)
    call_command(
        "report_export",
        *(chosen.plan, str(chosen.year), "--format", chosen.format),
        *("--lang", chosen.lang, "-o", chosen.output),
        *(["--draft"] if chosen.draft else []),
    )
