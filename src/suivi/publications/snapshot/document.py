"""How does everything a report says become one text, the same from the same content?"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from suivi.publications.models import Report
from suivi.publications.snapshot.frameworks import frameworks_part
from suivi.publications.snapshot.left_out import fingerprint, left_out, mark_told_before
from suivi.publications.snapshot.material import material
from suivi.publications.snapshot.method import METHOD
from suivi.publications.snapshot.promised import (
    bodies_part,
    periods_part,
    plan_part,
    provisions_part,
)
from suivi.publications.snapshot.promises import add_promises
from suivi.publications.snapshot.shape import (
    FORMAT,
    Abbreviation,
    Provision,
    Snapshot,
    Statement,
)
from suivi.publications.snapshot.told import add_told
from suivi.publications.snapshot.wordings import in_every_language, iso_moment, worded

_ABBREVIATIONS: Final = Path(__file__).resolve().parent.parent / "data" / "abbreviations.json"


def build_snapshot(report: Report, *, at: datetime | None = None) -> Snapshot:
    """Everything the report says now. `at` is the moment of publishing; None makes a draft."""
    plan, period = report.plan, report.period
    found = material(plan, period)
    provisions = provisions_part(plan)
    activities = add_told(provisions, found)
    add_promises(provisions, found)
    top = _top(provisions)
    repeated = mark_told_before(lines(top), activities, _earlier(report))
    said: Snapshot = {
        "format": FORMAT,
        "report": _statement(report, at),
        "plan": plan_part(plan),
        "periods": periods_part(found.periods),
        "bodies": [],
        "provisions": top,
        "activities": activities,
        "method": [in_every_language(message) for message in METHOD],
        "abbreviations": [],
        "left_out": [*left_out(found, activities), *repeated],
    }
    frameworks = frameworks_part(plan)
    if frameworks:
        said["frameworks"] = frameworks
    said["bodies"] = bodies_part(_body_codes(said))
    said["report"]["is_sample"] = _is_sample(said)
    said["abbreviations"] = list(_abbreviations_in(canonical(said)))
    return said


def canonical(snapshot: Mapping[str, Any] | Snapshot) -> str:
    """The snapshot as text: keys in order, no needless blanks, letters as they are, no floats."""
    _refuse_floats(snapshot)
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The hash that is shown with a report, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(text: str) -> Snapshot:
    """The snapshot that was frozen as this text; ValueError for another format."""
    found: Snapshot = json.loads(text)
    if found.get("format") != FORMAT:
        raise ValueError(found.get("format"))
    return found


def lines(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """The provisions of the lowest level, in the order of the plan."""
    for provision in provisions:
        if provision["provisions"]:
            yield from lines(provision["provisions"])
        else:
            yield provision


def _top(provisions: Mapping[int, Provision]) -> list[Provision]:
    """The provisions of the highest level, in order."""
    below = {id(part) for one in provisions.values() for part in one["provisions"]}
    return [part for part in provisions.values() if id(part) not in below]


def _statement(report: Report, at: datetime | None) -> Statement:
    said: Statement = {
        "number": report.number,
        "year": report.period.year,
        "audience": report.audience,
        "language": report.language,
        "introduction": worded(report.introduction),
        "achievements": worded(report.achievements),
        "is_sample": report.is_sample,
        "address": settings.SITE_ADDRESS,
    }
    if at is not None:
        said["published_at"] = iso_moment(at)
    return said


def _is_sample(said: Snapshot) -> bool:
    """Whether any part of it is sample content."""
    own = said["report"]["is_sample"] or said["plan"]["is_sample"]
    return (
        own
        or '"is_sample":true' in canonical({"told": said["provisions"]})
        or any(activity.get("is_sample") for activity in said["activities"].values())
    )


def _earlier(report: Report) -> Iterator[tuple[int, dict[tuple[str, str, int], object]]]:
    """What each earlier report of the plan told: its number, and contributions by their place."""
    found = Report.objects.published().filter(
        plan=report.plan, audience=report.audience, period__year__lt=report.period.year
    )
    for earlier in found.order_by("period__year", "pk"):
        said = read(earlier.snapshot)
        yield (
            earlier.number,
            {
                (line["code"], one["body"], one["year"]): fingerprint(one, said["activities"])
                for line in lines(said["provisions"])
                for one in line["contributions"]
                if "told_in" not in one
            },
        )


def _body_codes(said: Snapshot) -> Iterator[str]:
    for note in said["plan"]["footnotes"]:
        if "body" in note:
            yield note["body"]
    for activity in said["activities"].values():
        yield activity["body"]
        yield from activity.get("partners", ())
    for entry in said["left_out"]:
        if "body" in entry:
            yield entry["body"]
    for line in lines(said["provisions"]):
        for responsibility in line["responsibilities"]:
            yield from responsibility["bodies"]
        for contribution in line["contributions"]:
            yield contribution["body"]
            if "progress" in contribution:
                yield contribution["progress"]["judged_by"]


@cache
def _known_abbreviations() -> list[Abbreviation]:
    found: list[Abbreviation] = json.loads(_ABBREVIATIONS.read_text(encoding="utf-8"))
    return found


def _abbreviations_in(text: str) -> Iterator[Abbreviation]:
    """Those known that occur in the text as words."""
    words = set(re.findall(r"\w+", text))
    for known in _known_abbreviations():
        if known["abbreviation"] in words:
            yield known


def _refuse_floats(part: Any) -> None:
    if isinstance(part, float):
        raise ValueError("A snapshot holds no floats.")
    for inner in part.values() if isinstance(part, dict) else part if _is_list(part) else ():
        _refuse_floats(inner)


def _is_list(part: Any) -> bool:
    return isinstance(part, list | tuple)
