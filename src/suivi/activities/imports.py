"""How do activities that a published text tells of come into the register, as real ones?"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from suivi.activities.actions import record_activity
from suivi.activities.facts import ActivityFacts
from suivi.activities.models import Activity
from suivi.languages.currencies import is_currency
from suivi.people.models import Body
from suivi.plans.models import Plan

TOLD_BY_BELGIUM: Final = Path(__file__).resolve().parent / "data" / "be-sourced.json"


@transaction.atomic
def load_sourced(*, path: Path = TOLD_BY_BELGIUM, at: datetime) -> int:
    """Enters the activities of a file that are not here yet, of plans and bodies that are here.

    Each names its source; none is a sample. Gives how many were entered.
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    plans = {plan.slug: plan for plan in Plan.objects.all()}
    bodies = {body.code: body for body in Body.objects.all()}
    entered = 0
    for told in document["activities"]:
        known = Activity.with_removed.filter(title=told["title"], source=told["source"])
        if told["plan"] in plans and told["body"] in bodies and not known.exists():
            facts = _facts(told, document["language"], plans, bodies)
            body = bodies[told["body"]]
            record_activity(by=None, at=at, who=None, body=body, provisions=(), facts=facts)
            entered += 1
    return entered


def _currency(told: Mapping[str, Any]) -> str:
    """The currency of its amount; ValueError when there is no such currency."""
    code = str(told.get("currency", ""))
    if code and not is_currency(code):
        raise ValueError(f"{code} is no currency: {told['title']}")
    return code


def _facts(
    told: Mapping[str, Any], language: str, plans: Mapping[str, Plan], bodies: Mapping[str, Body]
) -> ActivityFacts:
    plain = ("kind", "title", "account", "dated", "countries", "forum", "source")
    return ActivityFacts(
        **{name: told[name] for name in plain if name in told},
        started_on=date.fromisoformat(told["started_on"]),
        ended_on=date.fromisoformat(told["ended_on"]) if "ended_on" in told else None,
        amount=told.get("amount"),
        currency=_currency(told),
        partners=[bodies[code] for code in told.get("partners", ()) if code in bodies],
        plans=[plans[told["plan"]]],
        language=language,
    )
