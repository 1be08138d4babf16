"""What does this register know of an activity that IATI has no element for?

The standard lets an activity end with elements of another namespace. What stands there (the kind of
activity, how exactly its date is known, forum, participants, rate, source) comes back when the file
is imported again; other readers pass over it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from suivi.activities.iati.elements import Node
from suivi.activities.iati.records import NOTHING_OWN, Own
from suivi.activities.models import Activity

NAMESPACE: Final = "urn:suivi:register:1"
ELEMENT: Final = f"{NAMESPACE} activity"
COUNTS: Final = ("women", "men", "other_sex", "unknown_sex")
_LONGEST: Final = 300


def read(node: Node | None) -> Own:
    """What the element says; nothing where there is none."""
    if node is None:
        return Own()
    told: dict[str, str | int | None] = {
        name: node.get(name)[:_LONGEST] for name in Own._fields if name not in COUNTS
    }
    for name in COUNTS:
        written = node.get(name)
        is_count = written.isascii() and written.isdigit() and len(written) < 10
        told[name] = int(written) if is_count else None
    return Own(**told)  # type: ignore[arg-type]


def written(own: Own) -> dict[str, str]:
    """The attributes of the element; nothing where there is nothing to say."""
    return {name: str(fact) for name, fact in own._asdict().items() if fact not in ("", None)}


def facts_of_own(own: Own) -> dict[str, Any]:
    """The facts of the register by column; nothing where the file says nothing of its own."""
    if own == NOTHING_OWN:
        return {}
    facts: dict[str, Any] = own._asdict()
    for name, read_fact in _READ.items():
        facts[name] = _or_none(read_fact, facts[name])
    for name, known, otherwise in _CHOSEN:
        facts[name] = facts[name] if facts[name] in known else otherwise
    facts["euro_rate_source"] = own.euro_rate_source[:120]
    return facts


def _or_none(read_fact: Callable[[str], Any], written: str) -> Any:
    """What is written; None where nothing is, or what cannot be meant."""
    try:
        return read_fact(written) if written else None
    except (ValueError, InvalidOperation):
        return None


def _rate(written: str) -> Decimal | None:
    rate = Decimal(written)
    return round(rate, 8) if rate.is_finite() and 0 < rate < 10**9 else None


_CHOSEN: Final = (
    ("kind", Activity.Kind.values, Activity.Kind.PROJECT),
    ("dated", Activity.Dated.values, Activity.Dated.DAY),
    ("forum", Activity.Forum.values, ""),
)
_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "euro_rate": _rate,
    "euro_rate_on": date.fromisoformat,
}
