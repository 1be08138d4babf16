"""What does the page of a whole plan show, and which of its lines answer to a reader's question?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.languages.wording import Said
from suivi.people.models import Body
from suivi.plans.models import Level, Plan, Provision
from suivi.plans.queries import bodies as directory
from suivi.plans.queries.outline import Line, Outline, outline
from suivi.plans.words import answers, folded
from suivi.publications.models import Report
from suivi.reporting.models import Contribution, ContributionQuerySet
from suivi.reporting.queries.promises.ledger import Tally, published_tally
from suivi.site.queries.progress import (
    NO_NEWS,
    Cells,
    Progress,
    cell_of_step,
    not_yet_reported,
    progress_of,
)
from suivi.ui.cells import Cell

NAMED_FIRST: Final = 3


@dataclass(frozen=True)
class Above:
    """A provision above a line: "Goal 1" and its text."""

    label: str
    text: Said
    code: str


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    code: str
    href: str
    text: Said
    cells: Sequence[Cell]
    who: str
    everyone: str
    above: Sequence[Above]
    instruments: Sequence[Said]
    is_open: bool = False

    @property
    def summary(self) -> str:
        """What opening the row shows: "Goal 1, 2 instruments"."""
        number = len(self.instruments)
        counted = ngettext("%(number)d instrument", "%(number)d instruments", number)
        instruments = [counted % {"number": number}] if number else []
        labels = [above.label for above in self.above]
        return ", ".join([*labels, *instruments]) or _("Responsible")


@dataclass(frozen=True)
class Group:
    """The rows below one provision of the highest level."""

    heading: Provision | None
    rows: Sequence[Row]
    name: Said | None


@dataclass(frozen=True)
class PlanPage:
    """A plan with everything its page is made from."""

    outline: Outline
    progress: Progress
    bodies: Sequence[Body]
    parents: directory.Parents
    focus_countries: Sequence[str]
    report: Report | None
    promises: Tally

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.outline.plan

    @property
    def lines_name(self) -> Said | None:
        """What all lines together are called: "lines of action"."""
        return self.outline.line_name(len(self.outline.lines))

    def instruments(self) -> int:
        """How many monitoring instruments the lines have."""
        return sum(len(line.instruments) for line in self.outline.lines)


@dataclass(frozen=True)
class Question:
    """What a reader asks of the lines; blanks ask for nothing."""

    top: str = ""
    body: str = ""
    progress: str = ""
    words: Sequence[str] = ()


def plan_page(plan: Plan, on: date) -> PlanPage:
    """Reads a plan and its published progress: a fixed number of queries, whatever its size."""
    structure, parents = outline(plan), directory.parents()
    reports = Report.objects.published().filter(plan=plan).select_related("period")
    countries = plan.focus_countries.order_by("country", "pk").values_list("country", flat=True)
    return PlanPage(
        structure,
        progress_of([plan], _published(plan))[plan.pk],
        directory.with_holders(structure.bodies(), parents),
        parents,
        tuple(dict.fromkeys(countries)),
        reports.named_only().order_by("-period__year").first(),
        published_tally(plan, on),
    )


def _published(plan: Plan) -> ContributionQuerySet:
    return Contribution.objects.published().filter(period__plan=plan)


def lines_for(page: PlanPage, asked: Question) -> list[Line]:
    """The lines that answer to all of the question, in printed order."""
    bodies = _bodies_asked_for(page, asked.body)
    return [
        line
        for line in page.outline.lines
        if asked.top in {"", line.top.code if line.top else ""}
        and (not asked.body or any(body.pk in bodies for body in line.bodies))
        and asked.progress in {"", _newest_code(line, page.progress)}
        and (not asked.words or answers(folded(line.all_texts()), asked.words))
    ]


def _bodies_asked_for(page: PlanPage, code: str) -> frozenset[int]:
    """The body with this code and its own bodies, by number; nothing when there is none."""
    found = (body.pk for body in page.bodies if body.code == code)
    return frozenset().union(*(directory.with_own_bodies(each, page.parents) for each in found))


def _newest_code(line: Line, progress: Progress) -> str:
    """The code of the line's step in the newest year told."""
    step = progress.step(line.provision.pk, progress.newest) if progress.newest else None
    return step.code if step else NO_NEWS


def groups(page: PlanPage, lines: Iterable[Line], words: Sequence[str] = ()) -> list[Group]:
    """The lines as rows, grouped by the highest level in printed order."""
    table = _Table(page)
    rows: dict[int, list[Row]] = defaultdict(list)
    for line in lines:
        rows[line.top.pk if line.top else 0].append(table.row(line, words))
    if page.outline.top_level is None:
        return [Group(None, rows[0], None)] if rows else []
    return [
        Group(top, rows[top.pk], page.outline.line_name(len(rows[top.pk])))
        for top in page.outline.tops
        if top.pk in rows
    ]


class _Table:
    """Makes rows; what comes back line after line is made once."""

    def __init__(self, page: PlanPage) -> None:
        self.address = reverse("plan", args=[page.plan.slug])
        self.cells: Cells = page.progress.cells()
        self.names = {body.pk: str(body.said_short_name) for body in page.outline.bodies()}
        self.above: dict[int, Above] = {}
        self.levels = {level.pk: level for level in page.outline.levels}

    def row(self, line: Line, words: Sequence[str]) -> Row:
        """The row of a line; it is open when the words stand only in what it hides."""
        provision = line.provision
        text, names = provision.said_text, [self.names[body.pk] for body in line.bodies]
        return Row(
            provision.code,
            f"{self.address}{provision.code}/",
            text,
            self.cells.of(provision.pk),
            named(names),
            ", ".join(names),
            [self._above(each) for each in line.above[1:]],
            [instrument.said_text for instrument in line.instruments],
            bool(words) and not answers(folded(f"{provision.code} {text}"), words),
        )

    def _above(self, provision: Provision) -> Above:
        if provision.pk not in self.above:
            self.above[provision.pk] = above(provision, self.levels)
        return self.above[provision.pk]


def above(provision: Provision, levels: Mapping[int, Level]) -> Above:
    """A provision with the name of its level before its code: "Goal 1"."""
    label = f"{levels[provision.level_id].said_name} {provision.code}"
    return Above(label, provision.said_text, provision.code)


def named(names: Sequence[str]) -> str:
    """The first three names and how many more: "Justice, Defence, Equality and 3 more"."""
    first, more = ", ".join(names[:NAMED_FIRST]), len(names) - NAMED_FIRST
    if more <= 0:
        return first
    sentence = ngettext("%(names)s and %(more)d more", "%(names)s and %(more)d more", more)
    return sentence % {"names": first, "more": more}


def legend(progress: Progress) -> Iterator[Cell]:
    """One cell per step of the plan's scale, then what a missing one means."""
    for step in progress.scale:
        yield cell_of_step(step)
    yield cell_of_step(None)
    if progress.has_untold_year():
        yield not_yet_reported()
