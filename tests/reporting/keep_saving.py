"""A process that saves a draft again and again and says each version it was promised.

Run by test_killed_process, which kills it: `python -m tests.reporting.keep_saving CONTRIBUTION`.
"""

import sys
from itertools import count

import django

django.setup()

from django.utils import timezone  # noqa: E402

from suivi.people.models import Person  # noqa: E402
from suivi.reporting.actions import Typed, save_draft  # noqa: E402
from suivi.reporting.models import Contribution  # noqa: E402


def main(contribution: int, person: int) -> None:
    """Saves until somebody ends the process."""
    draft = Contribution.objects.get(pk=contribution)
    writer = Person.objects.get(pk=person)
    version = draft.version
    for number in count(1):
        saved = save_draft(
            by=writer,
            at=timezone.now(),
            contribution=draft,
            typed=Typed({"account": f"Save {number}. " * 200}, version),
        )
        version = saved.version
        print(version, flush=True)  # noqa: T201  (what the other side waits for)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
