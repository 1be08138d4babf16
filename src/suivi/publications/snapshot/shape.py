"""What stands in the snapshot of a report? Plain types that JSON can hold; no floats.

A text of curated content is an object by language, as in the plan format: the bare string is the
official wording, {"text", "state"} another state. Days are ISO dates, moments ISO in UTC. Keys that
have nothing to say are absent, so that zero, blank and "confidential" never look alike.
"""

from typing import Final, NotRequired, TypedDict

FORMAT: Final = "suivi-report/1"


class Translation(TypedDict):
    """A text that is not the official wording in its language."""

    text: str
    state: str


Worded = dict[str, str | Translation]


class Category(TypedDict):
    """One category of a dimension."""

    code: str
    name: Worded


class Dimension(TypedDict):
    """Something by which figures are broken down; no categories means an open list."""

    code: str
    name: Worded
    categories: list[Category]


class Step(TypedDict):
    """One step of the plan's scale."""

    code: str
    sign: str
    name: Worded
    rank: int


class Level(TypedDict):
    """One level of the plan, with its names."""

    key: str
    depth: int
    name: Worded
    plural: Worded


class Focus(TypedDict):
    """A focus country and when it is one."""

    country: str
    valid_from: NotRequired[str]
    valid_until: NotRequired[str]


class Footnote(TypedDict):
    """A note of the plan; with a body, its reservation."""

    number: int
    text: Worded
    body: NotRequired[str]


class LegalBasis(TypedDict):
    """A text on which lines rest."""

    code: str
    kind: str
    title: Worded
    adopted_on: NotRequired[str]


class Body(TypedDict):
    """A department, agency or organisation."""

    code: str
    abbreviation: str
    name: Worded
    short_name: Worded
    parent: NotRequired[str]


class Period(TypedDict):
    """A year with a column in the report."""

    year: int
    is_baseline: bool
    due_on: NotRequired[str]


class PlanPart(TypedDict):
    """The plan as it stood when the report was frozen."""

    slug: str
    title: Worded
    short_title: Worded
    description: Worded
    country: str
    starts_on: str
    ends_on: str
    language: str
    source_key: str
    citation: str
    revision: int
    is_sample: bool
    levels: list[Level]
    scale: list[Step]
    dimensions: list[Dimension]
    focus_countries: list[Focus]
    footnotes: list[Footnote]
    legal_bases: list[LegalBasis]


class Restated(TypedDict):
    """What a published figure was before it was corrected, when, and why; nothing, if none was."""

    on: str
    reason: str
    language: str
    number: NotRequired[int]
    denominator: NotRequired[int]
    absence: NotRequired[str]


class Definition(TypedDict):
    """A version of what a measure means, and since which year it holds; none for all years."""

    number: int
    is_break: bool
    reason: str
    text: Worded
    source: str
    from_year: NotRequired[int]


class Target(TypedDict):
    """What the plan aims at; of an amount in hundredths."""

    number: int
    year: int
    of: NotRequired[int]


class Value(TypedDict):
    """A figure (number), its reason for absence, a milestone's state, or an account (text)."""

    body: str
    year: int
    category: dict[str, str]
    category_key: str
    number: NotRequired[int]
    denominator: NotRequired[int]
    absence: NotRequired[str]
    text: NotRequired[str]
    language: NotRequired[str]
    state: NotRequired[str]
    reached_on: NotRequired[str]
    is_sample: NotRequired[bool]
    note: NotRequired[str]
    restated: NotRequired[list[Restated]]
    definition: NotRequired[int]


class Measure(TypedDict):
    """How an instrument is measured, and what was found. Amounts are in hundredths of `unit`."""

    key: str
    kind: str
    label: Worded
    numerator: Worded
    denominator: Worded
    unit: str
    dimensions: list[str]
    activity_kinds: list[str]
    total: str
    values: list[Value]
    target: NotRequired[Target]
    definitions: NotRequired[list[Definition]]


class Instrument(TypedDict):
    """A monitoring instrument as printed.

    `path` is where on the site of the report's `address` its page stands; with a year behind it,
    "…/2014/", the page with the very rows of that year's figures.
    """

    position: int
    text: Worded
    measures: list[Measure]
    path: NotRequired[str]


class Responsibility(TypedDict):
    """One printed entry: who answers for the line, and as what."""

    role: str
    printed: str
    bodies: list[str]


class Judgement(TypedDict):
    """A step of the scale, why, and which body judged when (never which person)."""

    step: str
    reason: str
    judged_by: str
    judged_on: NotRequired[str]


class Contribution(TypedDict):
    """What one body said about the line in one year."""

    body: str
    year: int
    language: str
    account: str
    obstacles: str
    next_steps: str
    activities: list[str]
    progress: NotRequired[Judgement]
    told_in: NotRequired[int]
    is_sample: NotRequired[bool]


