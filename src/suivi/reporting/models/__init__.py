"""What are the nouns of the round?"""

from suivi.reporting.models.clearance import (
    Clearance,
    ClearanceSeat,
    ClearanceStep,
    TimeAway,
)
from suivi.reporting.models.contribution import (
    Contribution,
    ContributionQuerySet,
    DraftVersion,
    KeptAside,
    Reminder,
    Turn,
    WorkbookImport,
)
from suivi.reporting.models.deadlines import DueDay, Extension, PeriodTurn

__all__ = [
    "Clearance",
    "ClearanceSeat",
    "ClearanceStep",
    "Contribution",
    "ContributionQuerySet",
    "DraftVersion",
    "DueDay",
    "Extension",
    "KeptAside",
    "PeriodTurn",
    "Reminder",
    "TimeAway",
    "Turn",
    "WorkbookImport",
]
