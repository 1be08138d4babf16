"""How are mails sent by hand, or by a timer of the system? The worker does the same by itself."""

from django.utils import timezone

from suivi.command_line.stopping import Arguments
from suivi.notices.actions import send_due


def run(words: list[str]) -> None:
    """Sends what is due, and says what became of it; run twice, it sends nothing twice."""
    Arguments("notices send").parse_args(words)
    done = send_due(clock=timezone.now)
    print(
        f"{done.sent} mails sent, {done.put_off} put off, {done.failed} given up, "
        f"{done.needless} no longer needed."
    )
