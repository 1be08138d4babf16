"""The verbs of notices: queueing, planning, sending, choosing."""

from suivi.notices.actions.planning import plan_digests, plan_immediate
from suivi.notices.actions.preferences import choose_mails, renew_calendar, stop_mails
from suivi.notices.actions.queueing import queue
from suivi.notices.actions.sending import Sent, retry_mails, send_due

__all__ = [
    "Sent",
    "choose_mails",
    "plan_digests",
    "plan_immediate",
    "queue",
    "renew_calendar",
    "retry_mails",
    "send_due",
    "stop_mails",
]
