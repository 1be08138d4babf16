"""Of what does a report consist, read in one language? Plain facts for the page and the PDF.

Every text is ready to be shown. HTML and PDF are made from these parts and from nothing else, so
that what stands in one stands in the other.
"""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from suivi.languages.punctuation import colon
from suivi.publications.reading.words import Passage, Words, joined


@dataclass(frozen=True)
class Sign:
    """A status: code for the fill, sign, word; and what must be said beside it."""

    code: str
    sign: str
    word: str
    year: int = 0
    note: str = ""

    @property
    def year_words(self) -> str:
        """The year it is the status of."""
        return str(self.year)

    @property
    def caption(self) -> str:
        """The whole in words, "2014: On track"."""
        said = f"{self.year}{colon()} {self.word}"
        return f"{said} ({self.note})" if self.note else said


@dataclass(frozen=True)
class FigureCell:
    """One cell of a table of figures. `kind`: number, absent (with its reason) or blank.

    `path` and `link` lead to the rows it is made of: on the site, and from anywhere.
    """

    kind: str
    main: str
    detail: str = ""
    marks: tuple[str, ...] = ()
    path: str = ""
    link: str = ""


@dataclass(frozen=True)
class RemarkPart:
    """What is remarked on a figure: its number, about which, our words and those of the body."""

    number: str
    about: str
    text: str
    quoted: Words


@dataclass(frozen=True)
class FigureRow:
    """One row: whose figures, and how they moved."""

    label: tuple[Words, ...]
    cells: tuple[FigureCell, ...]
    changes: tuple[str, ...]
    is_total: bool = False
    trend: str = ""

    @property
    def label_html(self) -> SafeString:
        """The label as markup."""
        return joined(self.label)


@dataclass(frozen=True)
class Account:
    """A written answer to a measure."""

    year: int
    year_words: str
    body: tuple[Words, ...]
    passage: Passage

    @property
    def body_html(self) -> SafeString:
        """Who answered, as markup."""
        return joined(self.body)


@dataclass(frozen=True)
class MeasurePart:
    """What was measured: a table of years, or accounts."""

    label: Words
    kind: str
    definition: tuple[Words, ...]
    unit: str
    columns: tuple[str, ...]
    change_columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    accounts: tuple[Account, ...] = ()
    target: str = ""
    remarks: tuple[RemarkPart, ...] = ()
    versions: tuple[Words, ...] = ()
    chart: "ChartPart | None" = None
    is_amount: bool = False

    @property
    def definition_html(self) -> SafeString:
        """Numerator and denominator, as markup."""
        return joined(self.definition)


@dataclass(frozen=True)
class ChartPart:
    """A chart: what it says in a sentence, its figure for a page, its drawing for paper."""

    sentence: str
    html: SafeString
    drawing: str


@dataclass(frozen=True)
class InstrumentPart:
    """An instrument as printed, its measures, and its page: on the site, and from anywhere."""

    text: Words
    measures: tuple[MeasurePart, ...]
    path: str = ""
    link: str = ""


@dataclass(frozen=True)
class EvidencePart:
    """What shows that an activity took place."""

    title: str
    link: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class ActivityPart:
    """An activity on a line; told whole on one line, and by title and date on the others."""

    anchor: str
    title: Words
    facts: str
    body: Words
    account: Passage | None
    evidence: tuple[EvidencePart, ...]
    told_on: str = ""
    told_on_line: str = ""
    told_on_anchor: str = ""
    also_on: tuple[str, ...] = ()
    particulars: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ContributionPart:
    """What one body says about the line in one year."""

    anchor: str
    body: Words
    account: Passage | None
    sign: Sign | None
    judged: str
    reason: Passage | None
    obstacles: Passage | None
    next_steps: Passage | None


@dataclass(frozen=True)
class CommonPart:
    """What was written of the line in common, and by whose texts."""

    anchor: str
    bodies: str
    account: Passage


@dataclass(frozen=True)
class YearPart:
    """What was done on a line in one year: in the words of its bodies, and the activities."""

    year: int
    year_words: str
    contributions: tuple[ContributionPart, ...]
    activities: tuple[ActivityPart, ...]
    common: CommonPart | None = None

    @property
    def coming(self) -> tuple[ContributionPart, ...]:
        """The contributions that say what stands in the way, or what is next."""
        return tuple(one for one in self.contributions if one.obstacles or one.next_steps)


