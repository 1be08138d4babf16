"""What is kept of an activity in an IATI file?

One plain record, the same whether it was read from a file or made from the register: what is equal
here is equal there, so that an export that is imported again changes nothing. Days are ISO texts,
amounts hundredths, percentages exact decimals as text ("" where none is given).
"""

from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple

# Texts of one thing in several languages: pairs of language and text.
Texts = tuple[tuple[str, str], ...]
TITLE, DESCRIPTION = "title", "description"
COUNTRY, REGION = "country", "region"
BASELINE, TARGET, ACTUAL = "baseline", "target", "actual"


class Text(NamedTuple):
    """A title or a description (of a type: 1 general, 2 objectives, 3 target groups, 4 other)."""

    kind: str
    type: str
    language: str
    text: str


class Reporter(NamedTuple):
    """The organisation that reports the activity."""

    ref: str = ""
    type: str = ""
    secondary: bool | None = None
    names: Texts = ()


class Organisation(NamedTuple):
    """An organisation that takes part, in one role."""

    role: str
    ref: str
    type: str
    activity_ref: str
    names: Texts


class Dates(NamedTuple):
    """The four dates of an activity."""

    planned_start: str = ""
    actual_start: str = ""
    planned_end: str = ""
    actual_end: str = ""


class Place(NamedTuple):
    """A country or region that benefits, with its share."""

    kind: str
    vocabulary: str
    code: str
    percentage: str


class Sector(NamedTuple):
    """A sector, with its share within its vocabulary."""

    vocabulary: str
    vocabulary_uri: str
    code: str
    percentage: str
    names: Texts


class Tag(NamedTuple):
    """A tag, such as a goal or a target of sustainable development."""

    vocabulary: str
    vocabulary_uri: str
    code: str
    names: Texts


class Marker(NamedTuple):
    """A policy marker; without significance nothing is known, which is not 0."""

    vocabulary: str
    vocabulary_uri: str
    code: str
    significance: str
    names: Texts


class Scope(NamedTuple):
    """A humanitarian emergency or appeal that the activity answers."""

    type: str
    vocabulary: str
    vocabulary_uri: str
    code: str
    names: Texts


class Budget(NamedTuple):
    """What is planned to be spent in a period."""

    type: str
    status: str
    starts_on: str
    ends_on: str
    amount: int
    currency: str
    valued_on: str


class Transaction(NamedTuple):
    """Money that was committed, disbursed or spent; with its own country where it has one."""

    type: str
    on: str
    amount: int
    currency: str
    valued_on: str
    reference: str = ""
    humanitarian: bool | None = None
    country: str = ""
    region_vocabulary: str = ""
    region: str = ""
    sectors: tuple[tuple[str, str], ...] = ()
    provider_ref: str = ""
    provider: Texts = ()
    receiver_ref: str = ""
    receiver: Texts = ()
    descriptions: Texts = ()


class Document(NamedTuple):
    """A document about the activity, by its address."""

    url: str
    format: str
    titles: Texts
    categories: tuple[str, ...]
    languages: tuple[str, ...]
    dated: str


class ResultValue(NamedTuple):
    """A baseline, target or actual value of an indicator, for a breakdown."""

    kind: str
    starts_on: str
    ends_on: str
    year: str
    value: str
    dimensions: tuple[tuple[str, str], ...]
    comments: Texts


class Indicator(NamedTuple):
    """An indicator of a result; `result` says which indicators stand under the same result."""

    result: int
    result_type: str
    result_titles: Texts
    result_descriptions: Texts
    measure: str
    ascending: bool | None
    titles: Texts
    descriptions: Texts
    references: tuple[tuple[str, str, str], ...]
    values: tuple[ResultValue, ...]


class Own(NamedTuple):
    """What only this register knows of an activity; IATI leaves room for it."""

    kind: str = ""
    dated: str = ""
    forum: str = ""
    women: int | None = None
    men: int | None = None
    other_sex: int | None = None
    unknown_sex: int | None = None
    euro_rate: str = ""
    euro_rate_on: str = ""
    euro_rate_source: str = ""
    source: str = ""


NO_REPORTER: Final = Reporter()
NO_DATES: Final = Dates()
NOTHING_OWN: Final = Own()


@dataclass(frozen=True)
class Record:
    """An activity as an IATI file tells it."""

    identifier: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    reporter: Reporter = NO_REPORTER
    organisations: tuple[Organisation, ...] = ()
    status: str = ""
    dates: Dates = NO_DATES
    places: tuple[Place, ...] = ()
    sectors: tuple[Sector, ...] = ()
    tags: tuple[Tag, ...] = ()
    markers: tuple[Marker, ...] = ()
    humanitarian: bool | None = None
    scopes: tuple[Scope, ...] = ()
    budgets: tuple[Budget, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    hierarchy: int | None = None
    last_updated: str = ""
    own: Own = NOTHING_OWN

    def of_country(self) -> tuple[Place, ...]:
        """The countries among the places."""
        return tuple(each for each in self.places if each.kind == COUNTRY)


# The parts of a record that are lists of entries of one kind; their order means nothing.
LISTS: Final[dict[str, type[tuple[Any, ...]]]] = {
    "titles": Text,
    "descriptions": Text,
    "organisations": Organisation,
    "places": Place,
    "sectors": Sector,
    "tags": Tag,
    "markers": Marker,
    "scopes": Scope,
    "budgets": Budget,
    "transactions": Transaction,
    "documents": Document,
    "indicators": Indicator,
}
SINGLES: Final = {"reporter": Reporter, "dates": Dates, "own": Own}
PARTS: Final = tuple(each.name for each in fields(Record) if each.name != "identifier")


def plain(record: Record) -> dict[str, Any]:
    """The record as JSON holds it; what is empty is left out."""
    parts = {name: getattr(record, name) for name in ("identifier", *PARTS)}
    return {name: part for name, part in parts.items() if part not in ((), "", None)}


def from_plain(told: dict[str, Any]) -> Record:
    """The record that `plain` gave."""
    facts = {name: part for name, part in told.items() if name in {"identifier", *PARTS}}
    for name, entry in LISTS.items():
        if name in facts:
            facts[name] = tuple(entry(*map(frozen, each)) for each in facts[name])
    for name, single in SINGLES.items():
        if name in facts:
            facts[name] = single(*map(frozen, facts[name]))
    if "indicators" in facts:
        facts["indicators"] = tuple(_with_values(each) for each in facts["indicators"])
    return Record(**facts)


def _with_values(indicator: Indicator) -> Indicator:
    return indicator._replace(values=tuple(ResultValue(*each) for each in indicator.values))


def frozen(value: Any) -> Any:
    """Lists, as JSON holds them, as tuples."""
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value
