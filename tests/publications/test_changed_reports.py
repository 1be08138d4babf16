"""Is a published report that somebody changed in the database noticed and not handed out?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.publications.actions import make_report_file
from suivi.publications.models import Report
from suivi.publications.queries import changed_reports
from suivi.publications.snapshot import sha256_of
from tests.cast import Cast
from tests.factories import NOON
from tests.publications import year

PLACE = "/reports/small-plan/2014/"
SENTENCE = "This report was changed after it was published"


@pytest.fixture
def changed(cast: Cast) -> Report:
    """A published report, rewritten past the program."""
    report = year.published(cast)
    text = report.snapshot.replace("It grew.", "It shrank.")
    assert text != report.snapshot
    Report.objects.filter(pk=report.pk).update(snapshot=text)
    return Report.objects.get(pk=report.pk)


@pytest.mark.parametrize("path", ["", "goal-1/", "report.json", "report.html"])
def test_a_changed_report_is_not_served(changed: Report, client: Client, path: str) -> None:
    answer = client.get(f"{PLACE}{path}")
    assert answer.status_code == 403
    assert SENTENCE in answer.content.decode()
    assert "It shrank." not in answer.content.decode()


def test_a_changed_report_is_not_shown_to_its_coordinator(
    changed: Report, cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    assert signed_in(cast.coordinator).get(PLACE).status_code == 403


def test_no_pdf_is_made_of_a_changed_report(changed: Report) -> None:
    with pytest.raises(Refused, match=SENTENCE):
        make_report_file(at=NOON, report=changed, language="en")


def test_a_changed_report_is_not_exported(changed: Report, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=SENTENCE):
        call_command(
            "report_export", "small-plan", "2014", "--format", "json", "-o", str(tmp_path / "x")
        )
    assert not (tmp_path / "x").exists()


def test_what_was_published_is_what_the_events_say(cast: Cast) -> None:
    year.published(cast)
    assert list(changed_reports()) == []


def test_a_changed_report_is_named(changed: Report) -> None:
    sentence = "The content of report:small-plan/2014 was changed after it was published."
    assert list(changed_reports()) == [sentence]


def test_whoever_changes_the_fingerprint_too_is_noticed_by_the_event(changed: Report) -> None:
    Report.objects.filter(pk=changed.pk).update(snapshot_sha256=sha256_of(changed.snapshot))
    assert len(list(changed_reports())) == 1


def test_a_report_that_was_withdrawn_past_the_program_is_named(cast: Cast) -> None:
    report = year.published(cast)
    Report.objects.filter(pk=report.pk).update(published_at=None, snapshot="")
    assert list(changed_reports()) == ["report:small-plan/2014 was published and is there no more."]


def test_a_report_that_nobody_published_is_named(cast: Cast) -> None:
    report = year.full_year(cast).report
    Report.objects.filter(pk=report.pk).update(
        published_at=NOON, snapshot="{}", snapshot_sha256=sha256_of("{}")
    )
    assert not Event.objects.filter(verb="publish_report").exists()
    assert list(changed_reports()) == [
        "There is no event of the publishing of report:small-plan/2014."
    ]
