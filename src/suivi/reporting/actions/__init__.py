"""The verbs of the round: whatever changes a contribution or a period, and nothing else does."""

from suivi.reporting.actions.activities import (
    add_activity,
    change_activity,
    remove_activity,
    tell_of_activity,
)
from suivi.reporting.actions.chains import (
    StepFacts,
    add_step,
    change_step,
    end_step,
    move_step,
)
from suivi.reporting.actions.commenting import (
    Remark,
    answer_comment,
    comment_on,
    reopen_comment,
    resolve_comment,
)
from suivi.reporting.actions.common_texts import (
    SavedText,
    Taken,
    TypedText,
    join_common_text,
    make_common_text_ready,
    note_changes_read,
    save_common_text,
    take_back_common_text,
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
from suivi.reporting.actions.reviewing import (
    Left,
    Together,
    accept_contributions,
    give_back_together,
)
from suivi.reporting.actions.silence import clear_by_silence, tell_those_asked
from suivi.reporting.actions.times_away import say_away, say_back
from suivi.reporting.actions.workbooks import apply_workbook, receive_workbook

__all__ = [
    "Added",
    "Correction",
    "Left",
    "Outlook",
    "Remark",
    "Saved",
    "SavedText",
    "StepFacts",
    "Taken",
    "Together",
    "Typed",
    "TypedText",
    "accept_contribution",
    "accept_contributions",
    "add_activity",
    "add_step",
    "answer_comment",
    "apply_workbook",
    "ask_extension",
    "change_activity",
    "change_step",
    "clear_by_silence",
    "clear_contribution",
    "close_period",
    "comment_on",
    "end_step",
    "expect_length",
    "follow_plan",
    "give_back_together",
    "grant_extension",
    "join_common_text",
    "join_drafts",
    "make_common_text_ready",
    "move_step",
    "note_changes_read",
    "open_period",
    "publish_contributions",
    "receive_workbook",
    "refuse_extension",
    "remove_activity",
    "reopen_comment",
    "reopen_period",
    "reschedule_period",
    "resolve_comment",
    "restate_value",
    "save_common_text",
    "save_draft",
    "say_away",
    "say_back",
    "send_back_contribution",
    "send_reminder",
    "set_due_day",
    "submit_contribution",
    "take_back_activities",
    "take_back_common_text",
    "take_up_aside",
    "tell_of_activities",
    "tell_of_activity",
    "tell_outlook",
    "tell_those_asked",
    "withdraw_contribution",
]
