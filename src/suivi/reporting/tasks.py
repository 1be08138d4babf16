"""Which of the tasks under "My work" are shown, and in which order?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from suivi.plans.words import answers, folded, words_of
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status

LONG: Final = 7  # from so many tasks on they can be searched and ordered
TASK_STATES: Final = {
    "not_begun": _("not begun"),
    "begun": _("begun"),
    "sent_back": _("sent back"),
    "overdue": _("overdue"),
    "submitted": _("to clear"),
}
ORDERS: Final = {
    "plan": _("as in the plan"),
    "state": _("sent back first, then what is not begun"),
    "changed": _("changed last first"),
    "untouched": _("longest untouched first"),
}
_URGENCY: Final = ("sent_back", "not_begun", "begun", "submitted")


def state_of(task: Contribution) -> str:
    """In which of the states, but overdue, a task is."""
    if task.status != Status.DRAFT:
        return str(task.status)
    return "begun" if task.version else "not_begun"


@dataclass(frozen=True)
class TaskFilter:
    """What is asked of the list; nothing by default."""

    words: str = ""
    state: str = ""
    order: str = ""

    @classmethod
    def asked(cls, sent: Mapping[str, str]) -> "TaskFilter":
        """The filter in an address; what is not known there asks nothing."""
        state, order = sent.get("state", ""), sent.get("order", "")
        return cls(
            sent.get("words", "").replace("\x00", "").strip()[:200],
            state if state in TASK_STATES else "",
            order if order in ORDERS and order != "plan" else "",
        )

    @property
    def query(self) -> str:
        """The filter as the end of an address, "" when nothing is asked."""
        return urlencode({name: text for name, text in vars(self).items() if text})

    def among(self, tasks: Sequence[Contribution], on: date) -> list[Contribution]:
        """The tasks that are asked for, in the order that is asked for."""
        found = [task for task in tasks if self._fits(task, on)]
        match self.order:
            case "state":
                found.sort(key=lambda task: _URGENCY.index(state_of(task)))
            case "changed":
                found.sort(key=_changed_at, reverse=True)
            case "untouched":
                found.sort(key=_changed_at)
        return found

    def _fits(self, task: Contribution, on: date) -> bool:
        if self.state == "overdue" and not task.is_overdue(on):
            return False
        if self.state not in {"", "overdue", state_of(task)}:
            return False
        text = folded(f"{task.provision.code} {task.provision.said_text} {task.body}")
        return answers(text, words_of(self.words))


def _changed_at(task: Contribution) -> datetime:
    return task.changed_at or datetime.min.replace(tzinfo=UTC)


EVERYTHING: Final = TaskFilter()
