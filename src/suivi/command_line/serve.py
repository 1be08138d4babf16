"""How is a real installation served, and when is it not?"""

import sys

from django.conf import settings

from suivi.command_line import installation, processes
from suivi.command_line.stopping import Arguments, Stop


def run(words: list[str]) -> None:
    """Keeps the web server running, unless this installation is not fit to be served."""
    arguments = Arguments("serve")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=8000)
    arguments.add_argument("--workers", type=int, default=2)
    chosen = arguments.parse_args(words)
    if chosen.workers < 1:
        raise Stop("At least one worker must serve the pages: --workers 1.")
    refuse_what_is_not_ready()
    processes.refuse_a_port_in_use(chosen.host, chosen.port, "serve")
    print(f"Suivi answers on http://{chosen.host}:{chosen.port}/", flush=True)
    server = processes.server(chosen.host, chosen.port, chosen.workers)
    sys.exit(processes.stay(processes.start([server])))


def refuse_what_is_not_ready() -> None:
    """Raises Stop: a database of another version, or people whose password is public."""
    if installation.pending_migrations() or not installation.has_static_files():
        raise Stop(
            "The database or the static files are not those of this version. Run: ./suivi migrate"
        )
    if installation.holds_people(sample=True) and not settings.SUIVI_DEMO:
        raise Stop(
            "This database holds sample people, whose password is public, so it is not served. "
            "Run ./suivi demo to look at it, or set SUIVI_DATA to a directory of its own."
        )
