"""How is a report frozen, and its files ordered?"""

from datetime import datetime

from django.db import transaction

from suivi.languages.wording import CODES
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.publications import permissions, policies, tasks
from suivi.publications.actions.events import record_report
from suivi.publications.models import Report
from suivi.publications.snapshot import build_snapshot, canonical, read, sha256_of
from suivi.reporting.actions import publish_contributions


@transaction.atomic
def publish_report(*, by: Person, at: datetime, report: Report) -> Report:
    """Freezes a report for good: content and hash, contributions published, the year closed.

    All of it or nothing. The PDFs are ordered in the same transaction, so that they are made even
    if the program dies right after; raises Refused when someone or something stands in the way.
    """
    found = Report.objects.select_for_update(of=("self",)).select_related("plan", "period")
    locked = found.get(pk=report.pk)
    permissions.may_report(standing(by, locked.plan))
    policies.can_be_published(locked)
    earlier = Report.objects.published().filter(plan=locked.plan, audience=locked.audience)
    locked.number = earlier.count() + 1
    locked.snapshot = canonical(build_snapshot(locked, at=at))
    locked.snapshot_sha256 = sha256_of(locked.snapshot)
    locked.published_at, locked.published_by = at, by
    locked.is_sample = locked.is_sample or read(locked.snapshot)["report"]["is_sample"]
    locked.save()
    published = _publish_contributions(by, at, locked)
    _close(locked.period, at)
    record_report(
        by, at, "publish_report", locked, sha256=locked.snapshot_sha256, contributions=published
    )
    _order_files(locked, at)
    return locked


@transaction.atomic
def order_missing_files(*, by: Person, at: datetime, report: Report) -> int:
    """Orders again the PDFs that were not made, after something failed; gives how many."""
    permissions.may_report(standing(by, report.plan))
    ordered = _order_files(report, at)
    record_report(by, at, "order_report_files", report, files=ordered)
    return ordered


def _publish_contributions(by: Person, at: datetime, report: Report) -> int:
    """Those of the year and of the years before it: all that the report tells."""
    periods = report.plan.periods.filter(year__lte=report.period.year).in_order()
    return sum(publish_contributions(by=by, at=at, period=period) for period in periods)


def _close(period: Period, at: datetime) -> None:
    if period.closed_at is None:
        period.closed_at = at
        period.save(update_fields=["closed_at"])


def _order_files(report: Report, at: datetime) -> int:
    kept = set(report.files.values_list("language", flat=True))
    missing = [code for code in CODES if code not in kept]
    for code in missing:
        tasks.render_report.enqueue(report.pk, code, at.isoformat())
    return len(missing)
