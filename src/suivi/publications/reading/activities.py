"""How do the activities on a line read: whole on one line, by title and date on the others?"""

from datetime import date
from decimal import Decimal

from suivi.activities.facts import Particulars
from suivi.activities.models import Activity as ActivityModel
from suivi.activities.telling import pairs, when
from suivi.publications.reading.anchors import line_anchor
from suivi.publications.reading.context import Context
from suivi.publications.reading.parts import ActivityPart, EvidencePart
from suivi.publications.reading.words import Passage, foreign_words, passage
from suivi.publications.snapshot.shape import Activity, Evidence, Provision
from suivi.ui.numbers_and_days import country


def activities_of(
    line: Provision, anchor: str, year: int, known: Context
) -> tuple[ActivityPart, ...]:
    """The activities that count on a line in a year, as they happened."""
    mentioned = [one["activity"] for one in line["activities"] if one["year"] == year]
    found = sorted(mentioned, key=lambda uid: _when(known.snapshot["activities"][uid]))
    return tuple(_activity(uid, line["code"], f"{anchor}-{year}", known) for uid in found)


def _when(activity: Activity) -> tuple[str, str]:
    return activity["started_on"], activity["title"]


def _activity(uid: str, code: str, anchor: str, known: Context) -> ActivityPart:
    activity = known.snapshot["activities"][uid]
    place = f"{anchor}-{uid[:8]}"
    first_line, first_place = known.first_lines.setdefault(uid, (code, place))
    is_first = first_place == place
    return ActivityPart(
        anchor=place,
        title=foreign_words(activity["title"], activity["language"]),
        facts=_facts(activity),
        body=known.body(activity["body"]),
        account=_account(activity, place) if is_first else None,
        evidence=tuple(_evidence(one) for one in activity["evidence"]) if is_first else (),
        told_on="" if is_first else first_line,
        told_on_line="" if is_first else line_anchor(first_line),
        told_on_anchor="" if is_first else first_place,
        particulars=_particulars(activity, known) if is_first else (),
        also_on=tuple(line for line in activity["lines"] if line != code) if is_first else (),
    )


def _account(activity: Activity, place: str) -> Passage | None:
    found = passage(activity["account"], activity["language"], place)
    # Its language is said beside the title already.
    return Passage(found.paragraphs, found.language) if found else None


def _facts(activity: Activity) -> str:
    """Kind, days and countries in one line."""
    kind = str(ActivityModel.Kind(activity["kind"]).label)
    begun = date.fromisoformat(activity["started_on"])
    ended = date.fromisoformat(activity["ended_on"]) if "ended_on" in activity else None
    days = when(begun, ended, activity.get("dated", ActivityModel.Dated.DAY))
    countries = ", ".join(country(code) for code in activity["countries"])
    return " · ".join(filter(None, (days, kind, countries)))


def _particulars(activity: Activity, known: Context) -> tuple[tuple[str, str], ...]:
    """The further facts of the activity, as the snapshot keeps them."""
    partners = [str(known.body(code)) for code in activity.get("partners", ())]
    money, people = activity.get("amount"), activity.get("participants", {})
    rate = money.get("euro_rate") if money else None
    rate_on = money.get("euro_rate_on") if money else None
    told = Particulars(
        forum=activity.get("forum", ""),
        amount=money["amount"] if money else None,
        currency=money["currency"] if money else "",
        euro_rate=Decimal(rate) if rate else None,
        euro_rate_on=date.fromisoformat(rate_on) if rate_on else None,
        euro_rate_source=money.get("euro_rate_source", "") if money else "",
        women=people.get("women"),
        men=people.get("men"),
        other_sex=people.get("other_sex"),
        unknown_sex=people.get("unknown_sex"),
        gender_marker=activity.get("gender_marker"),
        iati_identifier=activity.get("iati_identifier", ""),
        source=activity.get("source", ""),
    )
    return tuple(pairs(told, partners))


def _evidence(evidence: Evidence) -> EvidencePart:
    file = evidence.get("file")
    if file is None:
        return EvidencePart(evidence["title"], link=evidence.get("link", ""))
    return EvidencePart(evidence["title"], file=file["name"], sha256=file["sha256"])
