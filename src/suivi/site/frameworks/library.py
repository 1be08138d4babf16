"""Which frameworks are there, and how much answers each of their indicators?

A figure counts where the reader may see the contribution it came with, as on the page of a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404

from suivi.indicators.models import Crosswalk, Edition, Framework, FrameworkIndicator, Value
from suivi.languages.wording import Said
from suivi.plans.models import Measure
from suivi.reporting.models import Contribution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


@dataclass(frozen=True)
class EditionShown:
    """An edition and how many indicators of it are here."""

    edition: Edition
    count: int


@dataclass(frozen=True)
class FrameworkShown:
    """A framework with its editions, the newest first."""

    framework: Framework
    editions: Sequence[EditionShown]


@dataclass(frozen=True)
class IndicatorShown:
    """An indicator: how many lines and instruments are paired with it, how many have figures."""

    indicator: FrameworkIndicator
    lines: int
    instruments: int
    answered: int

    @property
    def is_gap(self) -> bool:
        """Whether nothing answers it yet."""
        return not self.answered


@dataclass(frozen=True)
class Theme:
    """The indicators under one pillar or theme."""

    name: Said
    indicators: Sequence[IndicatorShown]


@dataclass(frozen=True)
class FrameworkPage:
    """All indicators of one edition."""

    framework: Framework
    edition: Edition
    editions: Sequence[Edition]
    themes: Sequence[Theme]

    @property
    def indicators(self) -> Sequence[IndicatorShown]:
        """All of them, whatever their theme."""
        return [each for theme in self.themes for each in theme.indicators]

    @property
    def gaps(self) -> int:
        """How many are not answered by anything."""
        return sum(each.is_gap for each in self.indicators)


def frameworks() -> list[FrameworkShown]:
    """Every framework with its editions: two queries."""
    editions: dict[int, list[EditionShown]] = defaultdict(list)
    for edition in Edition.objects.annotate(count=Count("indicators")).order_by("-year", "pk"):
        editions[edition.framework_id].append(EditionShown(edition, edition.count))
    found = Framework.objects.order_by("position", "pk")
    return [FrameworkShown(each, editions[each.pk]) for each in found]


def find_edition(code: str, year: str = "") -> tuple[Edition, list[Edition]]:
    """The edition of that year, else the newest that has indicators; with all editions."""
    framework = get_object_or_404(Framework, code=code)
    every = list(framework.editions.annotate(count=Count("indicators")).order_by("-year", "pk"))
    for edition in every:
        edition.framework = framework
    wanted = [each for each in every if (str(each.year) == year if year else each.count)]
    if not wanted and (year or not every):
        raise Http404
    return (wanted or every)[0], list(every)


def find_indicator(framework: str, code: str, year: str = "") -> FrameworkIndicator:
    """The indicator as the newest edition that has it prints it, or that of the year asked for."""
    rows = FrameworkIndicator.objects.filter(edition__framework__code=framework, code=code)
    if year:
        rows = rows.filter(edition__year=int(year) if year.isdecimal() else 0)
    found = rows.select_related("edition__framework").order_by("-edition__year", "pk").first()
    if found is None:
        raise Http404
    return found


def framework_page(code: str, year: str, reader: "Reader") -> FrameworkPage:
    """One edition, indicator by indicator: a fixed number of queries."""
    edition, every = find_edition(code, year)
    pairs = _pairs(edition, reader)
    answered = answered_instruments([pair for found in pairs.values() for pair in found], reader)
    themes: dict[str, tuple[Said, list[IndicatorShown]]] = {}
    for indicator in edition.indicators.order_by("position", "pk"):
        indicator.edition = edition
        found = pairs.get(indicator.pk, [])
        shown = IndicatorShown(
            indicator,
            len({pair.instrument.provision_id for pair in found}),
            len(found),
            sum(pair.instrument_id in answered for pair in found),
        )
        theme = indicator.said_theme
        themes.setdefault(theme.text, (theme, []))[1].append(shown)
    return FrameworkPage(
        edition.framework, edition, every, [Theme(*found) for found in themes.values()]
    )


def _pairs(edition: Edition, reader: "Reader") -> Mapping[int, list[Crosswalk]]:
    """The pairs by indicator, of the plans the reader may see."""
    found: dict[int, list[Crosswalk]] = defaultdict(list)
    rows = Crosswalk.objects.current().visible_to(reader).filter(indicator__edition=edition)
    for pair in rows.select_related("instrument").in_order():
        found[pair.indicator_id].append(pair)
    return found


def answered_instruments(pairs: Iterable[Crosswalk], reader: "Reader") -> set[int]:
    """The instruments among these for which the reader sees a figure, a state or an activity."""
    instruments = {pair.instrument_id: pair.instrument.provision_id for pair in pairs}
    seen: set[tuple[int, int, int]] = set()
    done: dict[int, set[str]] = defaultdict(set)
    rows = Contribution.objects.visible_to(reader).filter(provision__in=set(instruments.values()))
    for place in rows.order_by("pk").values_list("provision_id", "body_id", "period_id"):
        seen.add(place)
    acts = rows.filter(activities__is_public=True).order_by("pk")
    for line, kind in acts.values_list("provision_id", "activities__kind"):
        done[line].add(kind)
    answered = set()
    values = Value.objects.filter(measure__instrument__in=instruments, absence="").order_by("pk")
    for instrument, body, period in values.values_list(
        "measure__instrument_id", "body_id", "period_id"
    ):
        if (instruments[instrument], body, period) in seen:
            answered.add(instrument)
    logs = Measure.objects.filter(instrument__in=instruments, kind=Measure.Kind.LOG)
    for instrument, kinds in logs.order_by("pk").values_list("instrument_id", "activity_kinds"):
        if done[instruments[instrument]] & set(kinds):
            answered.add(instrument)
    return answered
