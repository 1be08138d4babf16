"""Is the record of who did what still as it was written?"""

import sys

from suivi.audit.queries import breaks, number_of_events
from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Prints that the chain is whole, or one sentence for every break and status 1."""
    Arguments("check-audit").parse_args(words)
    found = 0
    for sentence in breaks():
        print(sentence)
        found += 1
    if found:
        sys.exit(1)
    print(f"The chain of {number_of_events()} events is whole.")
