"""Which lines of which plans answer to some words, in whatever language the words are?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import caches
from django.utils.translation import get_language

from suivi.languages.wording import CODES, Said, Wording
from suivi.people.models import Body
from suivi.plans.models import Instrument, Plan, Provision
from suivi.plans.words import answers, folded, parted

SHOWN_PER_PLAN: Final = 10
PLANS_IN_FULL: Final = 5
Parts = Sequence[tuple[str, bool]]
# Number and folded text of each line of a plan.
Texts = list[tuple[int, bytes]]
_TITLES: Final = tuple(f"title_{code}" for code in CODES)
_TEXTS: Final = tuple(f"text_{code}" for code in CODES)


@dataclass(frozen=True)
class Passage:
    """A text in one language, in pieces: which of them are the words looked for."""

    parts: Parts
    said: Said


@dataclass(frozen=True)
class Hit:
    """A line that answers; its instruments only where the words stand there alone."""

    provision: Provision
    text: Passage
    instruments: Sequence[Passage]


@dataclass(frozen=True)
class PlanHits:
    """The lines of a plan that answer; the first of them are shown, of the first plans."""

    plan: Plan
    count: int
    shown: Sequence[Hit]

    @property
    def has_more(self) -> bool:
        """Whether more lines answer than are shown."""
        return self.count > len(self.shown)


@dataclass(frozen=True)
class Found:
    """All that answers."""

    plans: Sequence[PlanHits]
    bodies: Sequence[Body]

    @property
    def count(self) -> int:
        """How many lines answer, in all plans together."""
        return sum(plan.count for plan in self.plans)


def search(plans: Sequence[Plan], words: Sequence[str]) -> Found:
    """Looks the folded words up in the lines of these plans and in the names of bodies.

    Three queries for any number of plans, two more where the text of some is not at hand; nothing
    is found where no word is given.
    """
    if not words:
        return Found([], [])
    matched = _matched(plans, words)
    answering = [plan for plan in plans if plan.pk in matched]
    shown = {plan.pk: matched[plan.pk][:SHOWN_PER_PLAN] for plan in answering[:PLANS_IN_FULL]}
    first = [pk for lines in shown.values() for pk in lines]
    provisions = Provision.objects.in_bulk(first)
    known = {plan.pk: plan for plan in plans}
    for line in provisions.values():
        line.plan = known[line.plan_id]
    instruments: dict[int, list[Instrument]] = defaultdict(list)
    for each in Instrument.objects.filter(provision__in=first).order_by("provision", "position"):
        each.provision = provisions[each.provision_id]
        instruments[each.provision_id].append(each)
    found = [
        PlanHits(
            plan,
            len(matched[plan.pk]),
            [_hit(provisions[pk], instruments[pk], words) for pk in shown.get(plan.pk, ())],
        )
        for plan in answering
    ]
    return Found(found, _bodies(words))


def _matched(plans: Sequence[Plan], words: Sequence[str]) -> dict[int, list[int]]:
    """The numbers of the lines that answer, by plan, in printed order."""
    sought = [word.encode() for word in words]
    found: dict[int, list[int]] = {}
    for plan, lines in _texts(plans):
        numbers = [pk for pk, text in lines if all(word in text for word in sought)]
        if numbers:
            found[plan.pk] = numbers
    return found


def _texts(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Texts]]:
    """The folded lines of each plan.

    Folding the text of a plan takes a hundred times as long as looking words up in it, so the
    folded text is kept in the memory of the process until another revision of the plan is loaded.
    """
    names = {plan.pk: f"words-{plan.pk}-{plan.slug}-{plan.revision}" for plan in plans}
    memory = caches["words"]
    kept: dict[str, Texts] = memory.get_many(names.values())
    lacking = [plan for plan in plans if names[plan.pk] not in kept]
    if lacking:
        read = _folded_lines(lacking)
        made = {names[plan.pk]: read.get(plan.pk, []) for plan in lacking}
        memory.set_many(made, timeout=None)
        kept |= made
    for plan in plans:
        yield plan, kept[names[plan.pk]]


def _folded_lines(plans: Sequence[Plan]) -> dict[int, Texts]:
    """Number and folded text of every line with its instruments, by plan, in printed order."""
    beside: dict[int, list[str]] = defaultdict(list)
    rows = Instrument.objects.filter(provision__plan__in=plans).order_by("pk")
    for provision, *texts in rows.values_list("provision_id", *_TEXTS):
        beside[provision] += texts
    found: dict[int, Texts] = defaultdict(list)
    lines = Provision.objects.filter(plan__in=plans).anchors().in_order()
    for plan, pk, *texts in lines.values_list("plan_id", "pk", "code", *_TITLES, *_TEXTS):
        text = folded(_together((*texts, *beside.get(pk, ()))))
        found[plan].append((pk, text.encode()))
    return found


def _together(texts: Iterable[Any]) -> str:
    return "\n".join(text for text in texts if text)


def _hit(provision: Provision, instruments: Sequence[Instrument], words: Sequence[str]) -> Hit:
    text = _said(provision.text, provision.plan.language, words)
    passages: list[Passage] = []
    if not answers(folded(f"{provision.code} {text}"), words):
        passages = list(_beside(provision, instruments, words))
    return Hit(provision, Passage(list(parted(text.text, words)), text), passages)


def _beside(
    provision: Provision, instruments: Sequence[Instrument], words: Sequence[str]
) -> Iterator[Passage]:
    """The instruments in which one of the words stands."""
    for instrument in instruments:
        said = _said(instrument.text, provision.plan.language, words)
        if any(word in folded(said.text) for word in words):
            yield Passage(list(parted(said.text, words)), said)


def _said(wording: Wording, own: str, words: Sequence[str]) -> Said:
    """The text for the reader; in another language where only that one holds the words."""
    reader = wording.for_reader((get_language() or "en")[:2], own)
    if answers(folded(reader.text), words):
        return reader
    for code in CODES:
        text = wording.texts.get(code, "")
        if answers(folded(text), words):
            return Said(text, code, wording.state(code))
    return reader


def _bodies(words: Sequence[str]) -> list[Body]:
    """The bodies whose names hold the words, in any language."""
    return [
        body
        for body in Body.objects.in_order()
        if answers(folded(_together((body.abbreviation, *_names(body)))), words)
    ]


def _names(body: Body) -> Iterator[str]:
    yield from body.name.texts.values()
    yield from body.short_name.texts.values()
