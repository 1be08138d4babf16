"""When can mails be declined, and when is a mail sent again?"""

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.notices.models import MailState, OutgoingMail
from suivi.notices.recipients import may_be_stopped


def can_be_declined(what: str) -> None:
    """The digest, and kinds that somebody can do without."""
    if not may_be_stopped(what):
        raise Refused(_("These mails cannot be stopped: somebody waits for an answer."))


def was_given_up(mail: OutgoingMail) -> None:
    """Only what failed is sent again; the rest is on its way or has arrived."""
    if mail.state != MailState.FAILED:
        raise Refused(_("This mail has not failed."))
