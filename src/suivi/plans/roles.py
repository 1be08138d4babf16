"""What may each role of a plan do? In one sentence, for the page of people and the manual."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suivi.plans.models import Role

SENTENCES: Final[dict[Role, str | Promise]] = {
    Role.COORDINATOR: _(
        "Opens and closes the year, reviews what the departments deliver, publishes the report, "
        "and looks after the people of the plan."
    ),
    Role.FOCAL_POINT: _(
        "Answers for a department: writes its contributions, submits them, and hands over to "
        "a successor."
    ),
    Role.CONTRIBUTOR: _("Writes in the contributions of a department; its focal point submits."),
    Role.CLEARING_OFFICER: _(
        "Reads what the focal point of a department submits, and clears it or sends it back "
        "before it leaves."
    ),
    Role.DEPARTMENT_ADMINISTRATOR: _(
        "Invites the people of a department and of the bodies below it, changes and ends their "
        "roles; reads no drafts."
    ),
    Role.CIVIL_SOCIETY: _("Follows the plan for an organisation: reads what is published."),
    Role.READER: _("Reads what is published, and writes nothing."),
}
