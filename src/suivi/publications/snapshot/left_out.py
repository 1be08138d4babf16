"""What exists and is not told in a report, or not told again, and why?

Everything entered appears in every output, or is counted here. What is left out is named by line,
body and year, never by its content.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from suivi.activities.models import Activity as EnteredActivity
from suivi.indicators.models import Absence
from suivi.publications.snapshot.material import Material
from suivi.publications.snapshot.promises import untold_answers, untold_promises
from suivi.publications.snapshot.shape import Activity, Contribution, LeftOut, Provision

# Reasons
NOT_ACCEPTED = "not_accepted"
NOT_PUBLIC = "not_public"
CONFIDENTIAL = "confidential"
NOT_ATTACHED = "not_attached"
TOLD_BEFORE = "told_before"
NOT_READY = "not_ready"

Place = tuple[str, str, int]


def left_out(found: Material, activities: Mapping[str, Activity]) -> list[LeftOut]:
    """Everything that this report does not tell, by line, body and year."""
    return [
        *_counted(
            "contribution",
            NOT_ACCEPTED,
            ((c.provision.code, c.body.code, c.period.year) for c in found.unaccepted),
        ),
        *_counted(
            "value",
            NOT_ACCEPTED,
            (
                (v.measure.instrument.provision.code, v.body.code, v.period.year)
                for v in found.unaccepted_values
            ),
        ),
        *_counted(
            "value",
            CONFIDENTIAL,
            (
                (v.measure.instrument.provision.code, v.body.code, v.period.year)
                for v in found.values
                if v.absence == Absence.CONFIDENTIAL
            ),
        ),
        *_counted(
            "common_text",
            NOT_READY,
            ((t.provision.code, "", t.period.year) for t in found.common_drafts),
        ),
        *_counted("promise", NOT_ACCEPTED, untold_promises(found)),
        *_counted("promise_answer", NOT_ACCEPTED, untold_answers(found)),
        *_counted("activity", NOT_ACCEPTED, _places(found.unaccepted_activities)),
        *_counted("activity", NOT_PUBLIC, _places(found.closed_activities)),
        *_files(activities),
    ]


def _counted(what: str, reason: str, places: Iterable[Place]) -> Iterator[LeftOut]:
    """One entry for each line, body and year, in the order of their coming."""
    for (line, body, year), count in Counter(places).items():
        entry: LeftOut = {"what": what, "reason": reason, "count": count, "year": year}
        if line:
            entry["line"] = line
        if body:
            entry["body"] = body
        yield entry


def _places(activities: Iterable[EnteredActivity]) -> Iterator[Place]:
    for activity in activities:
        lines = sorted(activity.provisions.all(), key=lambda one: one.position)
        yield (lines[0].code if lines else "", activity.body.code, activity.started_on.year)


def _files(activities: Mapping[str, Activity]) -> Iterator[LeftOut]:
    """The bytes of evidence files are not part of a report: their names and hashes are."""
    count = sum("file" in evidence for one in activities.values() for evidence in one["evidence"])
    if count:
        yield {"what": "evidence_file", "reason": NOT_ATTACHED, "count": count}


def mark_told_before(
    lines: Iterable[Provision],
    activities: Mapping[str, Activity],
    earlier: Iterable[tuple[int, Mapping[Place, object]]],
) -> list[LeftOut]:
    """Marks contributions that an earlier report told in the same words, and counts them.

    `earlier` gives, for each earlier report, its number and what it told by line, body and year
    (see `fingerprint`). A contribution that was changed since is told again.
    """
    reports = list(earlier)
    repeated: Counter[int] = Counter()
    for line in lines:
        for contribution in line["contributions"]:
            place = (line["code"], contribution["body"], contribution["year"])
            same = fingerprint(contribution, activities)
            number = next((n for n, told in reports if told.get(place) == same), None)
            if number is not None:
                contribution["told_in"] = number
                repeated[number] += 1
    return [
        {"what": "contribution", "reason": TOLD_BEFORE, "count": count, "report": number}
        for number, count in sorted(repeated.items())
    ]


def fingerprint(contribution: Contribution, activities: Mapping[str, Activity]) -> object:
    """What a reader sees of a contribution: two with the same are told alike."""
    seen = {key: value for key, value in contribution.items() if key != "told_in"}
    return seen, [activities.get(uid) for uid in contribution["activities"]]
