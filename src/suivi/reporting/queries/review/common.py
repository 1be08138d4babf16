"""Which lines have a common text, from what was it made, and what changed since?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from suivi.people.models import Body
from suivi.plans.models import Period, Provision
from suivi.plans.words import answers, folded, words_of
from suivi.reporting.common_texts import SEVERAL
from suivi.reporting.differing import Change, differences, is_changed, likeness, shown_paragraphs
from suivi.reporting.models import CommonText, CommonTextVersion, Contribution
from suivi.reporting.queries.review.comments import answers_of
from suivi.reporting.states import DELIVERED

# A paragraph of the common text that shares so many words with a copied one comes from it.
COMES_FROM = 0.5


@dataclass(frozen=True)
class CommonRow:
    """A line on which several bodies report, with its common text, if it is begun."""

    line: Provision
    contributions: tuple[Contribution, ...]
    common: CommonText | None

    @property
    def delivered(self) -> int:
        """How many bodies have delivered."""
        return sum(each.status in DELIVERED for each in self.contributions)

    @property
    def asked(self) -> int:
        """How many bodies are asked."""
        return len(self.contributions)

    @property
    def changed(self) -> int:
        """How many changed their text since the common one was made of it."""
        if self.common is None:
            return 0
        parts = self.common.parts
        return sum(_is_newer(each, parts) for each in self.contributions)


def _is_newer(contribution: Contribution, parts: dict[str, Any]) -> bool:
    then: int = parts.get(str(contribution.pk), 0)
    return contribution.submitted_version > then


@dataclass(frozen=True)
class CommonFilter:
    """Which lines are wanted: by words, and by how far their common text is."""

    words: str = ""
    state: str = ""
    order: str = ""


def common_rows(period: Period, wanted: CommonFilter) -> list[CommonRow]:
    """The lines of a period on which several bodies report: three queries."""
    asked = Contribution.objects.of_period(period).asked().defer("account", "obstacles")
    lines: dict[int, list[Contribution]] = defaultdict(list)
    for each in asked.select_related("provision", "body").in_order():
        each.period = period
        each.provision.plan = period.plan
        lines[each.provision_id].append(each)
    texts = {each.provision_id: each for each in CommonText.objects.filter(period=period)}
    rows = [
        CommonRow(found[0].provision, tuple(found), texts.get(pk))
        for pk, found in lines.items()
        if len(found) >= SEVERAL
    ]
    shown = [row for row in rows if _is_wanted(row, wanted)]
    return sorted(shown, key=_key(wanted.order), reverse=wanted.order.startswith("-"))


def _key(order: str) -> Any:
    keys = {
        "bodies": lambda row: row.asked,
        "delivered": lambda row: row.delivered / row.asked,
        "state": _state,
        "changed": lambda row: row.changed,
    }
    return keys.get(order.removeprefix("-"), lambda row: row.line.position)


def _state(row: CommonRow) -> str:
    return "" if row.common is None else str(row.common.state)


def _is_wanted(row: CommonRow, wanted: CommonFilter) -> bool:
    if wanted.state == "changed" and not row.changed:
        return False
    if wanted.state == "none" and row.common is not None:
        return False
    if wanted.state in CommonText.State.values and _state(row) != wanted.state:
        return False
    bodies = " ".join(str(each.body) for each in row.contributions)
    text = row.common.text if row.common else ""
    words = folded(f"{row.line.code} {row.line.said_text.text} {bodies} {text}")
    return answers(words, words_of(wanted.words))


@dataclass(frozen=True)
class PartParagraph:
    """A paragraph of a body's text: its place, and what became of it in the common text."""

    place: str
    text: str
    is_copied: bool
    is_kept: bool


@dataclass(frozen=True)
class Part:
    """The text of one body beside the common one, and what changed in it since."""

    contribution: Contribution
    paragraphs: tuple[PartParagraph, ...]
    is_changed: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Source:
    """A paragraph of the common text, and from whose text it was copied, if it was."""

    text: str
    body: Body | None


@dataclass(frozen=True)
class CommonPage:
    """The common text of a line with the texts it is made from."""

    line: Provision
    common: CommonText | None
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    versions: tuple[CommonTextVersion, ...] = field(default=())

    @property
    def changed(self) -> int:
        """How many bodies changed their text since."""
        return sum(part.is_changed for part in self.parts) if self.common else 0


def common_page(line: Provision, period: Period) -> CommonPage:
    """Reads the page: five queries, and one for each body that changed its text since."""
    common = CommonText.objects.filter(provision=line, period=period).first()
    rows = Contribution.objects.of_period(period).asked().filter(provision=line)
    contributions = list(rows.select_related("body", "progress").in_order())
    versions: list[CommonTextVersion] = []
    if common is not None:
        found = common.versions.select_related("saved_by").order_by("-number")
        versions = list(found[:20])
        common.provision, common.period = line, period
    taken = versions[0].taken if versions else []
    parts = tuple(_part(each, common, taken) for each in contributions)
    bodies = {each.body.code: each.body for each in contributions}
    text = common.text if common else ""
    return CommonPage(line, common, parts, _sources(text, taken, bodies), tuple(versions))


def _part(
    contribution: Contribution, common: CommonText | None, taken: Sequence[dict[str, Any]]
) -> Part:
    mine = {each["words"] for each in taken if each["contribution"] == contribution.pk}
    now = shown_paragraphs(common.text) if common else []
    paragraphs = tuple(
        PartParagraph(f"{contribution.pk}:{place}", text, text in mine, text in now)
        for place, text in enumerate(shown_paragraphs(contribution.account))
    )
    then = common.parts.get(str(contribution.pk), 0) if common else 0
    if common is None or not _is_newer(contribution, common.parts):
        return Part(contribution, paragraphs, False, ())
    before = answers_of(contribution, then).get("account", "") if then else ""
    changes = tuple(differences(before, contribution.account))
    return Part(contribution, paragraphs, True, changes if is_changed(changes) else ())


def _sources(
    text: str, taken: Sequence[dict[str, Any]], bodies: dict[str, Body]
) -> tuple[Source, ...]:
    """Each paragraph with the body from whose text most of its words come."""
    found = []
    for paragraph in shown_paragraphs(text):
        rated = [(likeness(paragraph, each["words"]), each["body"]) for each in taken]
        best = max(rated, default=(0.0, ""))
        found.append(Source(paragraph, bodies.get(best[1]) if best[0] >= COMES_FROM else None))
    return tuple(found)


def ready_text(contribution: Contribution) -> CommonText | None:
    """The common text of a contribution's line, once it is ready: the department reads it."""
    rows = CommonText.objects.filter(
        provision=contribution.provision_id,
        period=contribution.period_id,
        state=CommonText.State.READY,
    )
    return rows.first()
