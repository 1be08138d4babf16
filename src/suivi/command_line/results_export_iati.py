"""How do the results of a plan leave as an IATI file?"""

from pathlib import Path

from django.utils import timezone

from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.writing import written
from suivi.command_line.stopping import Arguments, Stop
from suivi.plans.models import Plan
from suivi.publications.iati_results import results_of


def run(words: list[str]) -> None:
    """Writes the file."""
    arguments = Arguments("results export-iati")
    arguments.add_argument("plan")
    arguments.add_argument("-o", "--output", required=True)
    chosen = arguments.parse_args(words)
    plan = Plan.objects.filter(slug=chosen.plan).first()
    if plan is None:
        raise Stop(f"There is no plan {chosen.plan}.")
    now = timezone.localtime()
    record = results_of(plan, publisher=publisher(), on=now.date())
    Path(chosen.output).write_text("".join(written([record], at=now)), encoding="utf-8")
    print(f"{len(record.indicators)} indicators were written.")
