"""How is a change to an activity undone, and how does a removed one come back?"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions
from suivi.activities.actions.entering import is_untouched, keep_first, note, write_facts
from suivi.activities.actions.keeping import keep_version
from suivi.activities.facts import facts_of, provisions_of, restored
from suivi.activities.iati.actions.recording import restore_record
from suivi.activities.models import Activity, ActivityVersion, Evidence
from suivi.activities.queries.likeness import alike
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.standing import Standing


@transaction.atomic
def restore_version(
    *,
    by: Person,
    at: datetime,
    who: Standing,
    activity: Activity,
    version: ActivityVersion,
    base: int | None = None,
) -> Activity:
    """Makes an earlier version the newest one, with its lines, partners and evidence."""
    permissions.may_enter(who, activity.body_id)
    is_untouched(activity, base)
    keep_first(activity)
    write_facts(activity, restored(version.facts))
    activity.provisions.set(provisions_of(version.facts))
    _restore_evidence(activity, version)
    restore_record(at=at, activity=activity, told=version.facts.get("iati"))
    keep_version(by=by, at=at, activity=activity)
    note(by, at, "restore_activity", activity, version=version.number)
    return activity


@transaction.atomic
def bring_back(*, by: Person, at: datetime, who: Standing, activity: Activity) -> Activity:
    """Brings a removed activity back. Raises Refused when another one stands in its place."""
    permissions.may_enter(who, activity.body_id)
    is_not_replaced(activity)
    activity.removed_at = None
    activity.save(update_fields=["removed_at"])
    keep_version(by=by, at=at, activity=activity)
    note(by, at, "bring_back_activity", activity)
    return activity


def is_not_replaced(activity: Activity) -> None:
    """Refuses when an activity like it, or with its IATI identifier, has been entered since."""
    same = Activity.objects.exclude(iati_identifier="").exclude(pk=activity.pk)
    same = same.filter(iati_identifier=activity.iati_identifier)
    facts = facts_of(activity)
    if same.exists() or alike(activity.body, facts.started_on, facts.title, activity.pk):
        raise Refused(_("Another activity stands in its place; change that one instead."))


def _restore_evidence(activity: Activity, version: ActivityVersion) -> None:
    """Drops what came since and attaches again what was dropped; files are still in store."""
    wanted = [(each["title"], each["link"], each["file"]) for each in version.facts["evidence"]]
    for there in activity.evidence.order_by("pk"):
        fact = (there.title, there.link, str(there.file_id or ""))
        if fact in wanted:
            wanted.remove(fact)
        else:
            there.delete()
    for title, link, file in wanted:
        Evidence.objects.create(activity=activity, title=title, link=link, file_id=file or None)
