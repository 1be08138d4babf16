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
from suivi.reporting.models.promises import DatedPromise, DatedPromiseQuerySet, PromiseAnswer
from suivi.reporting.models.review import (
    CommentAnswer,
    CommonText,
    CommonTextAside,
    CommonTextVersion,
    ReviewComment,
    ReviewCommentQuerySet,
)

__all__ = [
    "Clearance",
    "ClearanceSeat",
    "ClearanceStep",
    "CommentAnswer",
    "CommonText",
    "CommonTextAside",
    "CommonTextVersion",
    "Contribution",
    "ContributionQuerySet",
    "DatedPromise",
    "DatedPromiseQuerySet",
    "DraftVersion",
    "DueDay",
    "Extension",
    "KeptAside",
    "PeriodTurn",
    "PromiseAnswer",
    "Reminder",
    "ReviewComment",
    "ReviewCommentQuerySet",
    "TimeAway",
    "Turn",
    "WorkbookImport",
]
