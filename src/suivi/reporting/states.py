"""Which states has a contribution, what moves it, and who holds the pen?

The table is the rule; `docs/diagrams/contribution.md` is drawn from it by `./suivi diagrams`.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a contribution is on its way from the department to the report."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    SENT_BACK = "sent_back", _("sent back")
    CLEARED = "cleared", _("cleared")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")


class Pen(models.TextChoices):
    """Who may write, and so on whom it waits."""

    DEPARTMENT = "department", _("the department")
    CLEARING_OFFICER = "clearing_officer", _("the clearing officer")
    COORDINATOR = "coordinator", _("the coordinator")
    NOBODY = "nobody", _("nobody")


@dataclass(frozen=True)
class Transition:
    """A verb that leads from some states to one."""

    verb: str
    sources: frozenset[Status]
    target: Status
    by: frozenset[Pen]


TRANSITIONS: Final = (
    Transition(
        "submit",
        frozenset({Status.DRAFT, Status.SENT_BACK}),
        Status.SUBMITTED,
        frozenset({Pen.DEPARTMENT}),
    ),
    Transition(
        "withdraw", frozenset({Status.SUBMITTED}), Status.DRAFT, frozenset({Pen.DEPARTMENT})
    ),
    # Where a department clears in steps: from one step to the next.
    Transition(
        "pass_on",
        frozenset({Status.SUBMITTED}),
        Status.SUBMITTED,
        frozenset({Pen.CLEARING_OFFICER}),
    ),
    Transition(
        "clear", frozenset({Status.SUBMITTED}), Status.CLEARED, frozenset({Pen.CLEARING_OFFICER})
    ),
    Transition(
        "send_back",
        frozenset({Status.SUBMITTED, Status.CLEARED, Status.ACCEPTED}),
        Status.SENT_BACK,
        frozenset({Pen.CLEARING_OFFICER, Pen.COORDINATOR}),
    ),
    Transition(
        "accept",
        frozenset({Status.SUBMITTED, Status.CLEARED}),
        Status.ACCEPTED,
        frozenset({Pen.COORDINATOR}),
    ),
    # An acceptance is undone: each to where it was.
    Transition(
        "return_cleared",
        frozenset({Status.ACCEPTED}),
        Status.CLEARED,
        frozenset({Pen.COORDINATOR}),
    ),
    Transition(
        "return_submitted",
        frozenset({Status.ACCEPTED}),
        Status.SUBMITTED,
        frozenset({Pen.COORDINATOR}),
    ),
    Transition(
        "publish",
        frozenset({Status.ACCEPTED}),
        Status.PUBLISHED,
        frozenset({Pen.COORDINATOR}),
    ),
)

# A department without clearing officer clears by submitting: then the coordinator holds the pen.
PEN: Final = {
    Status.DRAFT: Pen.DEPARTMENT,
    Status.SENT_BACK: Pen.DEPARTMENT,
    Status.SUBMITTED: Pen.CLEARING_OFFICER,
    Status.CLEARED: Pen.COORDINATOR,
    Status.ACCEPTED: Pen.COORDINATOR,
    Status.PUBLISHED: Pen.NOBODY,
}

DELIVERED: Final = frozenset({Status.SUBMITTED, Status.CLEARED, Status.ACCEPTED, Status.PUBLISHED})
WRITABLE: Final = frozenset({Status.DRAFT, Status.SENT_BACK})


def pen(status: str, *, clears: bool) -> Pen:
    """On whom a contribution in that status waits, where the department clears or does not."""
    holder = PEN[Status(status)]
    return Pen.COORDINATOR if holder == Pen.CLEARING_OFFICER and not clears else holder


def transition(verb: str) -> Transition:
    """The row of the table for this verb; ValueError when there is none."""
    for row in TRANSITIONS:
        if row.verb == verb:
            return row
    raise ValueError(verb)
