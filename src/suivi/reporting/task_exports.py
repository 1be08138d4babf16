"""How do the tasks under "My work" leave as a table?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from suivi.reporting.models import Contribution
from suivi.reporting.queries import Desk
from suivi.reporting.tasks import TASK_STATES, state_of
from suivi.ui.numbers_and_days import day

Line = Sequence[Any]


def as_seen(desks: Sequence[Desk], site: str, on: date) -> Iterator[Line]:
    """One row for each task that is shown, in the same order; `site` begins each address."""
    yield [
        *(_("Line"), _("Wording"), _("Department"), _("Year"), _("Plan")),
        *(_("State"), _("Due on"), _("Overdue"), _("Promised for"), _("Last saved"), _("Address")),
    ]
    for desk in desks:
        for department in (*desk.writing, *desk.clearing):
            for task in department.tasks:
                yield _row(desk, task, site, on)


def _row(desk: Desk, task: Contribution, site: str, on: date) -> Line:
    place = [desk.plan.slug, task.period.year, task.provision.code, task.body.code]
    return [
        task.provision.code,
        task.provision.said_text.text,
        str(task.body),
        task.period.year,
        desk.plan.said_short_title.text,
        str(TASK_STATES[state_of(task)]),
        day(task.due_day),
        _("yes") if task.is_overdue(on) else "",
        day(task.expected_on),
        day(task.changed_at),
        f"{site.rstrip('/')}{reverse('contribution', args=place)}",
    ]
