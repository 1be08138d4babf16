"""How does an activity come into the register, change, leave it and come back?"""

from suivi.activities.actions.bulk import change_many, undo_many
from suivi.activities.actions.entering import (
    NewEvidence,
    ToChange,
    ToEnter,
    change_activity,
    keep_upload,
    record_activity,
    remove_activity,
)
from suivi.activities.actions.filters import forget_filter, save_filter
from suivi.activities.actions.keeping import keep_version, keep_words
from suivi.activities.actions.tables import Decisions, apply_table, receive_table, undo_table
from suivi.activities.actions.undoing import bring_back, restore_version
from suivi.activities.facts import ActivityFacts

__all__ = [
    "ActivityFacts",
    "Decisions",
    "NewEvidence",
    "ToChange",
    "ToEnter",
    "apply_table",
    "bring_back",
    "change_activity",
    "change_many",
    "forget_filter",
    "keep_upload",
    "keep_version",
    "keep_words",
    "receive_table",
    "record_activity",
    "remove_activity",
    "restore_version",
    "save_filter",
    "undo_many",
    "undo_table",
]
