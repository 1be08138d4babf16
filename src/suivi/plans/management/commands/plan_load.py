"""How is a plan file loaded? `./suivi plan load FILE` comes here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.errors import Fault, Faults
from suivi.plans.actions.load_plan import Loading, load_plan
from suivi.plans.formats.documents import Document
from suivi.plans.formats.reading import check_size
from suivi.plans.imports.differences import Change
from suivi.plans.imports.plan_files import plan_from_file
from suivi.plans.models import Plan

SHOWN: Final = 100
LONGEST: Final = 160


class Command(BaseCommand):
    """Reads, checks and loads; says in sentences what it did or why it did nothing."""

    help = "Loads a plan; for one that is there, says what would change, and changes it if told so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to change a plan that is here already."""
        parser.add_argument("file")
        parser.add_argument("--apply-changes", action="store_true")
        parser.add_argument("--reason", default="", help="Why measures are defined anew.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads the file. Raises `CommandError` with all faults."""
        try:
            loadings = _load(
                Path(options["file"]), options["apply_changes"], reason=options["reason"]
            )
        except Faults as faults:
            raise CommandError("\n".join(_told(faults.faults))) from None
        for loading in loadings if options["verbosity"] else ():
            self.stdout.write("\n".join(_account(loading)))
        if loadings[-1].refusals:
            raise CommandError("\n".join(_told(loadings[-1].refusals)))


@transaction.atomic
def _load(
    path: Path, apply_changes: bool, later: tuple[Path, ...] = (), *, reason: str = ""
) -> list[Loading]:
    """Loads the plan; before it the one it follows, if that is not here but lies beside it."""
    document = _document(path)
    earlier = path.with_name(f"{document.get('predecessor')}.json")
    loadings: list[Loading] = []
    if _is_unknown(document.get("predecessor")) and earlier.is_file() and earlier not in later:
        loadings += _load(earlier, apply_changes, (*later, path), reason=reason)
    loading = load_plan(
        document=document,
        by=None,
        at=timezone.now(),
        apply_changes=apply_changes,
        reason=reason,
    )
    return [*loadings, loading]


def _is_unknown(slug: str | None) -> bool:
    return slug is not None and not Plan.objects.filter(slug=slug).exists()


def _document(path: Path) -> Document:
    name = str(path)
    try:
        check_size(path.stat().st_size if path.is_file() else 1)
        return plan_from_file(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise CommandError(_("There is no file %(file)s.") % {"file": name}) from None
    except IsADirectoryError:
        raise CommandError(_("%(file)s is a directory, not a file.") % {"file": name}) from None
    except OSError as problem:
        reason = problem.strerror or str(problem)
        sentence = _("%(file)s cannot be read: %(reason)s.")
        raise CommandError(sentence % {"file": name, "reason": reason}) from None


def _told(faults: "tuple[Fault, ...] | list[Fault]") -> list[str]:
    lines = [_("Nothing was loaded. The file has this fault:")]
    if len(faults) > 1:
        lines = [_("Nothing was loaded. The file has %(count)s faults:") % {"count": len(faults)}]
    lines += [f"  {fault}" for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(_("  … and %(count)s more.") % {"count": len(faults) - SHOWN})
    return lines


def _account(loading: Loading) -> list[str]:
    plan = loading.plan
    if loading.is_new:
        return [_("Loaded the plan %(slug)s.") % {"slug": plan.slug}]
    if not loading.changes:
        return [_("%(slug)s: nothing to change.") % {"slug": plan.slug}]
    facts = {"slug": plan.slug, "count": len(loading.changes), "revision": plan.revision}
    if loading.applied:
        head = _("Changed the plan %(slug)s, now revision %(revision)s. Changes: %(count)s.")
        return [head % facts, *(_line(change) for change in loading.changes)]
    head = _("The plan %(slug)s is here already. Changes in the file: %(count)s.")
    return [
        head % facts,
        *(_line(change) for change in loading.changes),
        _("Nothing was changed. To change the plan, add --apply-changes."),
    ]


def _line(change: Change) -> str:
    before, after = _short(change.before), _short(change.after)
    value = f"{before} → {after}" if change.before and change.after else before or after
    return f"  {change.kind.value:<8} {change.place}: {value}".rstrip(": ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”" if text else ""
