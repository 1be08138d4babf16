"""The verbs of the round: whatever changes a contribution or a period, and nothing else does."""

from suivi.reporting.actions.activities import (
    add_activity,
    change_activity,
    remove_activity,
    tell_of_activity,
)
from suivi.reporting.actions.drafts import Saved, Typed, join_drafts, save_draft, take_up_aside
from suivi.reporting.actions.moves import (
    accept_contribution,
    clear_contribution,
    publish_contributions,
    send_back_contribution,
    submit_contribution,
    withdraw_contribution,
)
from suivi.reporting.actions.periods import close_period, open_period
from suivi.reporting.actions.reminding import send_reminder
from suivi.reporting.actions.restating import Correction, restate_value
from suivi.reporting.actions.workbooks import apply_workbook, receive_workbook

__all__ = [
    "Correction",
    "Saved",
    "Typed",
    "accept_contribution",
    "add_activity",
    "apply_workbook",
    "change_activity",
    "clear_contribution",
    "close_period",
    "join_drafts",
    "open_period",
    "publish_contributions",
    "receive_workbook",
    "remove_activity",
    "restate_value",
    "save_draft",
    "send_back_contribution",
    "send_reminder",
    "submit_contribution",
    "take_up_aside",
    "tell_of_activity",
    "withdraw_contribution",
]
