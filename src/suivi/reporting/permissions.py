"""Who may do what with a contribution and a period?

Each rule refuses by raising `Refused` with a sentence. Whether a button is shown is asked of the
same rule through `suivi.errors.leave`.
"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.models import Role
from suivi.plans.permissions import Care
from suivi.plans.standing import Standing
from suivi.reporting.models import Contribution


def may_coordinate(who: Standing) -> None:
    """Opening and closing periods, the board, the review: the coordinators of the plan."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan do this."))


def may_write(who: Standing, contribution: Contribution) -> None:
    """Focal points and contributors write for their own body."""
    may_write_for(who, contribution.body_id)


def may_write_for(who: Standing, body_id: int) -> None:
    """The same for everything a body writes in a period: its workbook."""
    if not who.writes_for(body_id):
        raise Refused(_("Only the focal point and the contributors of this body write here."))


def may_submit(who: Standing, contribution: Contribution) -> None:
    """The focal point answers for the department: contributors write, the focal point submits."""
    if not who.holds(Role.FOCAL_POINT, contribution.body_id):
        raise Refused(_("The focal point of this body submits; contributors write."))


def may_speak_for(who: Standing, body_id: int) -> None:
    """The focal point says when the body will deliver, and asks for more time."""
    if not who.holds(Role.FOCAL_POINT, body_id):
        raise Refused(_("The focal point of this body speaks for it here."))


def may_clear(who: Standing, contribution: Contribution) -> None:
    """The clearing officer of the body."""
    if not who.holds(Role.CLEARING_OFFICER, contribution.body_id):
        raise Refused(_("The clearing officer of this body clears."))


def may_accept(who: Standing, _contribution: Contribution) -> None:
    """The coordinators review what departments deliver."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan review."))


def may_send_back(who: Standing, contribution: Contribution) -> None:
    """The coordinators, and the clearing officer of the body before it leaves the department."""
    if not who.is_coordinator and not who.holds(Role.CLEARING_OFFICER, contribution.body_id):
        raise Refused(_("The clearing officer of this body or a coordinator sends back."))


def may_comment(who: Standing, contribution: Contribution) -> None:
    """Those who may send it back say at its paragraphs what they think."""
    if not who.is_coordinator and not who.holds(Role.CLEARING_OFFICER, contribution.body_id):
        raise Refused(_("The clearing officer of this body or a coordinator comments here."))


def may_restate(who: Standing, contribution: Contribution) -> None:
    """A published figure is corrected by the focal point who answers for it, or a coordinator."""
    if not who.is_coordinator and not who.holds(Role.FOCAL_POINT, contribution.body_id):
        raise Refused(
            _("The focal point of this body or a coordinator corrects what is published.")
        )


def may_read_handover(who: Standing, care: Care, body_id: int) -> None:
    """The department concerned, those who look after its people, and the coordinators."""
    if not (who.is_coordinator or who.belongs_to(body_id) or body_id in care.bodies):
        raise Refused(_("The handover page is for the department it speaks of."))
