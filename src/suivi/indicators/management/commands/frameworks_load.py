"""How is the library of indicators loaded? `./suivi frameworks load` comes here."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.errors import Faults
from suivi.indicators.frameworks.actions import Change, load_library

SHOWN: Final = 100


class Command(BaseCommand):
    """Loads the frameworks and crosswalks that come with the program; says what changed."""

    help = "Loads the frameworks of indicators and their crosswalks; rows changed here stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether rows that a coordinator changed are overwritten."""
        parser.add_argument("--overwrite", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads. Raises `CommandError` with all faults."""
        try:
            changes = load_library(by=None, at=timezone.now(), overwrite=options["overwrite"])
        except Faults as faults:
            raise CommandError("\n".join(str(fault) for fault in faults.faults)) from None
        if options["verbosity"]:
            self.stdout.write("\n".join(_account(changes)))


def _account(changes: list[Change]) -> list[str]:
    """A sentence with the counts, then each change; what is new is only counted."""
    counts = {kind: sum(each.kind == kind for each in changes) for kind in _KINDS}
    if not changes:
        return [_("Frameworks: nothing to change.")]
    head = _("Frameworks: %(new)s new, %(changed)s changed, %(kept)s kept, %(waiting)s waiting.")
    told = [f"  {each.kind:<8} {each.place}" for each in changes if each.kind != "new"]
    lines = [head % counts, *told[:SHOWN]]
    if counts["kept"]:
        lines.append(_("Kept rows were changed here; --overwrite takes those of the program."))
    if counts["waiting"]:
        lines.append(_("Waiting pairs are of plans or instruments that are not here."))
    return lines


_KINDS: Final = ("new", "changed", "kept", "waiting")
