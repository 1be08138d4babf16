"""What does the plan promise in one line, on what does that rest, and who answers for it?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404

from suivi.plans.models import (
    Footnote,
    Instrument,
    LegalBasis,
    Level,
    Measure,
    Plan,
    Provision,
    Responsibility,
)

Codes = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Promise:
    """A line of action with all that the plan says of it; `above` is highest first."""

    provision: Provision
    above: Sequence[Provision]
    levels: Mapping[int, Level]
    instruments: Sequence[Instrument]
    responsibilities: Sequence[Responsibility]
    footnotes: Sequence[Footnote]
    legal_bases: Mapping[int, Sequence[LegalBasis]]
    previous: str
    following: str

    def level(self, provision: Provision) -> Level:
        """The level of the line, or of a provision above it."""
        return self.levels[provision.level_id]

    def measures(self) -> list[Measure]:
        """All measures of all instruments, in order."""
        return [measure for instrument in self.instruments for measure in instrument.measures.all()]


def promise(plan: Plan, code: str) -> Promise:
    """Reads a line by its printed code, in nine queries. Raises Http404 when there is none."""
    levels = {level.pk: level for level in plan.levels.order_by("depth")}
    codes = _codes(plan, levels)
    at = next((place for place, (_pk, known) in enumerate(codes) if known == code), None)
    if at is None:
        raise Http404
    chain = _chain(plan, codes[at][0])
    provision = chain[-1]
    numbers = [each.pk for each in chain]
    return Promise(
        provision,
        chain[:-1],
        levels,
        _instruments(provision),
        _responsibilities(provision),
        list(
            plan.footnotes.filter(provisions__in=numbers)
            .select_related("body")
            .order_by("number")
            .distinct()
        ),
        _legal_bases(numbers),
        codes[at - 1][1] if at > 0 else "",
        codes[at + 1][1] if at + 1 < len(codes) else "",
    )


def _codes(plan: Plan, levels: Mapping[int, Level]) -> Codes:
    """Number and code of every line, in printed order."""
    deepest = list(levels)[-1:]
    lines = plan.provisions.filter(level__in=deepest).in_order()
    return list(lines.values_list("pk", "code"))


def _chain(plan: Plan, number: int) -> list[Provision]:
    """The line and all above it, highest first: one query, as plans have six levels at most."""
    step = "parent"
    steps = "__".join([step] * 5)
    found = [plan.provisions.select_related(steps).get(pk=number)]
    while found[0].parent is not None:
        found[0].parent.plan = plan
        found.insert(0, found[0].parent)
    return found


def _instruments(provision: Provision) -> list[Instrument]:
    """The instruments with their measures; each measure knows its instrument."""
    measures = Prefetch("measures", Measure.objects.order_by("position", "pk"))
    return list(provision.instruments.order_by("position", "pk").prefetch_related(measures))


def _responsibilities(provision: Provision) -> list[Responsibility]:
    rows = provision.responsibilities.select_related("body__parent")
    return list(rows.order_by("entry", "position", "pk"))


def _legal_bases(numbers: Sequence[int]) -> dict[int, list[LegalBasis]]:
    """The texts on which each of these provisions rests, by number of the provision."""
    found: dict[int, list[LegalBasis]] = defaultdict(list)
    for link in _links(numbers):
        found[link[0]].append(link[1])
    return found


def _links(numbers: Sequence[int]) -> Iterator[tuple[int, LegalBasis]]:
    through = Provision.legal_bases.through.objects.filter(provision_id__in=numbers)
    for link in through.select_related("legalbasis").order_by("legalbasis__code"):
        yield link.provision_id, link.legalbasis
