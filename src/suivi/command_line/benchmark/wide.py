"""How does an installation come to hold a board of a hundred lines by twenty bodies?

A copy of the Belgian plan in which twenty bodies are asked on every line: one year is published,
the next is open, in every state. Rows are written in bulk, past the actions.
"""

import os
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.command_line.benchmark.filling import ACCOUNT, NOON, copy_plan  # noqa: E402
from suivi.command_line.benchmark.pages import WIDE, coordinator  # noqa: E402
from suivi.people.models import Body  # noqa: E402
from suivi.plans.models import Membership, Period, Plan, Role  # noqa: E402
from suivi.reporting.models import Contribution  # noqa: E402
from suivi.reporting.repetition import digest  # noqa: E402
from suivi.reporting.states import Status  # noqa: E402

BODIES: Final = 20
STATES: Final = (Status.DRAFT, Status.SUBMITTED, Status.SENT_BACK, Status.ACCEPTED)


def wide_plan() -> Plan:
    """The plan, with somebody who coordinates it."""
    plan = copy_plan(WIDE.removeprefix("copy-"))
    bodies = [
        Body(code=f"wide-{number}", name_en=f"Department {number}", position=1000 + number)
        for number in range(BODIES)
    ]
    Body.objects.bulk_create(bodies)
    person = coordinator()
    Membership.objects.create(plan=plan, person=person, body=bodies[0], role=Role.COORDINATOR)
    for year, is_open in ((2014, False), (2015, True)):
        period = plan.periods.get(year=year)
        period.opened_at, period.closed_at = NOON, None if is_open else NOON
        period.save(update_fields=["opened_at", "closed_at"])
        ask_everybody(plan, period, bodies)
    return plan


def ask_everybody(plan: Plan, period: Period, bodies: list[Body]) -> None:
    """A contribution of every body on every line; published in a year that is closed."""
    lines = list(plan.provisions.anchors().in_order())
    states = STATES if period.is_open else (Status.PUBLISHED,)
    Contribution.objects.bulk_create(
        Contribution(
            provision=line,
            body=body,
            period=period,
            position=place,
            status=states[(line.position + place) % len(states)],
            account=ACCOUNT,
            account_digest=digest(ACCOUNT, period.year),
            version=1,
            submitted_version=1,
            delivered_at=NOON,
            is_sample=True,
        )
        for line in lines
        for place, body in enumerate(bodies)
    )


if __name__ == "__main__":
    wide_plan()
