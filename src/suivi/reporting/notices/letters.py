"""What do the mails say that leave at once?

As of their leaving: a contribution that was handed over meanwhile is no longer spoken of, and a
person who no longer works for the body is told nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.notices.letters import Entry, Letter, Link, Section
from suivi.notices.models import Notice
from suivi.people.models import Person
from suivi.plans.models import Membership, Period, Role
from suivi.plans.standing import Standing, standing
from suivi.reporting.clearance import answers_at, lying, steps_asking
from suivi.reporting.models import (
    Clearance,
    Contribution,
    ContributionQuerySet,
    Reminder,
    Turn,
)
from suivi.reporting.notices import places
from suivi.reporting.notices.digest import due
from suivi.reporting.notices.kinds import (
    DUE_TOMORROW,
    IN_YOUR_NAME,
    REMINDER,
    SENT_BACK,
    SILENCE,
)
from suivi.reporting.queries.people import WRITERS
from suivi.reporting.states import WRITABLE, Status
from suivi.ui.numbers_and_days import day


def letter(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """The mail of these notices, all of one kind; None when there is nothing to tell any more."""
    write: Callable[[Person, Sequence[Notice], date], Letter | None] = LETTERS[notices[0].kind]
    return write(person, notices, on)


def _sent_back(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """Which contributions came back; what should be changed stands there, not in the mail."""
    numbers = {notice.facts["contribution"] for notice in notices}
    rows = _with_names(Contribution.objects.filter(pk__in=numbers, status=Status.SENT_BACK))
    back = [each for each in rows if _works_on(person, each) and each.period.is_open]
    if not back:
        return None
    sentence = ngettext(
        "Sent back: a contribution on %(year)d", "Sent back: %(number)d contributions", len(back)
    )
    opening = ngettext(
        "A contribution was sent back to your department%(due)s. "
        "What should be changed stands there, at the place it speaks of.",
        "Contributions were sent back to your department%(due)s. "
        "What should be changed stands there, at the places it speaks of.",
        len(back),
    )
    links = places.to_notes(back)
    return Letter(
        subject=sentence % {"number": len(back), "year": back[0].period.year},
        opening=(opening % {"due": due(back[0].due_day, on)},),
        sections=_by_plan(back, links),
    )


def _due_tomorrow(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """What a person's bodies have not delivered, the day before it is due."""
    numbers = [notice.facts["period"] for notice in notices]
    tomorrow = on + timedelta(days=1)
    bodies = Membership.objects.current().filter(person=person, role__in=WRITERS)
    owed = Contribution.objects.outstanding().with_due_day()
    rows = owed.filter(
        period__in=Period.objects.open().filter(pk__in=numbers), due_on__range=(on, tomorrow)
    )
    mine = set(bodies.values_list("plan_id", "body_id"))
    waiting = [e for e in _with_names(rows) if (e.period.plan_id, e.body_id) in mine]
    if not waiting:
        return None
    due_on = min(each.due_day for each in waiting if each.due_day)
    is_today = due_on == on
    sentence = ngettext("%(number)d contribution", "%(number)d contributions", len(waiting))
    what = sentence % {"number": len(waiting)}
    subject = _("Due today: %(what)s") if is_today else _("Due tomorrow: %(what)s")
    opening = _("Your department has not handed these over yet; they are due on %(day)s.")
    links = places.to_what_is_missing(waiting)
    return Letter(
        subject=subject % {"what": what},
        opening=(opening % {"day": day(due_on)},),
        sections=_by_plan(waiting, links),
    )


