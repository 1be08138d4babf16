"""Who may write and publish a report?

The rule refuses by raising `Refused`; whether a button is shown is asked of the same rule.
"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.standing import Standing


def may_report(who: Standing) -> None:
    """Writing the report's own texts, seeing it before it is public, publishing it."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan write and publish its reports."))
