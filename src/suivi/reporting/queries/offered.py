"""Which activities of the year could be told of here, and why is each offered?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.activities.models import Activity
from suivi.reporting.models import Contribution
from suivi.reporting.queries.page import others_on_the_line

MOST: Final = 50


@dataclass(frozen=True)
class Offer:
    """An activity, why it is offered, and whether the body tells of it nowhere in the year yet."""

    activity: Activity
    why: str
    is_unreported: bool


@dataclass(frozen=True)
class Offered:
    """What the register has for a contribution; `more` are activities beyond those shown."""

    unreported: Sequence[Offer]
    others: Sequence[Offer]
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.unreported or self.others)


def offered(contribution: Contribution) -> Offered:
    """The activities of the year that are not told of here: five queries at most.

    First those of the body that it tells of on no line this year; of them, first those that name
    this line. Then those told of elsewhere, and those of others.
    """
    found = list(others_on_the_line(contribution).prefetch_related("provisions__plan", "evidence"))
    told = _told_elsewhere(contribution, found)
    offers = [
        Offer(
            each,
            _why(contribution, each, told.get(each.pk, ())),
            each.body_id == contribution.body_id and each.pk not in told,
        )
        for each in found
    ]
    offers.sort(key=lambda offer: not _is_on(contribution, offer.activity))
    unreported = [each for each in offers if each.is_unreported]
    others = [each for each in offers if not each.is_unreported]
    shown = others[: max(0, MOST - len(unreported))]
    return Offered(unreported[:MOST], shown, len(offers) - len(unreported[:MOST]) - len(shown))


def _told_elsewhere(
    contribution: Contribution, found: Iterable[Activity]
) -> Mapping[int, Sequence[str]]:
    """On which lines the body tells of each already, this year."""
    links = Contribution.activities.through.objects.filter(
        activity__in=[each.pk for each in found],
        contribution__body=contribution.body_id,
        contribution__period=contribution.period_id,
    )
    told: dict[int, list[str]] = {}
    rows = links.order_by("contribution__provision__position", "pk")
    for pk, code in rows.values_list("activity_id", "contribution__provision__code"):
        told.setdefault(pk, []).append(code)
    return told


def _is_on(contribution: Contribution, activity: Activity) -> bool:
    return any(line.pk == contribution.provision_id for line in activity.provisions.all())


def _why(contribution: Contribution, activity: Activity, told: Sequence[str]) -> str:
    if activity.body_id != contribution.body_id:
        if _is_on(contribution, activity):
            return _("entered by %(body)s on this line") % {"body": activity.body}
        return _("entered by %(body)s, with you as partner") % {"body": activity.body}
    if told:
        return _("told of on %(lines)s already") % {"lines": ", ".join(told)}
    if _is_on(contribution, activity):
        return _("entered on this line")
    lines = [each for each in activity.provisions.all() if each.plan_id == contribution.plan.pk]
    return _("entered on %(lines)s") % {"lines": ", ".join(line.code for line in lines)}
