"""How does the chain of events name a report and what happened to it?"""

from datetime import datetime
from typing import Any

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.publications.models import Report


def code_of(report: Report) -> str:
    """How events name a report."""
    return f"report:{report.plan.slug}/{report.period.year}"


def record_report(by: Person, at: datetime, verb: str, report: Report, **facts: Any) -> None:
    record(by=by, at=at, verb=verb, object=code_of(report), role="coordinator", **facts)
