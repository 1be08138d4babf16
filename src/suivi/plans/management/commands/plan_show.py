"""How does a plan become a file again? `./suivi plan show PLAN` comes here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from suivi.plans.exports.workbook import workbook_bytes
from suivi.plans.formats.stored import document_of, plan_bytes
from suivi.plans.models import Plan


class Command(BaseCommand):
    """Writes the plan to a file or to standard output."""

    help = "Writes a plan as a file in the published format or as a spreadsheet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The plan by its short name, the format, and where to write."""
        parser.add_argument("plan")
        parser.add_argument("--format", choices=["json", "xlsx"], default="json")
        parser.add_argument("-o", "--output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the file. Raises `CommandError` when there is no such plan."""
        plan = _plan(options["plan"])
        as_workbook = options["format"] == "xlsx"
        data = workbook_bytes(document_of(plan)) if as_workbook else plan_bytes(plan)
        if options["output"]:
            _write(options["output"], data)
        else:
            self._print(data, as_workbook)

    def _print(self, data: bytes, as_workbook: bool) -> None:
        stream = getattr(self.stdout, "buffer", None)
        if as_workbook and (stream is None or self.stdout.isatty()):
            raise CommandError(_("A spreadsheet needs a file: add -o FILE."))
        if stream is None:
            self.stdout.write(data.decode(), ending="")
        else:
            stream.write(data)
            stream.flush()


def _plan(slug: str) -> Plan:
    plan = Plan.objects.select_related("predecessor").filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.order_by("slug").values_list("slug", flat=True))
        sentence = _("There is no plan %(slug)s here. There are: %(known)s.")
        raise CommandError(sentence % {"slug": slug, "known": known or _("none")})
    return plan


def _write(name: str, data: bytes) -> None:
    try:
        Path(name).write_bytes(data)
    except OSError as problem:
        sentence = _("%(file)s cannot be written: %(reason)s.")
        reason = problem.strerror or str(problem)
        raise CommandError(sentence % {"file": name, "reason": reason}) from None
