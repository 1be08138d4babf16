"""When did the coordinators last write to a department, and about what?

A reminder and a contribution sent back with a note are contacts. Two queries each, whatever the
size of the board.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from suivi.plans.models import Membership, Period, Role
from suivi.reporting.models import Reminder, Turn


@dataclass(frozen=True)
class Contact:
    """One contact: when, who wrote, and whether as a reminder or by sending back."""

    at: datetime
    by: str
    is_reminder: bool


def last_contacts(period: Period) -> dict[int, Contact]:
    """The last contact about each contribution of a period, by number of the contribution."""
    return {pk: contact for pk, _body, contact in _oldest_first(period)}


def last_contacts_with_bodies(period: Period) -> dict[int, Contact]:
    """The last contact with each body about a period, by number of the body."""
    return {body: contact for _pk, body, contact in _oldest_first(period)}


def _oldest_first(period: Period) -> Iterator[tuple[int, int, Contact]]:
    """Every contact with the contribution and the body, so that the last one overwrites."""
    found = [*_reminders(period), *_sent_back(period)]
    yield from sorted(found, key=lambda each: each[2].at)


def _reminders(period: Period) -> Iterator[tuple[int, int, Contact]]:
    rows = Reminder.objects.filter(period=period, contributions__isnull=False).order_by("pk")
    facts = rows.values_list("contributions", "body_id", "sent_at", "sent_by__name")
    for contribution, body, at, by in facts:
        yield contribution, body, Contact(at, by, is_reminder=True)


def _sent_back(period: Period) -> Iterator[tuple[int, int, Contact]]:
    """By coordinators: what a clearing officer sends back stays in the department."""
    coordinators = Membership.objects.filter(
        plan=period.plan_id, role=Role.COORDINATOR, person=models.OuterRef("by")
    )
    rows = Turn.objects.filter(
        models.Exists(coordinators), contribution__period=period, verb="send_back"
    )
    facts = rows.order_by("pk").values_list(
        "contribution_id", "contribution__body_id", "at", "by__name"
    )
    for contribution, body, at, by in facts:
        yield contribution, body, Contact(at, by, is_reminder=False)
