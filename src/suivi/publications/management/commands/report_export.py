"""How is a report written to a file?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from suivi.plans.models import Period
from suivi.publications import queries
from suivi.publications.exports import FORMATS, export
from suivi.publications.pdf import NotSet
from suivi.publications.snapshot import build_snapshot, canonical


class Command(BaseCommand):
    """report_export PLAN YEAR --format html|pdf|json --lang xx -o FILE [--draft]"""

    help = "Writes the report of a plan on a year to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is asked on the command line."""
        parser.add_argument("plan", help="its short name, such as be-wps-2013-2016")
        parser.add_argument("year", type=int)
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--lang", default="en")
        parser.add_argument("-o", "--output", required=True)
        parser.add_argument(
            "--draft", action="store_true", help="what would be published now, marked as a draft"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the file; whatever stands in the way is said in one sentence."""
        languages = [code for code, _name in settings.LANGUAGES]
        if options["lang"] not in languages:
            raise CommandError(
                f"There is no language {options['lang']!r}: choose {', '.join(languages)}."
            )
        snapshot = _snapshot(options["plan"], options["year"], draft=options["draft"])
        try:
            content = export(snapshot, options["format"], options["lang"])
            Path(options["output"]).write_bytes(content)
        except NotSet as error:
            raise CommandError(f"The PDF cannot be set: {error}") from error
        except OSError as error:
            raise CommandError(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error
        self.stdout.write(f"{options['output']}: {len(content):,} bytes")


def _snapshot(plan: str, year: int, *, draft: bool) -> str:
    """The frozen text of a published report; of a draft what it would be."""
    period = Period.objects.filter(plan__slug=plan, year=year).select_related("plan").first()
    if period is None:
        raise CommandError(f"There is no plan {plan} that reports on {year}.")
    report = queries.report_on(period)
    if report is not None and report.is_published:
        return queries.frozen_text(report)
    if not draft:
        raise CommandError(
            f"The report on {year} is not published. Add --draft for what it would say now."
        )
    return canonical(build_snapshot(queries.report_or_blank(period)))
