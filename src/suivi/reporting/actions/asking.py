"""Who is asked in a period that is open? Every responsible body, on every line of its own.

When the plan changes meanwhile, the round follows it: who was added is asked, who is no longer
named is asked no more. What somebody wrote is never removed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Period, Responsibility
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution, ContributionQuerySet, PeriodTurn
from suivi.reporting.states import WRITABLE, Status


@dataclass(frozen=True)
class Followed:
    """How many contributions are asked for anew, are gone unwritten, and are asked for no more."""

    asked: int = 0
    dropped: int = 0
    released: int = 0

    def __bool__(self) -> bool:
        return bool(self.asked or self.dropped or self.released)


@transaction.atomic
def follow_plan(*, by: Person | None, at: datetime, period: Period) -> Followed:
    """Asks the bodies that the plan names now, and those no more that it no longer names.

    An untouched contribution of such a body goes; one that it wrote in stays readable, released;
    one that it delivered stays delivered. `by` is None when a command does it. Raises Refused for
    others than coordinators, and for a period that is not open. Where nothing changes there is no
    event.
    """
    if by is not None:
        permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_open(period)
    unnamed = _unnamed(period)
    dropped, _by_model = _untouched(unnamed).delete()
    released = unnamed.filter(released_at__isnull=True).update(released_at=at)
    named_again = period.contributions.filter(released_at__isnull=False).filter(_is_named())
    asked = named_again.update(released_at=None)
    asked += ask_all(period, is_sample=by is not None and by.is_sample)
    followed = Followed(asked, dropped, released)
    if followed:
        _record(by, at, period, followed)
    return followed


def ask_all(period: Period, *, is_sample: bool) -> int:
    """Makes the contributions that are not there yet, in the order of the plan; gives how many.

    Part of an action, inside its transaction.
    """
    there = {(each.provision_id, each.body_id): each for each in period.contributions.all()}
    missing, moved = [], []
    for place, responsibility in enumerate(Responsibility.objects.of_plan(period.plan), start=1):
        contribution = there.get((responsibility.provision_id, responsibility.body_id))
        if contribution is None:
            missing.append(
                Contribution(
                    provision_id=responsibility.provision_id,
                    body_id=responsibility.body_id,
                    period=period,
                    position=place,
                    is_sample=period.plan.is_sample or is_sample,
                )
            )
        elif contribution.position != place and contribution.status != Status.PUBLISHED:
            contribution.position = place
            moved.append(contribution)
    Contribution.objects.bulk_update(moved, ["position"], batch_size=500)
    return len(Contribution.objects.bulk_create(missing))


def _is_named() -> models.Exists:
    """Whether the plan names the body of a contribution on its line."""
    named = Responsibility.objects.filter(
        provision=models.OuterRef("provision"), body=models.OuterRef("body")
    )
    return models.Exists(named)


def _unnamed(period: Period) -> ContributionQuerySet:
    """What is not delivered by bodies that the plan does not name there."""
    return Contribution.objects.of_period(period).filter(~_is_named(), status__in=WRITABLE)


def _untouched(contributions: ContributionQuerySet) -> ContributionQuerySet:
    """Those in which nobody wrote or told anything."""
    return contributions.filter(
        version=0,
        told_at__isnull=True,
        turns__isnull=True,
        kept_aside__isnull=True,
        activities__isnull=True,
    )


def _record(by: Person | None, at: datetime, period: Period, followed: Followed) -> None:
    facts = vars(followed)
    verb = PeriodTurn.Verb.PLAN_FOLLOWED
    PeriodTurn.objects.create(period=period, verb=verb, facts=facts, at=at, by=by)
    record(
        by=by,
        at=at,
        verb="follow_plan",
        object=f"period:{period.plan.slug}/{period.year}",
        role="coordinator" if by else "",
        **facts,
    )
