"""What does an IATI file (2.03, also 2.01 and 2.02) say, activity by activity?

Rules of the standard that a schema cannot hold are held here: percentages add up to 100, countries
stand on the activity or on every transaction, a marker without significance is unknown. What breaks
a rule is a flaw of its activity, with the line; the other activities are read all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from suivi.activities.iati import codes, own
from suivi.activities.iati.derived import began_and_ended, gender_scores
from suivi.activities.iati.elements import LANG, ActivityStream, Node
from suivi.activities.iati.flaws import Flaw, Unreadable
from suivi.activities.iati.reading_of_money import budgets, transactions
from suivi.activities.iati.reading_of_results import indicators
from suivi.activities.iati.reading_of_shares import places, sectors
from suivi.activities.iati.records import (
    DESCRIPTION,
    TITLE,
    Dates,
    Document,
    Marker,
    Organisation,
    Record,
    Reporter,
    Scope,
    Tag,
    Text,
)
from suivi.activities.iati.values import (
    Reading,
    language_code,
    moment,
    whole,
    yes_or_no,
)

LONGEST_IDENTIFIER: Final = 200
LONGEST_TITLE: Final = 300
MOST: Final = 500_000
# Elements directly in an activity, and deeper, that are kept; all others are counted as left out.
TOP: Final = (
    *("iati-identifier", "reporting-org", "title", "description", "participating-org"),
    *("activity-status", "activity-date", "recipient-country", "recipient-region", "sector"),
    *("tag", "humanitarian-scope", "policy-marker", "budget", "transaction", "document-link"),
    *("result", own.ELEMENT),
)
WITHIN: Final = (
    *("narrative", "period-start", "period-end", "value", "transaction-type", "transaction-date"),
    *("description", "provider-org", "receiver-org", "sector", "recipient-country"),
    *("recipient-region", "title", "category", "language", "document-date", "indicator"),
    *("reference", "baseline", "period", "target", "actual", "dimension", "comment"),
)
_DATE_TYPES: Final = {
    "1": "planned_start",
    "2": "actual_start",
    "3": "planned_end",
    "4": "actual_end",
}


@dataclass(frozen=True)
class Read:
    """An activity as read: where it begins, what it says, what is wrong, what is worth saying."""

    line: int
    record: Record
    flaws: Sequence[Flaw]
    notes: Sequence[Flaw]


class IatiFile:
    """A file of activities; iterating reads it once, from where the stream stands."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._activities = ActivityStream(stream, TOP, WITHIN)

    @property
    def read_bytes(self) -> int:
        """How much of the file is behind us."""
        return self._activities.read

    @property
    def left_out(self) -> dict[str, int]:
        """Elements that nobody keeps, by name, with their number so far."""
        return dict(sorted(self._activities.left_out.items()))

    def __iter__(self) -> Iterator[Read]:
        """Every activity. Raises Unreadable when the file as a whole cannot be taken."""
        lines: dict[str, int] = {}
        number = 0
        for number, node in enumerate(self._activities, start=1):
            if number > MOST:
                raise Unreadable(Flaw("too_many", node.line, {"limit": MOST}))
            one = read_activity(node)
            first = lines.setdefault(one.record.identifier, node.line)
            if one.record.identifier and first != node.line:
                repeated = Flaw("repeated", node.line, {"first": first})
                one = Read(one.line, one.record, [repeated, *one.flaws], one.notes)
            yield one
        if not number:
            raise Unreadable(Flaw("no_activities"))


def read_activity(node: Node) -> Read:
    """One activity."""
    language = language_code(node.get(LANG))
    reading = Reading(node, language, node.get("default-currency").upper())
    where = places(reading)
    record = Record(
        identifier=_identifier(reading),
        titles=tuple(_titles(reading)),
        descriptions=tuple(_descriptions(reading)),
        reporter=_reporter(reading),
        organisations=tuple(_organisation(reading, each) for each in node.all("participating-org")),
        status=_status(reading),
        dates=_dates(reading),
        places=where,
        sectors=sectors(reading),
        tags=tuple(_tags(reading)),
        markers=tuple(_markers(reading)),
        humanitarian=yes_or_no(node.get("humanitarian")),
        scopes=tuple(
            _scope(reading, each) for each in node.all("humanitarian-scope") if each.get("code")
        ),
        budgets=budgets(reading),
        transactions=transactions(reading, where),
        documents=tuple(_documents(reading)),
        indicators=indicators(reading),
        hierarchy=whole(node.get("hierarchy")),
        last_updated=_last_updated(reading),
        own=own.read(node.first(own.ELEMENT)),
    )
    _check_whole(reading, record)
    return Read(node.line, record, reading.flaws, reading.notes)


def _identifier(reading: Reading) -> str:
    node = reading.node.first("iati-identifier")
    found = node.text.strip() if node else ""
    if not found:
        reading.flaw("no_identifier", reading.node)
    elif len(found) > LONGEST_IDENTIFIER:
        reading.flaw("long_identifier", reading.node)
    return found[:LONGEST_IDENTIFIER]