def _reminded(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """A coordinator's reminder, of what still waits."""
    reminder = Reminder.objects.select_related("sent_by").get(pk=notices[0].facts["reminder"])
    rows = _with_names(reminder.contributions.all())
    waiting = [each for each in rows if each.period.is_open and _waits_for(person, each)]
    return reminder_letter(reminder.sent_by, waiting, reminder.note, on) if waiting else None


def reminder_letter(sender: Person, waiting: Sequence[Contribution], note: str, on: date) -> Letter:
    """What a coordinator's reminder says: the same before it is sent and in the mail."""
    first = waiting[0]
    is_to_clear = first.status == Status.SUBMITTED
    links = places.to_moves(waiting) if is_to_clear else places.to_what_is_missing(waiting)
    facts = {"who": sender.name, "year": first.period.year, "due": due(first.due_day, on)}
    opening = (
        _("%(who)s asks you kindly to clear what your department wrote on %(year)d%(due)s.")
        if is_to_clear
        else _("%(who)s asks you kindly for what your department did in %(year)d%(due)s.")
    )
    closing = _("If something stands in the way, answer this mail: it goes to %(who)s.")
    subject = _("A reminder: %(body)s, %(year)d")
    return Letter(
        subject=subject % {"body": first.body.said_short_name, "year": first.period.year},
        opening=(opening % facts,),
        quoted=note,
        sections=_by_plan(waiting, links),
        closing=(closing % facts,),
        reply_to=sender.email,
    )


def _silence(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """What silence clears tomorrow, of what is still asked of this person."""
    numbers = {notice.facts["clearance"] for notice in notices}
    steps = steps_asking([person], on).get(person.pk, set())
    rows = Clearance.objects.at_steps(steps).under_way().filter(pk__in=numbers)
    days = {each.contribution_id: each.silent_on for each in rows if each.silent_on}
    if not days:
        return None
    waiting = _with_names(Contribution.objects.filter(pk__in=days))
    first = min(days.values())
    subject = ngettext(
        "Cleared by silence on %(day)s: %(number)d contribution",
        "Cleared by silence from %(day)s on: %(number)d contributions",
        len(waiting),
    )
    opening = _(
        "These wait for you to clear them or to send them back. Without an answer they count as "
        "cleared on %(day)s, and go on."
    )
    return Letter(
        subject=subject % {"day": day(first), "number": len(waiting)},
        opening=(opening % {"day": day(first)},),
        sections=_by_plan(waiting, places.to_moves(waiting)),
    )


def _in_your_name(person: Person, notices: Sequence[Notice], on: date) -> Letter | None:
    """Who submitted in this person's name; the reason stands with the contribution."""
    numbers = [notice.facts["turn"] for notice in notices]
    turns = list(Turn.objects.filter(pk__in=numbers).select_related("by").order_by("pk"))
    told = {turn.contribution_id for turn in turns}
    rows = _with_names(Contribution.objects.filter(pk__in=told))
    if not rows or not any(_works_on(person, each) for each in rows):
        return None
    names = ", ".join(sorted({turn.by.name for turn in turns if turn.by}))
    subject = ngettext(
        "Submitted in your name: a contribution on %(year)d",
        "Submitted in your name: %(number)d contributions",
        len(rows),
    )
    opening = _(
        "%(who)s submitted in your name. The reason stands with the contribution; as long as it "
        "has not left your department you can take it back."
    )
    return Letter(
        subject=subject % {"number": len(rows), "year": rows[0].period.year},
        opening=(opening % {"who": names},),
        sections=_by_plan(rows, places.to_moves(rows)),
    )


LETTERS: Final = {
    SENT_BACK: _sent_back,
    DUE_TOMORROW: _due_tomorrow,
    REMINDER: _reminded,
    SILENCE: _silence,
    IN_YOUR_NAME: _in_your_name,
}


def _with_names(rows: ContributionQuerySet) -> list[Contribution]:
    """With all that a link says of them, in the order of the plan, without their texts."""
    found = rows.select_related("period__plan", "provision__plan", "body")
    return list(found.defer("account", "obstacles", "next_steps").in_order())


def _works_on(person: Person, contribution: Contribution) -> bool:
    return _standing(person, contribution).writes_for(contribution.body_id)


def _waits_for(person: Person, contribution: Contribution) -> bool:
    """Whether it waits for this person still."""
    if contribution.status in WRITABLE:
        return _works_on(person, contribution)
    if (lies := lying(contribution)) is not None:
        return answers_at(person.pk, lies.step_id)
    who = _standing(person, contribution)
    clears = who.holds(Role.CLEARING_OFFICER, contribution.body_id)
    return clears and contribution.status == Status.SUBMITTED


def _standing(person: Person, contribution: Contribution) -> Standing:
    return standing(person, contribution.plan)


def _by_plan(contributions: Iterable[Contribution], links: Iterable[Link]) -> list[Section]:
    """One section for each plan; each contribution is one entry that is its own link."""
    plans: dict[int, tuple[str, list[Link]]] = {}
    for each, link in zip(contributions, links, strict=True):
        title = str(each.plan.said_short_title)
        plans.setdefault(each.period.plan_id, (title, []))[1].append(link)
    return [
        Section(title, tuple(Entry("", (link,)) for link in mine)) for title, mine in plans.values()
    ]
