"""When may the common text of a line be written, and from what is it made?"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.models import Period, Provision
from suivi.reporting import policies
from suivi.reporting.answers import LONGEST_TEXT
from suivi.reporting.models import CommonText, Contribution

# From so many bodies on a line has something in common.
SEVERAL = 2


def can_be_written(line: Provision, period: Period) -> None:
    """In an open period, of a line on which several bodies report."""
    policies.period_is_open(period)
    asked = Contribution.objects.of_period(period).asked().filter(provision=line)
    if asked.count() < SEVERAL:
        raise Refused(_("A common text is for lines on which several bodies report."))


def is_a_draft(common: CommonText) -> None:
    """What is ready is taken back first: nothing changes in the report unseen."""
    if common.is_ready:
        raise Refused(_("The common text is ready; take it back first to write on."))


def is_ready(common: CommonText) -> None:
    """Only what is ready is taken back."""
    if not common.is_ready:
        raise Refused(_("The common text is a draft already."))


def something_is_written(common: CommonText) -> None:
    """An empty text is never ready."""
    if not common.text.strip():
        raise Refused(_("Write the common text first; it is empty."))


def text_fits(text: str) -> None:
    """As long as an account may be."""
    if len(text) > LONGEST_TEXT:
        sentence = _("This text has %(length)d characters; at most %(most)d fit.")
        raise Refused(sentence % {"length": len(text), "most": LONGEST_TEXT})


def parts_now(line: Provision, period: Period) -> dict[str, int]:
    """The submitted version of each contribution on the line, by its number as text."""
    rows = Contribution.objects.of_period(period).asked().filter(provision=line)
    found = rows.order_by("pk").values_list("pk", "submitted_version")
    return {str(pk): version for pk, version in found}
