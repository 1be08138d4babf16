"""How do the activities on a line read: whole on one line, by title and date on the others?"""

from suivi.activities.models import Activity as ActivityModel
from suivi.publications.reading import numbers
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
        also_on=tuple(line for line in activity["lines"] if line != code) if is_first else (),
    )


def _account(activity: Activity, place: str) -> Passage | None:
    found = passage(activity["account"], activity["language"], place)
    # Its language is said beside the title already.
    return Passage(found.paragraphs, found.language) if found else None


def _facts(activity: Activity) -> str:
    """Kind, days and countries in one line."""
    kind = str(ActivityModel.Kind(activity["kind"]).label)
    days = numbers.days(activity["started_on"], activity.get("ended_on"))
    countries = ", ".join(country(code) for code in activity["countries"])
    return " · ".join(filter(None, (days, kind, countries)))


def _evidence(evidence: Evidence) -> EvidencePart:
    file = evidence.get("file")
    if file is None:
        return EvidencePart(evidence["title"], link=evidence.get("link", ""))
    return EvidencePart(evidence["title"], file=file["name"], sha256=file["sha256"])
