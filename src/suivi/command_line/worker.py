"""How is background work done?"""

from django.core.management import call_command

from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Does what waits, one piece at a time, until it is stopped."""
    Arguments("worker").parse_args(words)
    call_command("db_worker", queue_name="*", interval=0.5, verbosity=0, reload=False)
