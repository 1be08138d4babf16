"""How does an IATI file come in from the command line? `./suivi activities import-iati` comes here.

Without --apply nothing is kept: the file is read and compared, and what it means is printed. With
it the file is kept, read and applied, all or nothing. How far it is goes to the error stream.
"""

from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.activities.iati import actions
from suivi.activities.iati.comparing import Compared, compared
from suivi.activities.iati.flaws import Flaw, Unreadable, flaws_of
from suivi.activities.iati.models import IatiImport, ImportState, RowState
from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.reading import IatiFile
from suivi.errors import Faults, Refused
from suivi.people.models import Body
from suivi.plans.models import Provision

SHOWN: Final = 100
EVERY: Final = 250


class Command(BaseCommand):
    """Reads, compares and applies; says in sentences what it did or why it did nothing."""

    help = "Imports the activities of an IATI file, or says what it would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose activities they are, which lines new ones serve, and whether to apply."""
        parser.add_argument("file")
        parser.add_argument("--body", required=True)
        parser.add_argument("--plan", default="")
        parser.add_argument("--line", action="append", default=[])
        parser.add_argument("--conflicts", choices=["keep", "take"], default="")
        parser.add_argument("--apply", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Imports. Raises `CommandError` with what is wrong."""
        path, body = Path(options["file"]), _body(options["body"])
        lines = _lines(options["plan"], options["line"])
        try:
            if options["apply"]:
                self._apply(path, body, lines, options["conflicts"])
            else:
                self._preview(path, body)
        except Unreadable as unreadable:
            raise CommandError(_nothing(unreadable.flaw)) from None
        except Faults as faults:
            raise CommandError("\n".join(map(str, faults.faults))) from None
        except Refused as refusal:
            raise CommandError(_nothing(refusal)) from None

    def _preview(self, path: Path, body: Body) -> None:
        counts: Counter[str] = Counter()
        today = timezone.localdate()
        size = path.stat().st_size
        with path.open("rb") as stream:
            file = IatiFile(stream)
            for row in compared(file, body, publisher=publisher(), on=today):
                counts[str(row.state)] += 1
                self._tell(row, sum(counts.values()))
                self._say(sum(counts.values()), file.read_bytes, size)
        self._account(counts, file.left_out)
        self.stdout.write(_("Nothing was entered. To enter them, add --apply."))

    def _apply(self, path: Path, body: Body, lines: list[Provision], conflicts: str) -> None:
        now, today = timezone.now(), timezone.localdate()
        with path.open("rb") as stream:
            imported = actions.keep_import(
                by=None, at=now, body=body, lines=lines, upload=File(stream, path.name)
            )
        actions.read_import(
            at=now, imported=imported, publisher=publisher(), on=today, say=self._say_read
        )
        if imported.state == ImportState.REFUSED:
            raise CommandError(_nothing(flaws_of([imported.flaw])[0]))
        self._tell_rows(imported)
        if conflicts and imported.rows.undecided().exists():
            actions.decide_all(by=None, at=now, who=None, imported=imported, choice=conflicts)
        self._enter(imported, now)
        self._account(Counter(imported.counts), imported.left_out)

    def _enter(self, imported: IatiImport, now: datetime) -> None:
        if not {RowState.NEW, RowState.CHANGED, RowState.CONFLICT} & set(imported.counts):
            self.stdout.write(_("This file changes nothing."))
            return
        if imported.rows.undecided().exists():
            sentence = _("Activities were changed both here and in the file: add --conflicts keep")
            raise CommandError(f"{sentence} {_('or --conflicts take. Nothing was entered.')}")
        actions.apply_import(
            by=None, at=now, imported=imported, publisher=publisher(), on=timezone.localdate()
        )

    def _say_read(self, imported: IatiImport) -> None:
        self._say(imported.found, imported.read_bytes, imported.file.size)

    def _say(self, found: int, read: int, size: int) -> None:
        """How far it is, beside the answer."""
        if found % EVERY == 0:
            percent = min(100, 100 * read // max(size, 1))
            sentence = _("… %(found)d activities, %(percent)d %% of the file")
            self.stderr.write(sentence % {"found": found, "percent": percent})

    def _tell_rows(self, imported: IatiImport) -> None:
        rows = imported.rows.filter(state__in=[RowState.FAULTY, *_ASIDE]).in_order()[:SHOWN]
        for row in rows:
            self._tell_one(row.identifier, row.line, row.state, flaws_of(row.flaws))

    def _tell(self, row: Compared, number: int) -> None:
        """Changes, faults and what is left aside; what is new or unchanged is only counted."""
        if row.state in {RowState.NEW, RowState.UNCHANGED} or number > SHOWN:
            return
        record = row.read.record
        self._tell_one(record.identifier, row.read.line, row.state, list(row.read.flaws))
        for each in row.differences:
            self.stdout.write(f"    {each.part}: −{len(each.gone)} +{len(each.come)}")

    def _tell_one(self, identifier: str, line: int, state: str, flaws: list[Flaw]) -> None:
        label = RowState(state).label
        self.stdout.write(f"  {identifier or '–'} ({_('line %d') % line}): {label}")
        for flaw in flaws:
            self.stdout.write(f"    {flaw}")

    def _account(self, counts: "Counter[str]", left_out: dict[str, int]) -> None:
        told = [f"{counts[state]} {state.label}" for state in RowState if counts[state]]
        self.stdout.write(", ".join(told) + ".")
        if left_out:
            names = ", ".join(f"{name} ({number})" for name, number in left_out.items())
            self.stdout.write(_("Elements that are not kept: %(names)s.") % {"names": names})


_ASIDE: Final = (RowState.ELSEWHERE, RowState.REMOVED)


def _nothing(reason: object) -> str:
    return "\n".join([_("Nothing was entered."), f"  {reason}"])


def _body(code: str) -> Body:
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise CommandError(_("There is no body %(code)s.") % {"code": code})
    return body


def _lines(plan: str, codes: list[str]) -> list[Provision]:
    """The lines that are named, of the plan that is named."""
    if codes and not plan:
        raise CommandError(_("Say of which plan the lines are: --plan."))
    found = []
    for code in codes:
        line = Provision.objects.anchors().filter(plan__slug=plan, code__iexact=code).first()
        if line is None:
            sentence = _("There is no line “%(code)s” in the plan %(plan)s.")
            raise CommandError(sentence % {"code": code, "plan": plan})
        found.append(line)
    return found
