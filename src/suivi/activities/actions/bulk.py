"""How are many activities changed at once, and how is that undone?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions
from suivi.activities.actions.entering import keep_first, note
from suivi.activities.actions.keeping import keep_version
from suivi.activities.actions.undoing import restore_version
from suivi.activities.models import Activity
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Provision
from suivi.plans.standing import Standing

UNTOUCHED = "untouched"


@dataclass(frozen=True)
class BulkChange:
    """What many activities get: a line more, another marker (None: not screened), visibility."""

    line: Provision | None = None
    marker: int | str | None = UNTOUCHED
    is_public: bool | None = None

    def differs(self, activity: Activity) -> bool:
        """Whether it would change this activity; its lines are read beforehand."""
        lines = {each.pk for each in activity.provisions.all()}
        return (
            (self.line is not None and self.line.pk not in lines)
            or self.marker not in {UNTOUCHED, activity.gender_marker}
            or (self.is_public is not None and activity.is_public != self.is_public)
        )


@transaction.atomic
def change_many(
    *,
    by: Person,
    at: datetime,
    standings: Sequence[Standing],
    activities: Sequence[Activity],
    change: BulkChange,
) -> list[Activity]:
    """Changes all of them or none; gives those that differed. Raises Refused for a foreign one."""
    changed = [each for each in activities if change.differs(each)]
    for activity in changed:
        may_enter_somewhere(standings, activity)
        keep_first(activity)
        if change.marker != UNTOUCHED:
            activity.gender_marker = change.marker
        if change.is_public is not None:
            activity.is_public = change.is_public
        activity.save(update_fields=["gender_marker", "is_public"])
        if change.line is not None:
            activity.provisions.add(change.line)
        keep_version(by=by, at=at, activity=activity)
        note(by, at, "change_activity", activity)
    return changed


@transaction.atomic
def undo_many(
    *, by: Person, at: datetime, standings: Sequence[Standing], changed: Sequence[tuple[int, int]]
) -> int:
    """Undoes a change of many: pairs of activity and the version that it made.

    Those that somebody changed since are left alone; gives how many went back.
    """
    undone = 0
    for number, version in changed:
        activity = Activity.objects.filter(pk=number, version=version).first()
        if activity is None:
            continue
        before = activity.versions.filter(number=version - 1).first()
        if before is None:
            continue
        who = may_enter_somewhere(standings, activity)
        restore_version(by=by, at=at, who=who, activity=activity, version=before)
        undone += 1
    return undone


def may_enter_somewhere(standings: Sequence[Standing], activity: Activity) -> Standing:
    """The standing by which the person writes for the activity's body; raises Refused."""
    for who in standings:
        if who.writes_for(activity.body_id):
            return who
    if standings:
        permissions.may_enter(standings[0], activity.body_id)
    raise Refused(_("Only the focal point and the contributors of this body write here."))
