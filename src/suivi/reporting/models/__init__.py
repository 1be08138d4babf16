"""What are the nouns of the round?"""

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
from suivi.reporting.models.review import (
    CommentAnswer,
    CommonText,
    CommonTextAside,
    CommonTextVersion,
    ReviewComment,
    ReviewCommentQuerySet,
)

__all__ = [
    "CommentAnswer",
    "CommonText",
    "CommonTextAside",
    "CommonTextVersion",
    "Contribution",
    "ContributionQuerySet",
    "DraftVersion",
    "DueDay",
    "Extension",
    "KeptAside",
    "PeriodTurn",
    "Reminder",
    "ReviewComment",
    "ReviewCommentQuerySet",
    "Turn",
    "WorkbookImport",
]
