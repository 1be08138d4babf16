"""How does a whole plan read, from its objectives down to the last line of action?

The plan is read at once, in a fixed number of queries, however many levels it has. The lowest
level holds the lines; what stands above a line is its ancestors.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from suivi.languages.wording import CODES, Said
from suivi.people.models import Body
from suivi.plans.models import Instrument, Level, Plan, Provision, Responsibility


@dataclass(frozen=True)
class Line:
    """A line of action with all that the plan says beside it."""

    provision: Provision
    above: tuple[Provision, ...]
    instruments: tuple[Instrument, ...]
    bodies: tuple[Body, ...]

    @property
    def top(self) -> Provision | None:
        """The provision of the highest level it belongs to; none in a plan of one level."""
        return self.above[0] if self.above else None

    def texts(self, language: str) -> Iterator[str]:
        """Its wording in one language: code, title, text, instruments."""
        yield self.provision.code
        yield getattr(self.provision, f"title_{language}")
        yield getattr(self.provision, f"text_{language}")
        for instrument in self.instruments:
            yield getattr(instrument, f"text_{language}")

    def all_texts(self) -> str:
        """Its wording in every language, for looking words up."""
        return "\n".join(filter(None, chain.from_iterable(self.texts(code) for code in CODES)))


@dataclass(frozen=True)
class Outline:
    """A plan from top to bottom."""

    plan: Plan
    levels: tuple[Level, ...]
    tops: tuple[Provision, ...]
    lines: tuple[Line, ...]

    @property
    def top_level(self) -> Level | None:
        """The level by which lines are grouped; none when the plan has one level or none."""
        return self.levels[0] if len(self.levels) > 1 else None

    @property
    def line_level(self) -> Level | None:
        """The lowest level, which holds the lines."""
        return self.levels[-1] if self.levels else None

    def line_name(self, count: int) -> Said | None:
        """What so many lines are called within a sentence; none in an outline without levels."""
        return named(self.line_level, count) if self.line_level else None

    def bodies(self) -> list[Body]:
        """The bodies that answer for some line, in the order of the directory."""
        found = {body.pk: body for line in self.lines for body in line.bodies}
        return sorted(found.values(), key=lambda body: (body.position, body.code))


def within_sentence(name: Said) -> Said:
    """The name of a level as it stands within a sentence: "102 lines of action".

    German nouns keep their capital, and so does an abbreviation.
    """
    first, rest = name.text[:1], name.text[1:]
    if name.language == "de" or rest[:1].isupper():
        return name
    return replace(name, text=first.lower() + rest)


def named(level: Level, count: int) -> Said:
    """What so many provisions of a level are called within a sentence."""
    return within_sentence(level.said_name if count == 1 else level.said_plural)


def line_levels(plans: Iterable[Plan]) -> dict[int, Level]:
    """The lowest level of each plan, by number of the plan."""
    levels = Level.objects.filter(plan__in=plans).order_by("plan", "depth")
    return {level.plan_id: level for level in levels}


def outline(plan: Plan) -> Outline:
    """Reads a plan: its levels, provisions, instruments and responsible bodies, in five queries."""
    levels = tuple(plan.levels.order_by("depth"))
    provisions = {each.pk: each for each in plan.provisions.in_order()}
    deepest = levels[-1].pk if levels else None
    anchors = [each for each in provisions.values() if each.level_id == deepest]
    return Outline(
        plan,
        levels,
        tuple(each for each in provisions.values() if each.level_id == levels[0].pk),
        tuple(_lines(anchors, provisions, _instruments(plan, provisions), _bodies(plan))),
    )


def _lines(
    anchors: Iterable[Provision],
    provisions: Mapping[int, Provision],
    instruments: Mapping[int, Sequence[Instrument]],
    bodies: Mapping[int, Sequence[Body]],
) -> Iterator[Line]:
    for anchor in anchors:
        yield Line(
            anchor,
            _above(anchor, provisions),
            tuple(instruments.get(anchor.pk, ())),
            tuple(bodies.get(anchor.pk, ())),
        )


def _above(provision: Provision, provisions: Mapping[int, Provision]) -> tuple[Provision, ...]:
    """What the provision belongs to, highest first."""
    found: list[Provision] = []
    at = provision.parent_id
    while at is not None:
        found.append(provisions[at])
        at = provisions[at].parent_id
    return tuple(reversed(found))


def _instruments(plan: Plan, provisions: Mapping[int, Provision]) -> dict[int, list[Instrument]]:
    """The instruments of each provision; each knows its provision without asking again."""
    found: dict[int, list[Instrument]] = defaultdict(list)
    rows = Instrument.objects.filter(provision__plan=plan)
    for instrument in rows.order_by("provision_id", "position"):
        instrument.provision = provisions[instrument.provision_id]
        found[instrument.provision_id].append(instrument)
    return found


def _bodies(plan: Plan) -> dict[int, list[Body]]:
    """The bodies of each provision in printed order."""
    rows = Responsibility.objects.of_plan(plan).values_list("provision_id", "body_id")
    pairs = list(rows)
    bodies = Body.objects.in_bulk({body for _provision, body in pairs})
    found: dict[int, list[Body]] = defaultdict(list)
    for provision, body in pairs:
        found[provision].append(bodies[body])
    return found
