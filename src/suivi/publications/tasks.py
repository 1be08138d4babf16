"""What is done for a report by the worker, after the page has answered?"""

from datetime import datetime

from django_tasks import task

from suivi.publications.actions.rendering import make_report_file
from suivi.publications.models import Report


@task()
def render_report(number: int, language: str, at: str) -> None:
    """Makes the PDF of a published report in one language; asked twice, it is made once.

    `number` is the report's number in the database, `at` the moment it was ordered (ISO).
    """
    report = Report.objects.select_related("plan", "period").get(pk=number)
    make_report_file(at=datetime.fromisoformat(at), report=report, language=language)