def _titles(reading: Reading) -> Iterator[Text]:
    titles = reading.texts(reading.node.first("title"))
    if not titles:
        reading.flaw("no_title", reading.node)
    for language, text in titles:
        yield Text(TITLE, "", language, text)


def _descriptions(reading: Reading) -> Iterator[Text]:
    for node in reading.node.all("description"):
        for language, text in reading.texts(node):
            yield Text(DESCRIPTION, node.get("type") or "1", language, text)


def _reporter(reading: Reading) -> Reporter:
    node = reading.node.first("reporting-org")
    if node is None:
        return Reporter()
    secondary = yes_or_no(node.get("secondary-reporter"))
    return Reporter(node.get("ref"), node.get("type"), secondary, reading.texts(node))


def _organisation(reading: Reading, node: Node) -> Organisation:
    role = reading.coded(node, "OrganisationRole", "role")
    names = reading.texts(node)
    return Organisation(role, node.get("ref"), node.get("type"), node.get("activity-id"), names)


def _status(reading: Reading) -> str:
    node = reading.node.first("activity-status")
    if node is None or not node.get("code"):
        reading.note("no_status", node or reading.node)
        return ""
    return reading.coded(node, "ActivityStatus")


def _dates(reading: Reading) -> Dates:
    found: dict[str, str] = {}
    for node in reading.node.all("activity-date"):
        name = _DATE_TYPES.get(node.get("type"))
        if name is None:
            reading.flaw("date_type", node, found=node.get("type")[:20])
            continue
        day = reading.day(node)
        if day and found.setdefault(name, day) != day:
            reading.flaw("two_dates", node, type=node.get("type"))
    return Dates(**found)


def _tags(reading: Reading) -> Iterator[Tag]:
    for node in reading.node.all("tag"):
        if node.get("code"):
            vocabulary, address = node.get("vocabulary") or codes.OWN, node.get("vocabulary-uri")
            yield Tag(vocabulary, address, node.get("code"), reading.texts(node))
        else:
            reading.note("empty_tag", node)


def _markers(reading: Reading) -> Iterator[Marker]:
    for node in reading.node.all("policy-marker"):
        if not node.get("code"):
            reading.note("empty_marker", node)
            continue
        vocabulary, score = node.get("vocabulary") or codes.DAC, node.get("significance")
        names = reading.texts(node)
        found = Marker(vocabulary, node.get("vocabulary-uri"), node.get("code"), score, names)
        _check_marker(reading, node, found)
        yield found


def _check_marker(reading: Reading, node: Node, marker: Marker) -> None:
    if marker.vocabulary != codes.DAC:
        return
    if not codes.knows("PolicyMarker", marker.code):
        reading.note("unlisted_code", node, found=marker.code[:60], element=node.name)
    elif marker.code == codes.GENDER_EQUALITY and not marker.significance:
        reading.note("no_significance", node)
    elif marker.code == codes.GENDER_EQUALITY and marker.significance not in codes.GENDER_SCORES:
        reading.flaw("significance", node, found=marker.significance[:20])


def _scope(reading: Reading, node: Node) -> Scope:
    kind = node.get("type") or codes.EMERGENCY
    vocabulary, address = node.get("vocabulary") or codes.OWN, node.get("vocabulary-uri")
    return Scope(kind, vocabulary, address, node.get("code"), reading.texts(node))


def _documents(reading: Reading) -> Iterator[Document]:
    """Those that have an address; what else the standard asks for is taken as unknown."""
    for node in (each for each in reading.node.all("document-link") if each.get("url")):
        dated = node.first("document-date")
        yield Document(
            url=node.get("url"),
            format=node.get("format") or "application/octet-stream",
            titles=reading.texts(node.first("title")) or (("", node.get("url")),),
            categories=_codes(node, "category") or (codes.WEB_PAGE,),
            languages=_codes(node, "language"),
            dated=reading.day(dated) if dated is not None else "",
        )


def _codes(node: Node, name: str) -> tuple[str, ...]:
    return tuple(each.get("code") for each in node.all(name) if each.get("code"))


def _last_updated(reading: Reading) -> str:
    written = reading.node.get("last-updated-datetime")
    found = moment(written)
    if found is None:
        reading.note("bad_update", reading.node, found=written[:40])
    return found or ""


def _check_whole(reading: Reading, record: Record) -> None:
    """What follows from several elements together: dates, scores, the length of the title."""
    dates, node = record.dates, reading.node
    start, end = began_and_ended(dates)
    if not start:
        if not any(flaw.code in {"bad_date", "no_date"} for flaw in reading.flaws):
            reading.flaw("no_start", node)
    elif dates.actual_end and dates.actual_end < start:
        reading.flaw("ends_before", node, start=start, end=dates.actual_end)
    elif not end and dates.planned_end and dates.planned_end < start:
        if dates.actual_start:
            reading.note("late_start", node, start=start, end=dates.planned_end)
        else:
            reading.flaw("ends_before", node, start=start, end=dates.planned_end)
    scores = gender_scores(record)
    if len(scores) > 1:
        reading.flaw("two_significances", node, one=scores[0], other=scores[1])
    if any(len(each.text) > LONGEST_TITLE for each in record.titles):
        reading.note("shortened", node)
