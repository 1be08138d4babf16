"""Who may do what with a contribution and a period?

Each rule refuses by raising `Refused` with a sentence. Whether a button is shown is asked of the
same rule through `suivi.errors.leave`.
"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.models import Membership, Role
from suivi.plans.permissions import Care
from suivi.plans.standing import Standing
from suivi.reporting.clearance import answers_at, lying
from suivi.reporting.models import Clearance, Contribution


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


def may_submit_for(who: Standing, contribution: Contribution) -> None:
    """In the name of the focal point: the contributors of the body, and the coordinators."""
    if who.holds(Role.FOCAL_POINT, contribution.body_id):
        raise Refused(_("You are the focal point: submit it in your own name."))
    if not who.is_coordinator and not who.writes_for(contribution.body_id):
        raise Refused(
            _("A contributor of this body or a coordinator submits in the name of the focal point.")
        )


def may_clear(who: Standing, contribution: Contribution) -> None:
    """Who answers at the step where it lies; without steps the clearing officer of the body."""
    if (lies := lying(contribution)) is not None:
        may_answer_at(who, lies)
    elif not who.holds(Role.CLEARING_OFFICER, contribution.body_id):
        raise Refused(_("The clearing officer of this body clears."))


def may_answer_at(who: Standing, lies: Clearance) -> None:
    """The holders of the step and their alternates."""
    if not answers_at(who.person.pk or 0, lies.step_id):
        raise Refused(
            _("It waits for: %(step)s. Those who hold this step, or their alternates, answer.")
            % {"step": lies.step}
        )


def may_accept(who: Standing, _contribution: Contribution) -> None:
    """The coordinators review what departments deliver."""
    if not who.is_coordinator:
        raise Refused(_("The coordinators of this plan review."))


def may_send_back(who: Standing, contribution: Contribution) -> None:
    """The coordinators, and whoever clears for the body before it leaves the department."""
    if not who.is_coordinator and (lies := lying(contribution)) is not None:
        may_answer_at(who, lies)
    elif not who.is_coordinator and not who.holds(Role.CLEARING_OFFICER, contribution.body_id):
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


def may_read_clearance(who: Standing, care: Care, body_id: int) -> None:
    """The steps of a department: those who work in it, who look after its people, coordinators."""
    may_read_handover(who, care, body_id)


def may_set_up_clearance(care: Care, body_id: int) -> None:
    """The coordinators, and the administrators of the department."""
    if not (care.who.is_coordinator or body_id in care.bodies):
        raise Refused(
            _("The coordinators and the administrators of this department set up its steps.")
        )


def may_say_away(care: Care, membership: Membership) -> None:
    """Everybody for themselves; for others whoever looks after their role."""
    if membership.person_id != care.who.person.pk and not care.includes(membership):
        raise Refused(_("Everybody says it for themselves, or who looks after their role does."))
