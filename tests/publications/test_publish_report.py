"""How is a report frozen: at once or not at all, by whom, and when?"""

import pytest
from django_tasks_db.models import DBTaskResult

from suivi.audit.models import Event
from suivi.audit.queries import breaks
from suivi.errors import Refused
from suivi.files.models import StoredFile
from suivi.plans.models import Period
from suivi.publications import tasks
from suivi.publications.actions import (
    make_report_file,
    order_missing_files,
    publish_report,
    publishing,
    write_report_texts,
)
from suivi.publications.models import Report, ReportFile
from suivi.publications.snapshot import sha256_of
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests.cast import MEMBERS, Cast
from tests.factories import NOON
from tests.publications.year import TEXTS, Year, full_year, published


@pytest.fixture
def full(cast: Cast) -> Year:
    """A year ready to be told."""
    return full_year(cast)


def test_publishing_freezes_content_contributions_and_year(full: Year) -> None:
    report = publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    report.refresh_from_db()
    assert report.published_at == NOON
    assert report.snapshot_sha256 == sha256_of(report.snapshot)
    assert not Contribution.objects.filter(status=Status.ACCEPTED).exists()
    assert Period.objects.get(pk=full.cast.period.pk).closed_at == NOON


def test_one_event_carries_the_hash(full: Year) -> None:
    report = publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    events = list(Event.objects.filter(verb="publish_report"))
    assert [event.facts["sha256"] for event in events] == [report.snapshot_sha256]
    assert events[0].facts["contributions"] == 4
    assert events[0].object == "report:small-plan/2014"
    assert list(breaks()) == []


def test_a_pdf_is_ordered_for_every_language(full: Year) -> None:
    report = publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    ordered = [task.args_kwargs["args"] for task in DBTaskResult.objects.order_by("enqueued_at")]
    assert [(number, language) for number, language, _at in ordered] == [
        (report.pk, "en"),
        (report.pk, "fr"),
        (report.pk, "nl"),
        (report.pk, "de"),
    ]


@pytest.mark.parametrize("step", ["publish_contributions", "_close", "record_report"])
def test_what_dies_half_way_leaves_nothing_half_done(
    full: Year, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: object, **_kwargs: object) -> None:
        raise SystemExit("killed")

    monkeypatch.setattr(publishing, step, die)
    with pytest.raises(SystemExit):
        publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    report = Report.objects.get(pk=full.report.pk)
    assert (report.published_at, report.snapshot) == (None, "")
    assert Contribution.objects.filter(status=Status.ACCEPTED).count() == 4
    assert Period.objects.get(pk=full.cast.period.pk).closed_at is None
    assert not DBTaskResult.objects.exists()
    assert not Event.objects.filter(verb="publish_report").exists()


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != "coordinator"])
def test_only_coordinators_publish(full: Year, name: str) -> None:
    with pytest.raises(Refused, match="coordinators of this plan"):
        publish_report(by=full.cast.member(name), at=NOON, report=full.report)  # type: ignore[arg-type]


def test_a_report_is_published_once(full: Year) -> None:
    publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    with pytest.raises(Refused, match="does not change"):
        publish_report(by=full.cast.coordinator, at=NOON, report=full.report)


def test_a_report_without_its_texts_is_not_published(full: Year) -> None:
    full.report.achievements_en = " "  # type: ignore[attr-defined]
    full.report.save()
    with pytest.raises(Refused, match="main achievements"):
        publish_report(by=full.cast.coordinator, at=NOON, report=full.report)


def test_a_report_without_an_accepted_contribution_is_not_published(full: Year) -> None:
    Contribution.objects.of_period(full.cast.period).update(status=Status.SUBMITTED)
    with pytest.raises(Refused, match="accepted yet"):
        publish_report(by=full.cast.coordinator, at=NOON, report=full.report)


def test_the_baseline_has_no_report_of_its_own(full: Year) -> None:
    with pytest.raises(Refused, match="baseline"):
        write_report_texts(
            by=full.cast.coordinator, at=NOON, period=full.baseline, texts=TEXTS, language="en"
        )


def test_a_year_that_was_closed_before_can_still_be_told(full: Year) -> None:
    Period.objects.filter(pk=full.cast.period.pk).update(closed_at=NOON.replace(day=1))
    publish_report(by=full.cast.coordinator, at=NOON, report=full.report)
    assert Period.objects.get(pk=full.cast.period.pk).closed_at == NOON.replace(day=1)


def test_reports_are_counted_in_the_order_of_their_publishing(cast: Cast) -> None:
    first = published(cast)
    later = cast.plan.periods.create(year=2015, opened_at=NOON)
    report = write_report_texts(by=cast.coordinator, at=NOON, period=later, texts=TEXTS)
    Contribution.objects.create(
        provision=cast.line, body=cast.body, period=later, status=Status.ACCEPTED, version=1
    )
    second = publish_report(by=cast.coordinator, at=NOON, report=report)
    assert (first.number, second.number) == (1, 2)


def test_the_worker_makes_each_pdf_once(cast: Cast) -> None:
    report = published(cast)
    for _time in range(2):
        tasks.render_report.call(report.pk, "fr", NOON.isoformat())
    made = ReportFile.objects.get()
    assert (made.language, made.file.media_type) == ("fr", "application/pdf")
    assert made.file.path.read_bytes().startswith(b"%PDF-1.7")
    assert StoredFile.objects.filter(name="small-plan-2014-fr.pdf").count() == 1


def test_only_what_is_missing_is_ordered_again(cast: Cast) -> None:
    report = published(cast)
    make_report_file(at=NOON, report=report, language="en")
    DBTaskResult.objects.all().delete()
    assert order_missing_files(by=cast.coordinator, at=NOON, report=report) == 3
    assert DBTaskResult.objects.count() == 3


def test_strangers_order_nothing(cast: Cast) -> None:
    report = published(cast)
    with pytest.raises(Refused):
        order_missing_files(by=cast.stranger, at=NOON, report=report)