@dataclass(frozen=True)
class NotePart:
    """A note of the plan."""

    number: int
    text: Words
    body: Words | None


@dataclass(frozen=True)
class PromiseAnswerPart:
    """What was said of a promise in a year, and the activity that shows it."""

    facts: str
    words: Passage | None
    proof: Words | None


@dataclass(frozen=True)
class DatedPromisePart:
    """A promise for a day or a year: who gave it and when, how it stands, what was answered."""

    anchor: str
    facts: str
    sign: Sign
    words: Passage | None
    answers: tuple[PromiseAnswerPart, ...]
    awaits: str


@dataclass(frozen=True)
class LinePart:
    """A line of the plan: what was promised, what was done, what comes next."""

    anchor: str
    code: str
    heading: Words
    level: str
    notes: tuple[NotePart, ...]
    remark: Words | None
    answering: tuple[str, ...]
    legal_bases: tuple[Words, ...]
    signs: tuple[Sign, ...]
    instruments: tuple[InstrumentPart, ...]
    years: tuple[YearPart, ...]
    promises: tuple[DatedPromisePart, ...]
    silent: str
    told_before: str

    @property
    def sign(self) -> Sign | None:
        """How far the line is in the year reported on."""
        return self.signs[-1] if self.signs else None


@dataclass(frozen=True)
class SectionPart:
    """A provision above the lines, with what is below it."""

    anchor: str
    slug: str
    code: str
    level: str
    heading: Words
    long: Words | None
    notes: tuple[NotePart, ...]
    remark: Words | None
    legal_bases: tuple[Words, ...]
    href: str = ""
    sections: tuple["SectionPart", ...] = ()
    lines: tuple[LinePart, ...] = ()

    def all_lines(self) -> tuple[LinePart, ...]:
        """The lines in it, however deep."""
        below = tuple(line for section in self.sections for line in section.all_lines())
        return below + self.lines


@dataclass(frozen=True)
class Pair:
    """A term and what it stands for."""

    term: str
    text: Words
    detail: str = ""


@dataclass(frozen=True)
class CountryPart:
    """A focus country and the activities told for it."""

    name: str
    since: str
    count: int
    activities: tuple[tuple[Words, str, str], ...]


@dataclass(frozen=True)
class Tally:
    """How many lines of a section stand on each step; as many numbers as there are steps."""

    heading: str
    numbers: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True)
class AnsweringPart:
    """An instrument that answers an indicator, and its figures of the year."""

    line: str
    anchor: str
    instrument: Words
    standing: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorPart:
    """An indicator of a framework, and what answers it."""

    code: str
    theme: Words
    text: Words
    kind: str
    standing: str
    is_quoted: bool
    source: Words | None
    answers: tuple[AnsweringPart, ...]


@dataclass(frozen=True)
class FrameworkPart:
    """An edition of a framework: the indicators that are answered, and those that are not."""

    name: Words
    year: str
    about: tuple[Words, ...]
    indicators: tuple[IndicatorPart, ...]
    gaps: tuple[IndicatorPart, ...]


@dataclass(frozen=True)
class LeftOutRow:
    """What of one body is not told: sorts of things, each with its number and its lines."""

    body: Words | None
    said: tuple[str, ...]


@dataclass(frozen=True)
class LeftOutPart:
    """What is not told for one reason, body by body."""

    reason: str
    rows: tuple[LeftOutRow, ...]


@dataclass(frozen=True)
class Annexes:
    """What stands after the matrix."""

    countries: tuple[CountryPart, ...]
    countries_chart: ChartPart | None
    frameworks: tuple[FrameworkPart, ...]
    legal_bases: tuple[Pair, ...]
    notes: tuple[NotePart, ...]
    abbreviations: tuple[Pair, ...]
    bodies: tuple[Pair, ...]
    method: tuple[Words, ...]
    left_out: tuple[LeftOutPart, ...]


@dataclass(frozen=True)
class ReportPart:
    """A whole report in one language."""

    language: str
    title: str
    plan_title: Words
    plan_description: Words
    year: int
    is_draft: bool
    is_sample: bool
    published: str
    citation: Words
    sha256: str
    introduction: Passage | None
    achievements: Passage | None
    steps: tuple[Sign, ...]
    tallies: tuple[Tally, ...]
    promises: str
    sections: tuple[SectionPart, ...]
    annexes: Annexes
    labels: dict[str, str] = field(default_factory=dict)
