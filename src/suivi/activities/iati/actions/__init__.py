"""How does an IATI file come into the register: handed over, read, decided, applied?"""

from suivi.activities.iati.actions.applying import Stale, apply_import
from suivi.activities.iati.actions.confirming import confirm_import
from suivi.activities.iati.actions.deciding import decide_all, decide_row
from suivi.activities.iati.actions.reading import read_import, take_up_again
from suivi.activities.iati.actions.receiving import keep_import, read_again, receive_import

__all__ = [
    "Stale",
    "apply_import",
    "confirm_import",
    "decide_all",
    "decide_row",
    "keep_import",
    "read_again",
    "read_import",
    "receive_import",
    "take_up_again",
]
