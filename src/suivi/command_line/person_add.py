"""How are the first people let in? The subject's own command does it."""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Hands over to the plans, which know the roles."""
    arguments = Arguments("person add")
    arguments.add_argument("email")
    for option in ("--name", "--language", "--plan", "--body", "--role"):
        arguments.add_argument(option, default="")
    arguments.add_argument("--administrator", action="store_true")
    chosen = vars(arguments.parse_args(words))
    given = {name: value for name, value in chosen.items() if value and name != "email"}
    call_command("person_add", chosen["email"], **given)
