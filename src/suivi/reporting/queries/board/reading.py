"""Where does the board get its cells? A constant number of queries, and no long text is read."""

from datetime import date
from typing import Any

from django.db import models

from suivi.plans.models import Period
from suivi.reporting.deadlines import Deadlines
from suivi.reporting.models import Clearance, Contribution
from suivi.reporting.queries.board.cells import BoardCell, board_code
from suivi.reporting.queries.promises.awaiting import awaiting_places
from suivi.reporting.states import Status

_COLUMNS = (
    *("pk", "provision_id", "body_id", "status", "version", "submitted_version"),
    *("language", "expected_on", "blocked_because", "account_digest", "absence"),
)


def board_cells(period: Period, days: Deadlines, on: date) -> list[BoardCell]:
    """The cells of a period, in the order of the plan: seven queries at most."""
    rows = Contribution.objects.of_period(period).asked().in_order()
    said_before = digests_of_last_year(period)
    touched = _activities_changed_since(period)
    awaiting = awaiting_places([period])
    lying = _lying(period)
    found = []
    for row in rows.values_list(*_COLUMNS, named=True):
        is_late = days.is_late(row.body_id, on)
        code = board_code(
            row.status,
            is_late=is_late,
            expected_on=row.expected_on,
            is_blocked=bool(row.blocked_because),
            on=on,
        )
        before = said_before.get((row.provision_id, row.body_id), "")
        known = {
            "touched": row.pk in touched,
            "awaiting": (period.pk, row.provision_id, row.body_id) in awaiting,
        }
        flags = _flags(row, code, is_late=is_late, before=before, **known)
        found.append(
            BoardCell(
                code=code,
                line=row.provision_id,
                body=row.body_id,
                status=Status(row.status),
                is_begun=row.version > 0,
                language=row.language if row.submitted_version else "",
                due_on=days.of(row.body_id),
                expected_on=row.expected_on,
                blocked_because=row.blocked_because,
                flags=flags,
                absence=row.absence,
                **lying.get(row.pk, {}),
            )
        )
    return found


def _lying(period: Period) -> dict[int, dict[str, Any]]:
    """What lies at a step inside its department: the name of the step, and its day of silence."""
    rows = Clearance.objects.waiting().filter(contribution__period=period).select_related("step")
    return {
        each.contribution_id: {"waits_for": str(each.step), "silent_on": each.silent_on}
        for each in rows
    }


def _flags(
    row: Any, code: str, *, is_late: bool, before: str, touched: bool, awaiting: bool
) -> tuple[str, ...]:
    is_owed = code in {"due", "overdue"}
    since = row.submitted_version and row.version > row.submitted_version
    said = {
        "changed": since or touched,
        "repeated": row.account_digest and row.account_digest == before,
        "no_account": row.absence,
        "late": is_late and row.status in {Status.DRAFT, Status.SENT_BACK},
        "promises": awaiting,
        "silent": is_owed and row.expected_on is None,
    }
    return tuple(name for name, holds in said.items() if holds)


def digests_of_last_year(period: Period) -> dict[tuple[int, int], str]:
    """The digests of what stands in the newest published year before, by line and body."""
    published = Contribution.objects.published().filter(
        period__plan=period.plan_id, period__year__lt=period.year
    )
    newest = published.order_by("-period__year").values("period")[:1]
    rows = published.filter(period=models.Subquery(newest)).exclude(account_digest="")
    return {
        (line, body): digest
        for line, body, digest in rows.values_list("provision_id", "body_id", "account_digest")
    }


def _activities_changed_since(period: Period) -> set[int]:
    """The contributions of which an activity was changed after they were delivered."""
    delivered = Contribution.objects.of_period(period).delivered()
    later = delivered.filter(activities__versions__at__gt=models.F("delivered_at"))
    return set(later.values_list("pk", flat=True))
