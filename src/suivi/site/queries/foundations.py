"""On what does a line rest, and how does each of its instruments want to be measured, in words?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from suivi.languages.wording import Said
from suivi.plans.models import Dimension, LegalBasis, Measure
from suivi.plans.queries.definitions import explained
from suivi.plans.queries.line import Promise


@dataclass(frozen=True)
class MeasureShown:
    """A measure: its name, and how it gets its value."""

    measure: Measure
    label: Said
    explanation: str


@dataclass(frozen=True)
class InstrumentShown:
    """A monitoring instrument as printed, with its measures explained."""

    position: int
    text: Said
    measures: Sequence[MeasureShown]


@dataclass(frozen=True)
class Basis:
    """The texts on which the line, or a provision above it, rests."""

    label: str
    texts: Sequence[LegalBasis]


def bases(line: Promise) -> Iterator[Basis]:
    """What the line rests on, then what stands behind the provisions above it, nearest first."""
    for provision in (line.provision, *reversed(line.above)):
        texts = line.legal_bases.get(provision.pk)
        if texts and provision is line.provision:
            yield Basis(_("Rests on"), texts)
        elif texts:
            name = f"{line.level(provision).said_name} {provision.code}"
            yield Basis(_("%(provision)s rests on") % {"provision": name}, texts)


def instruments_shown(
    line: Promise, dimensions: Mapping[str, Dimension]
) -> Iterator[InstrumentShown]:
    """The instruments of a line with their measures in words."""
    for instrument in line.instruments:
        measures = [
            MeasureShown(measure, measure.named("label"), explained(measure, dimensions))
            for measure in instrument.measures.all()
        ]
        yield InstrumentShown(instrument.position, instrument.said_text, measures)
