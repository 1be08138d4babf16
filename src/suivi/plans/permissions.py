"""Who may change what a plan's measures mean?"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.standing import Standing


def may_define(who: Standing) -> None:
    """The coordinators of the plan say what its measures mean."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan say what its measures mean."))
