"""When may something happen to a contribution or a period?

Each rule refuses by raising `Refused` with a sentence that says what stands in the way.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.indicators.figure_tables import NUMBERS
from suivi.people.models import Body, Person
from suivi.plans.models import Measure, Membership, Period, Role
from suivi.plans.standing import WRITING_ROLES, Standing
from suivi.reporting.clearance import answers_at, clears, lying
from suivi.reporting.deadlines import deadlines
from suivi.reporting.models import (
    ClearanceStep,
    Contribution,
    Extension,
    KeptAside,
    TimeAway,
    Turn,
    WorkbookImport,
)
from suivi.reporting.schedule import Schedule
from suivi.reporting.states import WRITABLE, Pen, Status, pen, transition


def period_is_open(period: Period) -> None:
    """Departments report while the period is open."""
    if not period.is_open:
        raise Refused(_("The period %(year)d is not open.") % {"year": period.year})


def period_can_be_handed_over(period: Period) -> None:
    """A workbook is handed over while the period is open."""
    if period.closed_at is not None:
        raise Refused(_("The year %(year)d is closed.") % {"year": period.year})
    period_is_open(period)


def period_can_open(period: Period) -> None:
    """A period opens once."""
    if period.opened_at is not None:
        raise Refused(_("The period %(year)d was opened already.") % {"year": period.year})


def period_is_not_closed(period: Period) -> None:
    """Dates change until a period is closed."""
    if period.closed_at is not None:
        raise Refused(_("The period %(year)d is closed.") % {"year": period.year})


def period_is_closed(period: Period) -> None:
    """Only what was closed opens again."""
    if period.closed_at is None:
        raise Refused(_("The period %(year)d is not closed.") % {"year": period.year})


def follows_the_last(period: Period, last: Period | None) -> None:
    """A year that the plan does not have yet is the one after its last."""
    if last is None or period.year != last.year + 1:
        raise Refused(_("The next year to open is the one after the last."))


def can_be_written(contribution: Contribution) -> None:
    """Text changes while the department holds the pen, in an open period."""
    period_is_open(contribution.period)
    if not contribution.is_asked:
        raise Refused(_("The plan no longer names this body on this line; others report on it."))
    if contribution.status not in WRITABLE:
        raise Refused(
            _("This contribution is %(status)s; it is written in again once it is sent back.")
            % {"status": contribution.get_status_display()}
        )


def something_would_be_lost(
    contribution: Contribution, typed: Mapping[str, str], current: Mapping[str, str]
) -> None:
    """What was typed too late is kept aside; where nothing was typed, the refusal is all."""
    if dict(typed) == dict(current) or not typed:
        can_be_written(contribution)


def nothing_waits_to_be_joined(by: Person, contribution: Contribution) -> None:
    """Nobody submits while words of their own wait beside the text."""
    if contribution.kept_aside.filter(person=by).exists():
        raise Refused(_("You have text here that is not joined yet; join it first, then submit."))


def due_day_is_sensible(period: Period, due_on: date | None, today: date) -> None:
    """A day to come, and within twenty years of the year reported on: a period opens once."""
    if due_on is None:
        return
    if due_on < today:
        raise Refused(_("The day on which contributions are due cannot be in the past."))
    if due_on.year > period.year + 20:
        raise Refused(_("The day on which contributions are due is too far away."))


def is_due_after_opening(period: Period, due_on: date | None) -> None:
    """A period that was to open on a later day is not due before it."""
    if due_on is not None and period.opens_on is not None and due_on < period.opens_on:
        raise Refused(_("A period opens first, then contributions are due, then it closes."))


def schedule_is_sensible(period: Period, after: Schedule, today: date) -> None:
    """Dates follow each other, something changes, and what has begun does not begin anew."""
    changed = Schedule.of(period).changes_to(after)
    if not changed:
        raise Refused(_("These are the dates that the period has already."))
    if period.opened_at is not None and "opens_on" in changed:
        raise Refused(_("The period was opened already; its first day cannot change."))
    if "due_on" in changed:
        due_day_is_sensible(period, after.due_on, today)
    if not after.is_in_order:
        raise Refused(_("A period opens first, then contributions are due, then it closes."))


def body_is_asked(period: Period, body: Body) -> None:
    """Days are for bodies that are asked something in the period."""
    if not period.contributions.asked().filter(body=body).exists():
        raise Refused(_("This body is asked nothing in this period."))


def no_extension_waits(period: Period, body: Body) -> None:
    """One question at a time."""
    if period.extensions.waiting().filter(body=body).exists():
        raise Refused(_("More time was asked for already; it is not answered yet."))


def extension_waits(extension: Extension) -> None:
    """A question is answered once."""
    if extension.answer != Extension.Answer.WAITING:
        raise Refused(_("This was answered already."))


def day_is_later(period: Period, body: Body, wished_on: date, today: date) -> None:
    """More time ends after the day that counts now, and not in the past."""
    due_day_is_sensible(period, wished_on, today)
    due_on = deadlines(period).of(body.pk)
    if due_on is not None and wished_on <= due_on:
        raise Refused(_("More time means a later day than the one on which it is due now."))


def reason_is_given(reason: str) -> None:
    """What others must understand later needs a sentence."""
    if not reason.strip():
        raise Refused(_("Say why, in a sentence."))


def outlook_is_sensible(expected_on: date | None, blocked_because: str, today: date) -> None:
    """A day to come or what stands in the way, not both."""
    if expected_on is not None and blocked_because.strip():
        raise Refused(_("Give a day, or say what stands in the way, not both."))
    if expected_on is not None and expected_on < today:
        raise Refused(_("The day on which you will deliver cannot be in the past."))
    if expected_on is not None and expected_on.year > today.year + 2:
        raise Refused(_("The day on which you will deliver is too far away."))


def something_was_chosen(told: int) -> None:
    """The word of a department is about something that it still owes."""
    if not told:
        raise Refused(_("Choose at least one contribution that is still to be delivered."))


def an_activity_was_chosen(chosen: int) -> None:
    """Adding nothing is a slip of the hand."""
    if not chosen:
        raise Refused(_("Choose at least one activity to add."))


def length_is_sensible(least: int, most: int) -> None:
    """From fewer words to more."""
    if not 0 < least <= most:
        raise Refused(_("The first number of words is the smaller one."))


def can_make_the_move(contribution: Contribution, verb: str) -> None:
    """The table of states allows the verb now, and the period is open."""
    period_is_open(contribution.period)
    if not contribution.is_asked:
        raise Refused(_("The plan no longer names this body on this line; others report on it."))
    if contribution.status not in transition(verb).sources:
        raise Refused(
            _("This contribution is %(status)s; that cannot be done with it now.")
            % {"status": contribution.get_status_display()}
        )


def has_left_the_department(contribution: Contribution) -> None:
    """A coordinator takes up what the department has cleared, where it clears."""
    if contribution.status != Status.SUBMITTED:
        return
    if (lies := lying(contribution)) is not None:
        raise Refused(
            _("It has not left the department yet: it waits for %(step)s.") % {"step": lies.step}
        )
    if clears(contribution):
        raise Refused(_("The clearing officer of the department has not cleared it yet."))


def can_be_submitted_for(
    who: Standing, contribution: Contribution, named: Person, reason: str, on: date
) -> None:
    """In the name of a focal point of the body, with a reason; by a coordinator only late or when
    every focal point is away."""
    points = focal_points(contribution)
    if named.pk not in {each.pk for each in points}:
        raise Refused(_("Name a focal point of this body: it is submitted in their name."))
    if not who.writes_for(contribution.body_id):
        coordinator_may_step_in(contribution, points, on)
    reason_is_given(reason)


def coordinator_may_step_in(contribution: Contribution, points: Sequence[Person], on: date) -> None:
    """Where the department cannot submit itself: it is late, or its focal points are all away."""
    if contribution.is_overdue(on):
        return
    here = TimeAway.objects.on(on).filter(person__in=points)
    if len(set(here.values_list("person", flat=True))) < len(points) or not points:
        raise Refused(
            _(
                "A coordinator submits for a department once it is late, or while its focal "
                "points are away."
            )
        )


def focal_points(contribution: Contribution) -> list[Person]:
    """Those in whose name it can be submitted, by name."""
    held = Membership.objects.current().filter(
        plan=contribution.period.plan_id, body=contribution.body_id, role=Role.FOCAL_POINT
    )
    found = Person.objects.filter(memberships__in=held, is_active=True)
    return list(found.distinct().order_by("name", "pk"))


def is_on_this_persons_desk(who: Standing, contribution: Contribution) -> None:
    """Sending back: whoever clears before it leaves, the coordinators after."""
    lies = lying(contribution)
    if lies is not None and answers_at(who.person.pk or 0, lies.step_id):
        return
    if who.is_coordinator:
        has_left_the_department(contribution)
    elif contribution.status != Status.SUBMITTED:
        raise Refused(_("It has left the department; a coordinator sends it back now."))


def note_is_given(note: str) -> None:
    """Nothing is sent back without saying why."""
    if not note.strip():
        raise Refused(_("Say what should be changed; the note goes to the department."))


def nobody_acted_since(by: Person, turn: Turn) -> None:
    """An acceptance is undone by whoever made it, until somebody does something after it."""
    newest = turn.contribution.turns.order_by("-at", "-pk").first()
    if turn.by_id != by.pk or newest is None or newest.pk != turn.pk:
        raise Refused(_("Somebody acted since; it cannot be given back any more."))


def workbook_is_not_applied(imported: WorkbookImport) -> None:
    """A workbook is applied once; what came after would be overwritten by applying it again."""
    if imported.applied_at is not None:
        raise Refused(_("This workbook was applied already."))


def is_published(contribution: Contribution) -> None:
    """Before it is published a figure is simply written anew, in the contribution."""
    if contribution.status != Status.PUBLISHED:
        raise Refused(_("This is not published yet; correct it in the contribution itself."))


def can_be_restated(measure: Measure) -> None:
    """Figures are restated; what is told in words is told anew in the next year."""
    if measure.kind not in NUMBERS:
        raise Refused(_("Only figures are corrected after they are published."))


def nobody_waits_for_it(aside: KeptAside) -> None:
    """What was kept aside belongs to whoever typed it, as long as they write here."""
    contribution = aside.contribution
    here = Membership.objects.current().filter(
        plan_id=contribution.period.plan_id, body_id=contribution.body_id, role__in=WRITING_ROLES
    )
    if here.filter(person=aside.person_id).exists():
        raise Refused(_("Whoever typed this still writes here, and joins it."))


def waits_for_the_department(contribution: Contribution) -> None:
    """Somebody in the department holds the pen, in an open period: there is somebody to remind."""
    period_is_open(contribution.period)
    holder = pen(contribution.status, clears=clears(contribution))
    if holder == Pen.COORDINATOR:
        raise Refused(_("This contribution waits for the coordinators, not for the department."))
    if holder == Pen.NOBODY:
        raise Refused(_("This contribution is published; it waits for nobody."))


def can_be_reminded_of(contribution: Contribution, at: datetime) -> None:
    """It waits for the department, which was not reminded of it on the same day."""
    waits_for_the_department(contribution)
    last = contribution.reminders.order_by("-sent_at").values_list("sent_at", flat=True).first()
    if last is not None and timezone.localtime(last).date() == timezone.localtime(at).date():
        raise Refused(_("A reminder of this was sent today already."))


def somebody_is_there(recipients: Sequence[Person]) -> None:
    """A reminder needs a reader."""
    if not recipients:
        raise Refused(
            _("Nobody in this department has the role for it. Give somebody the role first.")
        )


def step_is_current(step: ClearanceStep) -> None:
    """What was ended is history."""
    if step.ended_at is not None:
        raise Refused(_("This step was ended already."))


def can_move(position: int, count: int) -> None:
    """The first step moves no further up, the last no further down."""
    if not 0 <= position < count:
        raise Refused(_("There is no place further on."))


def somebody_holds_it(holders: int) -> None:
    """A step without holder would keep what comes to it for ever."""
    if not holders:
        raise Refused(_("Name at least one holder: whose step it is."))


def days_away_are_sensible(from_on: date, until_on: date, today: date) -> None:
    """Ahead of us, in order, and not for years."""
    if until_on < from_on:
        raise Refused(_("The last day cannot be before the first."))
    if until_on < today:
        raise Refused(_("These days are past."))
    if (until_on - from_on).days > 366:
        raise Refused(_("Somebody who is away for more than a year hands over the role."))
