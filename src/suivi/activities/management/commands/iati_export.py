"""How do activities leave as an IATI file? `./suivi activities export-iati` comes here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.activities.iati.exports import records, refuse_nameless
from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.writing import written
from suivi.activities.permissions import VISITOR
from suivi.activities.queries.register import Question, answering


class Command(BaseCommand):
    """Writes what is open to all, of a plan or a body or everything."""

    help = "Writes the activities that are open to all as an IATI file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and of what."""
        parser.add_argument("-o", "--output", required=True)
        parser.add_argument("--plan", default="")
        parser.add_argument("--body", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes. Raises Refused where identifiers are missing."""
        question = Question(plan=options["plan"], body=options["body"])
        found, who, now = answering(question, VISITOR), publisher(), timezone.localtime()
        refuse_nameless(found, who)
        rows = found.order_by("started_on", "pk").select_related("body")
        listed = rows.prefetch_related("partners").iterator(chunk_size=500)
        count = 0
        with Path(options["output"]).open("w", encoding="utf-8") as stream:
            for piece in written(records(listed, publisher=who, on=now.date()), at=now):
                stream.write(piece)
                count += piece.startswith(("<iati-activity ", "<iati-activity>"))
        self.stdout.write(_("%(count)d activities were written.") % {"count": count})