class CommonText(TypedDict):
    """What the coordinators wrote of the line in one year, and out of whose contributions."""

    year: int
    language: str
    text: str
    bodies: list[str]
    is_sample: NotRequired[bool]


class Progress(TypedDict):
    """How far the line is in one year, over its bodies; no step is no information."""

    year: int
    bodies: int
    without_news: int
    step: NotRequired[str]


class Mention(TypedDict):
    """An activity that counts on the line in a year."""

    activity: str
    year: int


class PromiseAnswer(TypedDict):
    """What a body said in a year of a promise: days as "2015-06-30", years as "2015"."""

    body: str
    year: int
    verdict: str
    words: str
    language: str
    due: NotRequired[str]
    done_on: NotRequired[str]
    activity: NotRequired[str]


class DatedPromise(TypedDict):
    """What a body promised for a day or a year, and how that stands after the year reported on."""

    number: int
    body: str
    year: int
    language: str
    words: str
    due: str
    due_now: str
    state: str
    awaits: bool
    answers: list[PromiseAnswer]


class Provision(TypedDict):
    """A numbered element of the plan. Those of the lowest level have the rest."""

    level: str
    code: str
    title: Worded
    text: Worded
    note: Worded | str
    footnotes: list[int]
    legal_bases: list[str]
    responsibilities: list[Responsibility]
    instruments: list[Instrument]
    contributions: list[Contribution]
    progress: list[Progress]
    activities: list[Mention]
    promises: NotRequired[list[DatedPromise]]
    provisions: list["Provision"]
    common_texts: NotRequired[list[CommonText]]


class EvidenceFile(TypedDict):
    """A file, known by its name and by the hash of its bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


class Evidence(TypedDict):
    """What shows that an activity took place."""

    title: str
    link: NotRequired[str]
    file: NotRequired[EvidenceFile]


class Amount(TypedDict):
    """Hundredths of a currency, and how many euros one unit was worth, on which day, by whom."""

    amount: int
    currency: str
    euro_rate: NotRequired[str]
    euro_rate_on: NotRequired[str]
    euro_rate_source: NotRequired[str]


class Participants(TypedDict):
    """People by sex; nobody counted those that are missing."""

    women: NotRequired[int]
    men: NotRequired[int]
    other_sex: NotRequired[int]
    unknown_sex: NotRequired[int]


class Activity(TypedDict):
    """What was done, when, where; what is missing below is not known."""

    uid: str
    kind: str
    title: str
    account: str
    language: str
    body: str
    started_on: str
    ended_on: NotRequired[str]
    countries: list[str]
    lines: list[str]
    evidence: list[Evidence]
    is_sample: NotRequired[bool]
    dated: NotRequired[str]
    forum: NotRequired[str]
    partners: NotRequired[list[str]]
    amount: NotRequired[Amount]
    participants: NotRequired[Participants]
    gender_marker: NotRequired[int]
    iati_identifier: NotRequired[str]
    source: NotRequired[str]


class LeftOut(TypedDict):
    """Something that exists and is not told (or not told again), and why."""

    what: str
    reason: str
    count: int
    line: NotRequired[str]
    body: NotRequired[str]
    year: NotRequired[int]
    report: NotRequired[int]


class Abbreviation(TypedDict):
    """An abbreviation that occurs in the report."""

    abbreviation: str
    expansion: Worded


class Pairing(TypedDict):
    """An instrument of the plan that answers an indicator."""

    line: str
    instrument: int
    standing: str


class FrameworkIndicator(TypedDict):
    """An indicator of a framework, and the instruments that answer it; none is a gap."""

    code: str
    theme: Worded
    text: Worded
    kind: str
    source: str
    standing: str
    pairs: list[Pairing]


class FrameworkEdition(TypedDict):
    """An edition of a framework with which the plan is paired."""

    framework: str
    name: Worded
    short_name: Worded
    owner: Worded | str
    year: int
    source: str
    note: Worded | str
    indicators: list[FrameworkIndicator]


class Statement(TypedDict):
    """The report itself: its number, its own texts, and when it was frozen.

    `address` is that of the site that published it, without a stroke at its end.
    """

    number: int
    year: int
    audience: str
    language: str
    introduction: Worded
    achievements: Worded
    is_sample: bool
    published_at: NotRequired[str]
    address: NotRequired[str]


class Snapshot(TypedDict):
    """Everything a report says."""

    format: str
    report: Statement
    plan: PlanPart
    periods: list[Period]
    bodies: list[Body]
    provisions: list[Provision]
    activities: dict[str, Activity]
    frameworks: NotRequired[list[FrameworkEdition]]
    method: list[Worded]
    abbreviations: list[Abbreviation]
    left_out: list[LeftOut]
