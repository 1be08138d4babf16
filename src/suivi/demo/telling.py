"""How does a sample round end: told in a report to parliament, or only closed?

The plan's first report is on 2014 (be-wps-nap-2013-2016, line 33); it tells the years before, too.
"""

from datetime import datetime

from suivi.demo import content
from suivi.demo.people import Staff
from suivi.plans.models import Period
from suivi.publications.actions import ReportTexts, publish_report, write_report_texts
from suivi.reporting.actions import close_period


def end_round(period: Period, staff: Staff, at: datetime) -> None:
    """Closes the round; the one that has a report is closed by publishing it."""
    coordinator = staff.coordinator("equality")
    if period.year != content.report().year:
        close_period(by=coordinator, at=at, period=period)
        return
    report = write_report_texts(
        by=coordinator,
        at=at,
        period=period,
        texts={code: _texts(code) for code in content.report_languages()},
        language=content.report().language,
    )
    publish_report(by=coordinator, at=at, report=report)


def _texts(language: str) -> ReportTexts:
    told = content.report(language)
    return ReportTexts(told.introduction, told.achievements)
