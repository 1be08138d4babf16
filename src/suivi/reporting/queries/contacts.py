"""When did the coordinators last write to a department?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from suivi.plans.models import Membership, Period, Role
from suivi.reporting.models import Turn


@dataclass(frozen=True)
class Contact:
    """One contact: when, who wrote, and whether as a reminder or by sending back."""

    at: datetime
    by: str
    is_reminder: bool


def last_contacts_with_bodies(period: Period) -> dict[int, Contact]:
    """The last contact with each body about a period, by number of the body: one query."""
    coordinators = Membership.objects.filter(
        plan=period.plan_id, role=Role.COORDINATOR, person=models.OuterRef("by")
    )
    rows = Turn.objects.filter(
        models.Exists(coordinators), contribution__period=period, verb="send_back"
    )
    facts = rows.order_by("at", "pk").values_list("contribution__body_id", "at", "by__name")
    return {body: Contact(at, by, is_reminder=False) for body, at, by in facts}
