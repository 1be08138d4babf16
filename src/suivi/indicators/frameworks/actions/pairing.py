"""How is an instrument paired with an indicator, and the pair taken out again?"""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.indicators.frameworks import permissions
from suivi.indicators.frameworks.models import Crosswalk, FrameworkIndicator
from suivi.people.models import Person
from suivi.plans.models import Instrument
from suivi.plans.standing import standing as standing_of


@transaction.atomic
def pair(
    *,
    by: Person,
    at: datetime,
    instrument: Instrument,
    indicator: FrameworkIndicator,
    standing: str,
    remark: str,
) -> Crosswalk:
    """Pairs the two; a pair that is there gets the new standing and remark."""
    permissions.may_pair(standing_of(by, instrument.provision.plan))
    known = Crosswalk.objects.filter(instrument=instrument, indicator=indicator).first()
    found = known or Crosswalk(instrument=instrument, indicator=indicator)
    found.standing, found.remark = standing, remark
    found.is_edited, found.entered_by, found.entered_at = True, by, at
    found.removed_at = None
    found.full_clean()
    found.save()
    _tell(by, at, found, "pair_instrument")
    return found


@transaction.atomic
def unpair(*, by: Person, at: datetime, crosswalk: Crosswalk) -> Crosswalk:
    """Takes a pair out; the row stays, so that loading does not bring it back."""
    permissions.may_pair(standing_of(by, crosswalk.instrument.provision.plan))
    crosswalk.is_edited, crosswalk.entered_by = True, by
    crosswalk.removed_at = at
    crosswalk.save(update_fields=["is_edited", "entered_by", "removed_at"])
    _tell(by, at, crosswalk, "unpair_instrument")
    return crosswalk


def _tell(by: Person, at: datetime, found: Crosswalk, verb: str) -> None:
    edition = found.indicator.edition
    about = f"indicator:{edition.framework.code}/{edition.year}/{found.indicator.code}"
    record(by=by, at=at, verb=verb, object=about, role="coordinator", **found.facts())
