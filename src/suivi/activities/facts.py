"""Which facts make an activity, how is a version of them kept, and in what do two differ?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from suivi.activities.iati.records import PARTS, Record, plain
from suivi.activities.iati.stored import stored_records
from suivi.activities.models import Activity, Evidence
from suivi.people.models import Body
from suivi.plans.models import Plan, Provision

# Facts that are kept in tables of their own.
MANY: Final = ("partners", "provisions", "plans")


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is told of an activity besides title, date, kind and account; amounts are hundredths.

    Participants and gender marker are None where nobody counted or screened, which is not 0.
    """

    forum: str = ""
    amount: int | None = None
    currency: str = ""
    euro_rate: Decimal | None = None
    euro_rate_on: date | None = None
    euro_rate_source: str = ""
    women: int | None = None
    men: int | None = None
    other_sex: int | None = None
    unknown_sex: int | None = None
    gender_marker: int | None = None
    iati_identifier: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityFacts(Particulars):
    """What is told of an activity. Countries are two-letter codes.

    `plans` are those served as a whole, by activities of plans whose lines are not known here.
    """

    kind: str
    title: str
    started_on: date
    account: str = ""
    ended_on: date | None = None
    dated: str = Activity.Dated.DAY
    countries: Sequence[str] = ()
    language: str = "en"
    is_public: bool = True
    partners: Sequence[Body] = ()
    plans: Sequence[Plan] = ()


COLUMNS: Final = tuple(each.name for each in fields(ActivityFacts) if each.name not in MANY)
# What a column holds where nothing is told.
UNTOLD: Final = {
    each.name: "" if each.default is MISSING else each.default
    for each in fields(ActivityFacts)
    if each.name in COLUMNS
}


def facts_of(activity: Activity) -> ActivityFacts:
    """What is told of an activity now."""
    columns = {name: getattr(activity, name) for name in COLUMNS}
    return ActivityFacts(
        **columns,
        partners=sorted(activity.partners.all(), key=lambda each: each.code),
        plans=sorted(activity.plans.all(), key=lambda each: each.slug),
    )


def kept(activity: Activity) -> dict[str, Any]:
    """All facts of an activity as JSON holds them: a version."""
    record = stored_records({activity.pk: activity.iati_identifier}).get(activity.pk)
    return kept_with(
        activity,
        partners=activity.partners.order_by("code"),
        plans=activity.plans.order_by("slug"),
        provisions=activity.provisions.order_by("pk"),
        evidence=activity.evidence.order_by("pk"),
        iati=record,
    )


def kept_with(
    activity: Activity,
    *,
    partners: Iterable[Body],
    plans: Iterable[Plan],
    provisions: Iterable[Provision],
    evidence: Iterable[Evidence],
    iati: Record | None,
) -> dict[str, Any]:
    """The same for who has read all that belongs to it already, each in its order."""
    facts: dict[str, Any] = {name: _plain(getattr(activity, name)) for name in COLUMNS}
    facts["partners"] = [each.code for each in partners]
    facts["plans"] = [each.slug for each in plans]
    facts["provisions"] = [each.pk for each in provisions]
    facts["evidence"] = [
        {
            "title": each.title,
            "link": each.link,
            "file": str(each.file_id) if each.file_id else None,
        }
        for each in evidence
    ]
    facts["removed"] = activity.removed_at is not None
    if iati is not None:
        facts["iati"] = plain(iati)
    return facts


def _plain(fact: Any) -> Any:
    if isinstance(fact, Decimal):
        return format(fact.normalize(), "f")
    if isinstance(fact, date):
        return str(fact)
    return fact


def columns_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a version that stand in columns of an activity, as Python holds them."""
    columns = {name: facts[name] for name in COLUMNS if name in facts}
    for name in ("started_on", "ended_on", "euro_rate_on"):
        columns[name] = date.fromisoformat(columns[name]) if columns.get(name) else None
    if columns.get("euro_rate") is not None:
        columns["euro_rate"] = Decimal(columns["euro_rate"])
    return columns


def restored(facts: Mapping[str, Any]) -> ActivityFacts:
    """The facts of a version, with the bodies and plans that still exist."""
    return ActivityFacts(
        **columns_of(facts),
        partners=list(Body.objects.filter(code__in=facts.get("partners", ())).order_by("code")),
        plans=list(Plan.objects.filter(slug__in=facts.get("plans", ())).order_by("slug")),
    )


def provisions_of(facts: Mapping[str, Any]) -> list[Provision]:
    """The provisions of a version that still exist."""
    return list(Provision.objects.filter(pk__in=facts.get("provisions", ())).order_by("pk"))


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    """Each fact that differs: its name, what it was, what it became; IATI part by part."""
    for name, fact in after.items():
        if name != "iati" and before.get(name) != fact:
            yield name, before.get(name), fact
    was, became = before.get("iati") or {}, after.get("iati") or {}
    for part in PARTS:
        if was.get(part) != became.get(part):
            yield f"iati.{part}", was.get(part), became.get(part)
