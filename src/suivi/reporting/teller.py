"""What does the round offer to the mails, and what does it do by itself when it looks?"""

from datetime import datetime

from suivi.notices.kinds import Teller
from suivi.reporting.actions.silence import clear_by_silence, tell_those_asked
from suivi.reporting.notices.days import days
from suivi.reporting.notices.digest import digest
from suivi.reporting.notices.kinds import KINDS
from suivi.reporting.notices.letters import letter
from suivi.reporting.notices.looking import look as look_what_is_due


def look(at: datetime) -> None:
    """Clears what its day has passed, then queues what those are to hear on whom it waits."""
    clear_by_silence(at=at)
    tell_those_asked(at=at)
    look_what_is_due(at)


TELLER = Teller(kinds=KINDS, look=look, digest=digest, letter=letter, days=days)
