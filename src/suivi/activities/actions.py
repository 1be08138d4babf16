"""How does an activity come into the register, change and leave it?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from suivi.activities import permissions
from suivi.activities.models import Activity, Evidence
from suivi.audit.actions import record
from suivi.files.actions import store_file
from suivi.people.models import Body, Person
from suivi.plans.models import Provision
from suivi.plans.standing import Standing


@dataclass(frozen=True)
class ActivityFacts:
    """What is told of an activity. Countries are two-letter codes."""

    kind: str
    title: str
    started_on: date
    account: str = ""
    ended_on: date | None = None
    countries: Sequence[str] = ()
    language: str = "en"


@dataclass(frozen=True)
class NewEvidence:
    """Evidence to be attached: a title, and either a file that was handed in or an address."""

    title: str
    link: str = ""
    upload: File[bytes] | None = None


@transaction.atomic
def record_activity(
    *,
    by: Person,
    at: datetime,
    who: Standing,
    body: Body,
    provisions: Sequence[Provision],
    facts: ActivityFacts,
    evidence: Sequence[NewEvidence] = (),
) -> Activity:
    """Enters an activity of a body, serving these provisions, with its evidence."""
    permissions.may_enter(who, body.pk)
    activity = Activity(body=body, entered_by=by, entered_at=at, is_sample=by.is_sample)
    _write(activity, facts)
    activity.provisions.set(provisions)
    _attach(by, at, activity, evidence)
    record(
        by=by,
        at=at,
        verb="record_activity",
        object=f"activity:{activity.pk}",
        body=body.code,
        evidence=len(evidence),
    )
    return activity


@transaction.atomic
def change_activity(
    *,
    by: Person,
    at: datetime,
    who: Standing,
    activity: Activity,
    facts: ActivityFacts,
    evidence: Sequence[NewEvidence] = (),
    dropped: Sequence[Evidence] = (),
) -> Activity:
    """Changes what is told of an activity, adds evidence, drops some."""
    permissions.may_enter(who, activity.body_id)
    _write(activity, facts)
    activity.evidence.filter(pk__in=[each.pk for each in dropped]).delete()
    _attach(by, at, activity, evidence)
    record(
        by=by,
        at=at,
        verb="change_activity",
        object=f"activity:{activity.pk}",
        body=activity.body.code,
        evidence=len(evidence),
        dropped=len(dropped),
    )
    return activity


@transaction.atomic
def remove_activity(*, by: Person, at: datetime, who: Standing, activity: Activity) -> None:
    """Takes an activity out of the register; the files that were handed in stay in store."""
    permissions.may_enter(who, activity.body_id)
    record(
        by=by,
        at=at,
        verb="remove_activity",
        object=f"activity:{activity.pk}",
        body=activity.body.code,
    )
    activity.delete()


def _write(activity: Activity, facts: ActivityFacts) -> None:
    for name, fact in asdict(facts).items():
        setattr(activity, name, list(fact) if name == "countries" else fact)
    activity.full_clean(exclude=["provisions"])
    activity.save()


def _attach(by: Person, at: datetime, activity: Activity, evidence: Sequence[NewEvidence]) -> None:
    for new in evidence:
        stored = store_file(by=by, at=at, upload=new.upload) if new.upload else None
        Evidence.objects.create(
            activity=activity,
            title=new.title,
            file=stored,
            link="" if stored else new.link,
        )
