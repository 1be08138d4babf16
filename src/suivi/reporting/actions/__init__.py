"""The verbs of the round: whatever changes a contribution or a period, and nothing else does."""

from suivi.reporting.actions.activities import (
    add_activity,
    change_activity,
    remove_activity,
    tell_of_activity,
)
from suivi.reporting.actions.deadlines import (
    ask_extension,
    grant_extension,
    refuse_extension,
    set_due_day,
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
from suivi.reporting.actions.offering import Added, take_back_activities, tell_of_activities
from suivi.reporting.actions.outlook import Outlook, tell_outlook
from suivi.reporting.actions.periods import (
    close_period,
    expect_length,
    follow_plan,
    open_period,
    reopen_period,
    reschedule_period,
)
from suivi.reporting.actions.reminding import send_reminder
from suivi.reporting.actions.restating import Correction, restate_value
from suivi.reporting.actions.workbooks import apply_workbook, receive_workbook

__all__ = [
    "Added",
    "Correction",
    "Outlook",
    "Saved",
    "Typed",
    "accept_contribution",
    "add_activity",
    "apply_workbook",
    "ask_extension",
    "change_activity",
    "clear_contribution",
    "close_period",
    "expect_length",
    "follow_plan",
    "grant_extension",
    "join_drafts",
    "open_period",
    "publish_contributions",
    "receive_workbook",
    "refuse_extension",
    "remove_activity",
    "reopen_period",
    "reschedule_period",
    "restate_value",
    "save_draft",
    "send_back_contribution",
    "send_reminder",
    "set_due_day",
    "submit_contribution",
    "take_back_activities",
    "take_up_aside",
    "tell_of_activities",
    "tell_of_activity",
    "tell_outlook",
    "withdraw_contribution",
]
