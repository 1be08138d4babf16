"""What does the round tell by mail, to whom, and when?

Who is told of a move stands in `moves`, what becomes due by itself in `looking`, what a digest
holds in `digest`, the mails that leave at once in `letters`, the days for a calendar in `days`.
"""

from suivi.notices.kinds import Teller
from suivi.reporting.notices.days import days
from suivi.reporting.notices.digest import digest
from suivi.reporting.notices.kinds import KINDS
from suivi.reporting.notices.letters import letter
from suivi.reporting.notices.looking import look

TELLER = Teller(kinds=KINDS, look=look, digest=digest, letter=letter, days=days)

__all__ = ["TELLER"]
