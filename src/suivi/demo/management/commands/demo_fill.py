"""How is the demo filled from the command line? See `suivi.demo.fill`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from suivi.demo.fill import fill_demo
from suivi.errors import Refused


class Command(BaseCommand):
    """Adds sample people, contributions and a report to a demo installation."""

    help = "Fill a demo installation with sample content, marked as such."

    def handle(self, *_arguments: Any, verbosity: int, **_options: Any) -> None:
        """Fills; with --verbosity 0 only a refusal is heard."""
        try:
            filled = fill_demo(say=self.stdout.write if verbosity else str)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if verbosity:
            self.stdout.write(f"{filled.contributions} contributions were added.")
