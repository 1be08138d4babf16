"""Is the work of a killed worker taken up again?"""

from typing import Any

import pytest
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from suivi.command_line.worker import take_up_unfinished
from suivi.publications.models import Report, ReportFile
from suivi.publications.queries import file_states
from tests.cast import Cast
from tests.publications import year

PLACE = "/reports/small-plan/2014/"


@pytest.fixture
def report(cast: Cast) -> Report:
    """The full year, published, with the French PDF alone ordered."""
    published = year.published(cast)
    for job in DBTaskResult.objects.all():
        if job.args_kwargs["args"][1] != "fr":
            job.delete()
    return published


def begun(times: int) -> "DBTaskResult[Any, Any]":
    """The order, begun so many times by workers that were killed."""
    job = DBTaskResult.objects.get()
    for number in range(times):
        job.claim(f"worker-{number}")
    return job


def words(report: Report) -> dict[str, str]:
    """What the page says about each PDF."""
    return {file.language: file.word for file in file_states(report) if not file.is_made}


def test_a_job_that_a_killed_worker_had_begun_is_done_again(report: Report) -> None:
    begun(1)
    take_up_unfinished()
    waiting = DBTaskResult.objects.ready().get()
    waiting.task.call(*waiting.args_kwargs["args"])
    assert ReportFile.objects.get().language == "fr"


def test_a_job_that_kills_each_worker_is_given_up(report: Report, client: Client) -> None:
    begun(3)
    take_up_unfinished()
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.FAILED
    assert "begun 3 times" in job.traceback
    assert words(report)["fr"] == "could not be made"


def test_what_is_finished_stays_finished(report: Report) -> None:
    begun(1).set_successful(None)
    take_up_unfinished()
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_page_tells_what_is_being_made_from_what_failed(report: Report, client: Client) -> None:
    assert words(report) == {
        **dict.fromkeys(("en", "nl", "de"), "could not be made"),
        "fr": "being made",
    }
    waiting = client.get(f"/fr{PLACE}report.pdf")
    failed = client.get(f"{PLACE}report.pdf")
    assert (waiting.status_code, failed.status_code) == (503, 503)
    assert "The PDF could not be made" in failed.content.decode()
    page = client.get(PLACE).content.decode()
    begun(1).set_failed(ValueError("no"))
    assert page.count("could not be made") == 3
    assert client.get(PLACE).content.decode().count("could not be made") == 4
