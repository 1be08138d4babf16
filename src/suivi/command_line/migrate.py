"""How does an installation come up to this version?"""

from suivi.command_line import installation
from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Applies the migrations, collects the static files, and says what was done."""
    Arguments("migrate").parse_args(words)
    pending = installation.pending_migrations()
    installation.prepare()
    done = f"{pending} migrations applied" if pending else "the database was up to date"
    print(f"Ready: {done}, static files collected.")
