"""How is a year's round lived through, from its opening to its end?

By the real actions, in the order in which a year goes: departments write and submit, clearing
officers clear, coordinators review, the round is closed or told in a report.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from suivi.activities.actions import ActivityFacts, NewEvidence
from suivi.demo import content
from suivi.demo.content import SampleActivity, SampleContribution
from suivi.demo.people import Staff
from suivi.demo.promising import promises_typed
from suivi.demo.typing_in import answers_to
from suivi.plans.models import Period, Plan
from suivi.reporting import actions
from suivi.reporting.answers import Question, question
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status

FIRST_HOUR: Final = 9
DAY_MINUTES: Final = 8 * 60
WEEKDAYS: Final = 5


@dataclass(frozen=True)
class Round:
    """The days of a year's round: departments write until `written_by`; without end it is open."""

    year: int
    opens_on: date
    written_by: date
    due_on: date
    cleared_on: date
    reviewed_on: date
    ends_on: date | None = None

    @property
    def starts_at(self) -> datetime:
        """The morning on which it opens."""
        return _at(self.opens_on)


# Of each year: opens, written by, due, cleared, reviewed, ends.
_DAYS: Final = {
    2012: "2013-11-04 2013-11-29 2013-11-29 2013-12-02 2013-12-09 2013-12-16",
    2013: "2014-01-06 2014-01-24 2014-01-24 2014-01-27 2014-01-29 2014-02-03",
    2014: "2015-01-05 2015-01-23 2015-01-23 2015-01-26 2015-01-28 2015-02-02",
    2015: "2016-01-04 2016-01-22 2016-01-29 2016-01-25 2016-01-27",
}
ROUNDS: Final = tuple(
    Round(year, *(date.fromisoformat(day) for day in days.split())) for year, days in _DAYS.items()
)
REVIEWED: Final = (Status.ACCEPTED, Status.PUBLISHED, Status.SENT_BACK)

# What ends a round: it is closed, with a report or without.
End = Callable[[Period, Staff, datetime], object]


@dataclass(frozen=True)
class Told:
    """A sample contribution beside the one that it answers."""

    sample: SampleContribution
    contribution: Contribution
    asked: Question


@transaction.atomic
def live_through(plan: Plan, year: Round, staff: Staff, end: End) -> int:
    """Lives through a round, all or nothing; gives how many contributions were written.

    A round that was opened before is left as it is: nothing is told twice.
    """
    period = Period.objects.get(plan=plan, year=year.year)
    if period.opened_at is not None:
        return 0
    actions.open_period(
        by=staff.coordinator("equality"), at=year.starts_at, period=period, due_on=year.due_on
    )
    told = _paired(period)
    _write(told, year, staff)
    _clear([each for each in told if _is_cleared(each, staff)], year, staff)
    _review([each for each in told if each.sample.state in REVIEWED], year, staff)
    if year.ends_on is not None:
        end(period, staff, _at(year.ends_on))
    return len(told)


def _paired(period: Period) -> list[Told]:
    """Each sample contribution with the one opened for it; what a line asks is read once."""
    opened = Contribution.objects.of_period(period).select_related("provision__plan", "body")
    by_place = {(each.provision.code, each.body.code): each for each in opened.in_order()}
    asked: dict[str, Question] = {}
    told = []
    for sample in content.contributions_of(period.year):
        contribution = by_place[sample.line, sample.body]
        if sample.line not in asked:
            asked[sample.line] = question(contribution.provision)
        told.append(Told(sample, contribution, asked[sample.line]))
    return told


def _write(told: Sequence[Told], year: Round, staff: Staff) -> None:
    """Departments write, one after the other, from the day after the opening."""
    moments = _moments(year.opens_on + timedelta(days=1), year.written_by, len(told))
    for each, at in zip(told, moments, strict=True):
        contribution, body = each.contribution, each.sample.body
        actions.save_draft(
            by=staff.writer(body),
            at=at,
            contribution=contribution,
            typed=actions.Typed(answers_to(each.asked, each.sample), base=0),
        )
        for activity in each.sample.activities:
            _enter(activity, each, staff, at)
        if promised := promises_typed(contribution):
            typed = actions.Typed({**answers_to(each.asked, each.sample), **promised}, base=1)
            actions.save_draft(by=staff.writer(body), at=at, contribution=contribution, typed=typed)
        if each.sample.state != Status.DRAFT:
            actions.submit_contribution(
                by=staff.focal_point(body), at=at, contribution=contribution
            )


def _enter(activity: SampleActivity, each: Told, staff: Staff, at: datetime) -> None:
    actions.add_activity(
        by=staff.writer(each.sample.body),
        at=at,
        contribution=each.contribution,
        facts=ActivityFacts(
            kind=activity.kind,
            title=activity.title,
            started_on=activity.on,
            account=activity.account,
            ended_on=activity.until,
            countries=activity.countries,
            language=each.sample.language,
        ),
        evidence=[NewEvidence(title, link) for title, link in activity.evidence],
    )


def _is_cleared(each: Told, staff: Staff) -> bool:
    """Whether the department's clearing officer, if it has one, let it go."""
    stays = (Status.DRAFT, Status.SUBMITTED)
    return staff.clearing_officer(each.sample.body) is not None and each.sample.state not in stays


def _clear(told: Sequence[Told], year: Round, staff: Staff) -> None:
    for each, at in zip(told, _moments(year.cleared_on, year.cleared_on, len(told)), strict=True):
        officer = staff.clearing_officer(each.sample.body)
        assert officer is not None
        actions.clear_contribution(by=officer, at=at, contribution=each.contribution)


def _review(told: Sequence[Told], year: Round, staff: Staff) -> None:
    """The coordinators review, neither of them what their own body wrote."""
    moments = _moments(year.reviewed_on, year.reviewed_on, len(told))
    for each, at in zip(told, moments, strict=True):
        own = each.sample.body == "equality"
        coordinator = staff.coordinator("foreign-affairs" if own else "equality")
        if each.sample.state == Status.SENT_BACK:
            actions.send_back_contribution(
                by=coordinator, at=at, contribution=each.contribution, note=each.sample.note
            )
        else:
            actions.accept_contribution(by=coordinator, at=at, contribution=each.contribution)


def _moments(first: date, last: date, count: int) -> list[datetime]:
    """So many moments in office hours, in order, spread over the weekdays from first to last."""
    spans = (first + timedelta(days=passed) for passed in range((last - first).days + 1))
    days = [day for day in spans if day.weekday() < WEEKDAYS]
    places = [len(days) * number / max(count, 1) for number in range(count)]
    return [_at(days[int(place)], place % 1) for place in places]


def _at(day: date, part: float = 0.0) -> datetime:
    """A moment of the working day: 0 is its first hour, 1 its end."""
    opening = timezone.make_aware(datetime.combine(day, time(FIRST_HOUR)))
    return opening + timedelta(minutes=int(DAY_MINUTES * part))
