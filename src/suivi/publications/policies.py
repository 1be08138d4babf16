"""When may a report be written, and when published?

Each rule refuses by raising `Refused` with a sentence that says what stands in the way.
"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.models import Period
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status


def period_is_told(period: Period) -> None:
    """A report tells a year that was opened; the baseline is told with the first year."""
    if period.is_baseline:
        raise Refused(
            _("%(year)d is the baseline: it is told with the years after it.")
            % {"year": period.year}
        )
    if period.opened_at is None:
        raise Refused(_("The period %(year)d was not opened yet.") % {"year": period.year})


def is_not_frozen(report: Report) -> None:
    """A published report never changes."""
    if report.is_published:
        raise Refused(_("This report is published; what is published does not change."))


def texts_are_written(report: Report) -> None:
    """The introduction and the main achievements stand in the report's own language."""
    own = report.language
    if not report.introduction.texts.get(own, "").strip():
        raise Refused(_("The introduction is not written yet."))
    if not report.achievements.texts.get(own, "").strip():
        raise Refused(_("The main achievements are not written yet."))


def something_is_accepted(report: Report) -> None:
    """There is a contribution of the year to tell."""
    told = Contribution.objects.of_period(report.period).filter(
        status__in=[Status.ACCEPTED, Status.PUBLISHED]
    )
    if not told.exists():
        raise Refused(_("No contribution on this year is accepted yet."))


def can_be_published(report: Report) -> None:
    """Everything that must be so before a report is frozen; `report` may not be saved yet."""
    is_not_frozen(report)
    period_is_told(report.period)
    texts_are_written(report)
    something_is_accepted(report)
