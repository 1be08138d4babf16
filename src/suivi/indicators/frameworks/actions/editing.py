"""How does a coordinator add an indicator to the library, or change one?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from suivi.audit.actions import record
from suivi.indicators.frameworks import permissions
from suivi.indicators.frameworks.models import Edition, FrameworkIndicator
from suivi.languages.wording import State, Wording
from suivi.people.models import Person


@dataclass(frozen=True)
class IndicatorFacts:
    """What a coordinator says of an indicator; `unofficial` are the languages of our own texts."""

    code: str
    theme: Mapping[str, str]
    text: Mapping[str, str]
    unofficial: frozenset[str]
    kind: str
    source: str
    standing: str
    note: str


@transaction.atomic
def add_indicator(
    *, by: Person, at: datetime, edition: Edition, facts: IndicatorFacts
) -> FrameworkIndicator:
    """Adds an indicator at the end of an edition. Raises ValidationError if the code is taken."""
    permissions.may_keep_library(by)
    last = edition.indicators.aggregate(models.Max("position"))["position__max"] or 0
    indicator = FrameworkIndicator(edition=edition, position=last + 1)
    return _write(by, at, indicator, facts, "add_framework_indicator")


@transaction.atomic
def change_indicator(
    *, by: Person, at: datetime, indicator: FrameworkIndicator, facts: IndicatorFacts
) -> FrameworkIndicator:
    """Changes wording, source or standing; loading leaves the row alone from now on."""
    permissions.may_keep_library(by)
    return _write(by, at, indicator, facts, "change_framework_indicator")


def _write(
    by: Person, at: datetime, indicator: FrameworkIndicator, facts: IndicatorFacts, verb: str
) -> FrameworkIndicator:
    states = dict.fromkeys(facts.unofficial, State.UNOFFICIAL)
    indicator.code = facts.code
    indicator.theme = Wording(dict(facts.theme))
    indicator.text = Wording(dict(facts.text), states)
    indicator.kind, indicator.source = facts.kind, facts.source
    indicator.standing, indicator.note = facts.standing, facts.note
    indicator.is_edited, indicator.changed_by, indicator.changed_at = True, by, at
    indicator.full_clean()
    indicator.save()
    about = f"indicator:{indicator.edition.framework.code}/{indicator.edition.year}/{facts.code}"
    record(by=by, at=at, verb=verb, object=about, role="coordinator", standing=facts.standing)
    return indicator
