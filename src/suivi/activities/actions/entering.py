"""How does an activity come into the register, change and leave it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions
from suivi.activities.actions.keeping import keep_version
from suivi.activities.facts import COLUMNS, ActivityFacts, kept
from suivi.activities.models import Activity, ActivityVersion, Evidence
from suivi.audit.actions import record
from suivi.errors import Fault, Faults
from suivi.files.actions import store_file
from suivi.files.models import StoredFile
from suivi.people.models import Body, Person
from suivi.plans.models import Provision
from suivi.plans.standing import Standing


@dataclass(frozen=True)
class NewEvidence:
    """Evidence to be attached: a title, and an address, a file handed in, or one handed in before.

    `kept` is a file that came with a form which could not be taken then.
    """

    title: str
    link: str = ""
    upload: File[bytes] | None = None
    kept: StoredFile | None = None


class ToEnter(TypedDict, total=False):
    """What is told of an activity that enters the register."""

    facts: Required[ActivityFacts]
    provisions: Sequence[Provision]
    evidence: Sequence[NewEvidence]


class ToChange(TypedDict, total=False):
    """What is told of an activity that changes; evidence is added, `dropped` goes.

    `base` is the version that was changed. Without `provisions` the lines stay.
    """

    facts: Required[ActivityFacts]
    provisions: Sequence[Provision] | None
    evidence: Sequence[NewEvidence]
    dropped: Sequence[Evidence]
    base: int | None


@transaction.atomic
def record_activity(
    *,
    by: Person | None,
    at: datetime,
    who: Standing | None,
    body: Body,
    **told: Unpack[ToEnter],
) -> Activity:
    """Enters an activity of a body, with the provisions it serves and its evidence.

    `by` and `who` are None when the program itself enters what it was given as data.
    """
    evidence = told.get("evidence", ())
    if who is not None:
        permissions.may_enter(who, body.pk)
    is_sample = by.is_sample if by else False
    activity = Activity(body=body, entered_by=by, entered_at=at, is_sample=is_sample)
    write_facts(activity, told["facts"])
    activity.provisions.set(told.get("provisions", ()))
    _attach(by, at, activity, evidence)
    keep_version(by=by, at=at, activity=activity)
    note(by, at, "record_activity", activity, evidence=len(evidence))
    return activity


@transaction.atomic
def change_activity(
    *,
    by: Person,
    at: datetime,
    who: Standing,
    activity: Activity,
    **told: Unpack[ToChange],
) -> Activity:
    """Changes what is told of an activity, adds evidence, drops some.

    Raises Faults when somebody changed it since the version that the person began with.
    """
    evidence, dropped = told.get("evidence", ()), told.get("dropped", ())
    permissions.may_enter(who, activity.body_id)
    is_untouched(activity, told.get("base"))
    keep_first(activity)
    write_facts(activity, told["facts"])
    provisions = told.get("provisions")
    if provisions is not None:
        activity.provisions.set(provisions)
    activity.evidence.filter(pk__in=[each.pk for each in dropped]).delete()
    _attach(by, at, activity, evidence)
    keep_version(by=by, at=at, activity=activity)
    note(by, at, "change_activity", activity, evidence=len(evidence), dropped=len(dropped))
    return activity


@transaction.atomic
def keep_upload(*, by: Person, at: datetime, upload: File[bytes]) -> StoredFile:
    """Keeps a file whose form could not be taken yet. Raises Faults when it is not taken at all."""
    stored = store_file(by=by, at=at, upload=upload)
    record(by=by, at=at, verb="keep_upload", object=f"file:{stored.pk}")
    return stored


@transaction.atomic
def remove_activity(*, by: Person, at: datetime, who: Standing, activity: Activity) -> None:
    """Takes an activity out of the register: it shows and counts nowhere, and can come back."""
    permissions.may_enter(who, activity.body_id)
    keep_first(activity)
    activity.removed_at = at
    activity.save(update_fields=["removed_at"])
    keep_version(by=by, at=at, activity=activity)
    note(by, at, "remove_activity", activity)


def is_untouched(activity: Activity, base: int | None) -> None:
    """Raises Faults when the activity is no longer at the version that a person began with."""
    now = Activity.with_removed.select_for_update().values_list("version", flat=True)
    if base is not None and now.get(pk=activity.pk) != base:
        sentence = _("Somebody changed this activity meanwhile; look at it anew before you save.")
        raise Faults([Fault("", sentence)])


def keep_first(activity: Activity) -> None:
    """Keeps what stood before the first change, of an activity that came without versions."""
    if not activity.versions.exists():
        ActivityVersion.objects.create(
            activity=activity,
            number=1,
            facts=kept(Activity.with_removed.get(pk=activity.pk)),
            at=activity.entered_at,
            by=activity.entered_by,
        )


def write_facts(activity: Activity, facts: ActivityFacts) -> None:
    """Writes what is told of an activity. Raises ValidationError with a sentence per fault."""
    for name in COLUMNS:
        fact = getattr(facts, name)
        setattr(activity, name, list(fact) if name == "countries" else fact)
    activity.full_clean(exclude=["provisions", "partners", "plans"])
    activity.save()
    activity.partners.set(facts.partners)
    activity.plans.set(facts.plans)


def note(by: Person | None, at: datetime, verb: str, activity: Activity, **facts: Any) -> None:
    """The audit event of a change."""
    object_ = f"activity:{activity.pk}"
    record(by=by, at=at, verb=verb, object=object_, body=activity.body.code, **facts)


def _attach(
    by: Person | None, at: datetime, activity: Activity, evidence: Sequence[NewEvidence]
) -> None:
    for new in evidence:
        stored = store_file(by=by, at=at, upload=new.upload) if by and new.upload else new.kept
        Evidence.objects.create(
            activity=activity,
            title=new.title,
            file=stored,
            link="" if stored else new.link,
        )
