"""A plan file is loaded: a new plan, or changes to one that is here.

All or nothing: one transaction, one audit event. Without `apply_changes` a plan that is here
already is only compared. A file never removes what something hangs on.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.errors import Fault, Faults
from suivi.people.models import Person
from suivi.plans.actions.definitions import keep_definitions
from suivi.plans.formats.documents import Document
from suivi.plans.formats.stored import document_of
from suivi.plans.imports.differences import Change, changes
from suivi.plans.imports.records import write_plan
from suivi.plans.imports.removals import removal_faults
from suivi.plans.models import Plan

DATES = ("opens_on", "due_on", "closes_on")


@dataclass(frozen=True)
class Loading:
    """What a load did, or would do: the plan, whether it is new, the changes, what forbids them."""

    plan: Plan
    is_new: bool = False
    applied: bool = False
    changes: list[Change] = field(default_factory=list)
    refusals: list[Fault] = field(default_factory=list)


@transaction.atomic
def load_plan(
    *,
    document: Document,
    by: Person | None,
    at: datetime,
    apply_changes: bool = False,
    reason: str = "",
) -> Loading:
    """Loads a checked document (see `formats.checking`) and says what it did.

    A plan that is not here is written. One that is here is compared, and changed only with
    `apply_changes`. Raises `Faults` when its predecessor is not here, or when changes are to be
    applied that would remove or redefine something in use. `by` is None when a command loads.
    A measure that is changed gets a new version of its definition, with `reason`.
    """
    _refuse_unknown_predecessor(document)
    plan = Plan.objects.select_for_update().filter(slug=document["slug"]).first()
    if plan is None:
        plan = _written(document, None, at)
        keep_definitions(plan, by=by, at=at, reason=reason)
        _record(plan, Loading(plan), by=by, at=at)
        return Loading(plan, is_new=True, applied=True)
    before = document_of(plan)
    document = with_own_dates(document, before)
    found = Loading(
        plan, changes=changes(before, document), refusals=removal_faults(document, plan)
    )
    if not found.changes or not apply_changes:
        return found
    if found.refusals:
        raise Faults(found.refusals)
    _written(document, plan, at)
    keep_definitions(plan, by=by, at=at, reason=reason)
    _record(plan, found, by=by, at=at)
    return Loading(plan, applied=True, changes=found.changes)


def _written(document: Document, plan: Plan | None, at: datetime) -> Plan:
    """The plan as the document says. Otherwise this program is wrong, and nothing stays written."""
    written = write_plan(document, plan, at.date())
    assert document_of(written) == document, "What was written is not what the file says."
    return written


def with_own_dates(document: Document, there: Document) -> Document:
    """The document with the dates of periods that the installation set and the file leaves open.

    Opening, due and closing dates are set by the coordinator as years go by; a file that says
    nothing of them does not take them away.
    """
    known = {period["year"]: period for period in there.get("periods", [])}
    periods = []
    for period in document.get("periods", []):
        own = known.get(period["year"], {})
        kept = {name: own[name] for name in DATES if name in own and name not in period}
        periods.append(period | kept)
    return document | ({"periods": periods} if periods else {})


def _refuse_unknown_predecessor(document: Document) -> None:
    slug = document.get("predecessor")
    if slug and not Plan.objects.filter(slug=slug).exists():
        sentence = _("the plan “%(slug)s” is not loaded here; load it first, if only in outline")
        raise Faults([Fault("predecessor", sentence % {"slug": slug})])


def _record(plan: Plan, loading: Loading, *, by: Person | None, at: datetime) -> None:
    counted = Counter(change.kind.value for change in loading.changes)
    record(
        by=by,
        at=at,
        verb="load_plan",
        object=f"plan:{plan.slug}",
        revision=plan.revision,
        added=counted["added"],
        changed=counted["changed"],
        removed=counted["removed"],
    )
