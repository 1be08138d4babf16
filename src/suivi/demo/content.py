"""What does the sample content say?

The texts stand in `data/`, written by hand, one file per objective; here they become typed records.
None of it tells of anything that happened.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

PLAN: Final = "be-wps-2013-2016"
YEARS: Final = (2012, 2013, 2014, 2015)
_FOLDER: Final = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class SamplePerson:
    """Somebody invented; an administrator belongs to no body."""

    email: str
    name: str
    language: str
    role: str
    body: str | None


@dataclass(frozen=True)
class SamplePeople:
    """All invented people, and the password by which each of them signs in."""

    password: str
    people: Sequence[SamplePerson]


@dataclass(frozen=True)
class SampleCell:
    """One figure of a measure: for a category, or ({}) for the whole."""

    category: Mapping[str, str]
    number: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    absence: str = ""
    text: str = ""
    state: str = ""
    on: str = ""


@dataclass(frozen=True)
class SampleActivity:
    """Something invented that was done; `evidence` is pairs of title and address."""

    on: date
    until: date | None
    kind: str
    title: str
    account: str
    countries: Sequence[str]
    evidence: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SampleContribution:
    """What a body says about a line in a year, and how far that contribution has come.

    `state` is a status of contributions, "published" where the file names none; `note` goes with
    what was sent back. `cells` are by measure, "2.1" being the second instrument's first.
    """

    line: str
    body: str
    year: int
    language: str
    account: str
    progress: str
    progress_reason: str
    obstacles: str
    next_steps: str
    cells: Mapping[str, Sequence[SampleCell]]
    activities: Sequence[SampleActivity]
    state: str
    note: str


@dataclass(frozen=True)
class SampleReport:
    """The words with which the coordinators open their report, in one language."""

    year: int
    language: str
    introduction: str
    achievements: str


@cache
def people() -> SamplePeople:
    """The invented people."""
    found = _read("people.json")
    return SamplePeople(
        found["password"], tuple(SamplePerson(**person) for person in found["people"])
    )


@cache
def contributions() -> tuple[SampleContribution, ...]:
    """Every sample contribution, in the order of the plan, each pair year by year."""
    return tuple(
        _contribution(found)
        for path in sorted(_FOLDER.glob("contributions-objective-*.json"))
        for found in _read(path.name)["contributions"]
    )


def contributions_of(year: int) -> list[SampleContribution]:
    """The sample contributions on one year."""
    return [told for told in contributions() if told.year == year]


@cache
def report(language: str | None = None) -> SampleReport:
    """The opening words of the sample report, in its own language or in the one asked for."""
    found = _read("report-2014.json")
    chosen = language or found["language"]
    return SampleReport(year=found["year"], language=chosen, **found["texts"][chosen])


@cache
def delays() -> dict[str, Any]:
    """What departments say of what they have not delivered; days are counted from today."""
    return _read("delays.json")


@cache
def promises() -> dict[str, Any]:
    """What departments promised for a day or a year, and what they said of it since."""
    return _read("promises.json")


def report_languages() -> list[str]:
    """The languages in which the opening words were written."""
    return list(_read("report-2014.json")["texts"])


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    if found.get("sample") is not True:
        raise ValueError(f"{name} does not say that it is sample content")
    return found


def _contribution(found: Mapping[str, Any]) -> SampleContribution:
    return SampleContribution(
        line=found["line"],
        body=found["body"],
        year=found["year"],
        language=found["language"],
        account=found["account"],
        progress=found["progress"],
        progress_reason=found.get("progress_reason", ""),
        obstacles=found.get("obstacles", ""),
        next_steps=found.get("next_steps", ""),
        cells={value["measure"]: _cells(value["cells"]) for value in found["values"]},
        activities=tuple(_activity(activity) for activity in found["activities"]),
        state=found.get("state", "published"),
        note=found.get("note", ""),
    )


def _cells(found: Sequence[Mapping[str, Any]]) -> tuple[SampleCell, ...]:
    return tuple(SampleCell(**{"category": {}, **cell}) for cell in found)


def _activity(found: Mapping[str, Any]) -> SampleActivity:
    return SampleActivity(
        on=date.fromisoformat(found["on"]),
        until=date.fromisoformat(found["until"]) if found["until"] else None,
        kind=found["kind"],
        title=found["title"],
        account=found["account"],
        countries=tuple(found["countries"]),
        evidence=tuple((each["title"], each["link"]) for each in found["evidence"]),
    )
