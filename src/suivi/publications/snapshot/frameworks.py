"""Which indicators of others does the plan answer, as the snapshot of a report keeps them?

Every indicator of an edition with which some instrument of the plan is paired, also those that no
instrument answers. The figures stand on the lines; here stands where. Working notes of those who
keep the library are no part of a report: it says of each statement whether it is confirmed.
"""

from collections import defaultdict

from suivi.indicators import models as indicators
from suivi.indicators.frameworks.queries import indicators_of, public_pairs
from suivi.plans.models import Plan
from suivi.publications.snapshot.shape import FrameworkEdition, FrameworkIndicator, Pairing
from suivi.publications.snapshot.wordings import worded


def frameworks_part(plan: Plan) -> list[FrameworkEdition]:
    """The editions with which the plan is paired, in two queries."""
    pairs: dict[int, list[indicators.Crosswalk]] = defaultdict(list)
    editions: set[int] = set()
    for pair in public_pairs(plan):
        pairs[pair.indicator_id].append(pair)
        editions.add(pair.indicator.edition_id)
    parts: dict[int, FrameworkEdition] = {}
    for indicator in indicators_of(editions):
        edition = indicator.edition
        part = parts.setdefault(edition.pk, _edition(edition))
        part["indicators"].append(_indicator(indicator, pairs[indicator.pk]))
    return list(parts.values())


def _edition(edition: indicators.Edition) -> FrameworkEdition:
    return {
        "framework": edition.framework.code,
        "name": worded(edition.framework.name),
        "short_name": worded(edition.framework.short_name),
        "owner": worded(edition.framework.owner),
        "year": edition.year,
        "source": edition.source,
        "note": worded(edition.note),
        "indicators": [],
    }


def _indicator(
    indicator: indicators.FrameworkIndicator, pairs: list[indicators.Crosswalk]
) -> FrameworkIndicator:
    return {
        "code": indicator.code,
        "theme": worded(indicator.theme),
        "text": worded(indicator.text),
        "kind": indicator.kind,
        "source": indicator.source,
        "standing": indicator.standing,
        "pairs": [_pairing(pair) for pair in pairs],
    }


def _pairing(pair: indicators.Crosswalk) -> Pairing:
    return {
        "line": pair.instrument.provision.code,
        "instrument": pair.instrument.position,
        "standing": pair.standing,
    }
