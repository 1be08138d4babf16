"""What stands beside a figure: the note of who gave it, and what it was before it was restated?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Figure
from suivi.indicators.models import Restatement, Value
from suivi.indicators.queries import figure, figure_of
from suivi.indicators.saying import figure_text
from suivi.languages.wording import Said, State
from suivi.plans.models import Definition, Measure, Plan
from suivi.plans.queries.definitions import definitions_of
from suivi.ui import numbers_and_days

Place = tuple[str, str, int]


@dataclass(frozen=True)
class Remark:
    """One remark: its number in the table, what it is about, our words, and theirs."""

    number: int
    about: str
    text: str
    quoted: Said


@dataclass(frozen=True)
class Background:
    """What is known of measures and values beyond the figures themselves.

    Versions of definitions by measure, restatements by value, and the bodies that answer.
    """

    definitions: Mapping[int, Sequence[Definition]] = field(default_factory=dict)
    restatements: Mapping[int, Sequence[Restatement]] = field(default_factory=dict)
    bodies: Sequence[str] = ()


NOTHING_KNOWN: Final = Background()


def background(
    measures: Iterable[Measure], values: Iterable[Value], bodies: Sequence[str] = ()
) -> Background:
    """Reads it: two queries. `bodies` are the codes of those that answer for the figures."""
    return Background(definitions_of(measures), restatements_of(values), bodies)


def restatements_of(values: Iterable[Value]) -> dict[int, list[Restatement]]:
    """The restatements of these values, by number of the value, the first first: one query."""
    found: dict[int, list[Restatement]] = defaultdict(list)
    keys = [value.pk for value in values]
    for each in Restatement.objects.filter(value__in=keys).in_order():
        found[each.value_id].append(each)
    return found


def restatements_of_plan(plan: Plan) -> dict[int, list[Restatement]]:
    """The same for all values of a plan."""
    found: dict[int, list[Restatement]] = defaultdict(list)
    for each in Restatement.objects.filter(value__period__plan=plan).in_order():
        found[each.value_id].append(each)
    return found


def before(restated: Restatement) -> Figure | None:
    """The figure as it was before it was restated; None where nothing had been given."""
    return figure(restated.number_before, restated.denominator_before, restated.absence_before)


def after(restated: Restatement) -> Figure | None:
    """The figure that it was corrected to."""
    return figure(restated.number, restated.denominator, restated.absence)


def restated_text(restated: Restatement, measure: Measure) -> str:
    """When a figure was restated, and both figures, in words."""
    old = figure_text(before(restated), measure) or _("nothing given")
    facts = {
        "day": numbers_and_days.day(restated.at),
        "before": old,
        "after": figure_text(after(restated), measure),
    }
    return _("Restated on %(day)s: %(after)s, before %(before)s.") % facts


def remarks_of(value: Value, about: str, known: Background) -> Iterator[tuple[str, str, Said]]:
    """What is remarked on a value: about what, our words, theirs."""
    for restated in known.restatements.get(value.pk, ()):
        text = restated_text(restated, value.measure)
        yield about, text, Said(restated.reason, restated.language, State.OFFICIAL)
    if value.note:
        shown = figure_text(figure_of(value), value.measure)
        yield f"{about}, {shown}", "", Said(value.note, value.language, State.OFFICIAL)
