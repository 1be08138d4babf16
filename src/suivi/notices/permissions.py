"""Who sees how the sending of mails goes?"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.people.models import Person


def may_look_after_mails(who: Person) -> None:
    """The administrators of the installation; what a mail says, not even they."""
    if not who.is_administrator:
        raise Refused(_("The administrators of this installation look after its mails."))
