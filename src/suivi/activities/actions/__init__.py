"""How does an activity come into the register, change, leave it and come back?"""

from suivi.activities.actions.bulk import change_many, undo_many
from suivi.activities.actions.entering import (
    NewEvidence,
    change_activity,
    record_activity,
    remove_activity,
)
from suivi.activities.actions.filters import forget_filter, save_filter
from suivi.activities.actions.keeping import keep_version, keep_words
from suivi.activities.actions.undoing import bring_back, restore_version
from suivi.activities.facts import ActivityFacts

__all__ = [
    "ActivityFacts",
    "NewEvidence",
    "bring_back",
    "change_activity",
    "change_many",
    "forget_filter",
    "keep_version",
    "keep_words",
    "record_activity",
    "remove_activity",
    "restore_version",
    "save_filter",
    "undo_many",
]
