"""Who may change the library of indicators, and who may pair instruments with them?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.standing import Standing, coordinated_plans

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person


def may_keep_library(person: "Person | AnonymousUser") -> None:
    """The coordinators of any plan: the library belongs to all plans together."""
    if not coordinated_plans(person):
        raise Refused(_("Coordinators keep the library of indicators."))


def may_pair(who: Standing) -> None:
    """The coordinators of the plan whose instrument it is."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan pair its instruments with indicators."))
