"""Is the record of who did what still as it was written?"""

import sys
from collections.abc import Iterator

from suivi.audit.queries import breaks, first_moment, last_event, missing_guards
from suivi.command_line.stopping import Arguments
from suivi.publications.queries import changed_reports
from suivi.reporting.models import DraftVersion


def run(words: list[str]) -> None:
    """Prints that the chain is whole, or one sentence for every break and status 1."""
    Arguments("check-audit").parse_args(words)
    found = 0
    for sentence in everything_wrong():
        print(sentence)
        found += 1
    if found:
        sys.exit(1)
    last = last_event()
    print(f"The chain of {last.number if last else 0} events is whole.")
    if last:
        print(f"Its end, to be written down and compared later: {last.number} {last.hash}")


def everything_wrong() -> Iterator[str]:
    """One sentence each: breaks in the chain, its beginning, its guards, published reports."""
    yield from breaks()
    yield from missing_beginning()
    yield from missing_guards()
    yield from changed_reports()


def missing_beginning() -> Iterator[str]:
    """Whether something was written before the first event: a chain that was begun anew.

    Sample contributions tell of years before they were made; their days say nothing.
    """
    first = first_moment()
    if first is None:
        if DraftVersion.objects.exists():
            yield "There are contributions, but no event tells of them: the chain is missing."
    elif DraftVersion.objects.filter(contribution__is_sample=False, saved_at__lt=first).exists():
        yield "There are contributions older than the first event: the chain was begun anew."
