"""Which projects contribute to gender equality in fragile contexts, year by year?

Nothing is stored: the answer follows from the activities and the editions as they stand.

- An activity counts once in a year in which it is under way, or in which it disbursed. One in
  preparation or cancelled counts only where it disbursed.
- A context is fragile by the edition in force in that year; without an edition nobody knows.
- Principal (2) and significant (1) stand apart and are never added in halves. 0 is not counted.
  What was not screened is unknown, and said.
- The amount in a context is what was disbursed in that year: all of it where the transaction names
  the context, else its share by the percentage of the activity, exactly.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import ExtractYear

from suivi.activities.fragile.models import FragileContext, FragileEdition
from suivi.activities.iati import codes
from suivi.activities.iati.models import IatiPlace, IatiTransaction
from suivi.activities.iati.records import COUNTRY
from suivi.activities.models import Activity, ActivityQuerySet
from suivi.activities.permissions import Reach, readable
from suivi.plans.models import Provision

KINDS: Final = (Activity.Kind.PROJECT, Activity.Kind.FINANCIAL_SUPPORT)
PRINCIPAL: Final = int(Activity.GenderMarker.PRINCIPAL)
SIGNIFICANT: Final = int(Activity.GenderMarker.SIGNIFICANT)
NOT_TARGETED: Final = int(Activity.GenderMarker.NOT_TARGETED)
Money = Mapping[str, Fraction]


@dataclass(frozen=True)
class Project:
    """An activity in a year: its score (None: not screened), its fragile contexts, the amounts.

    `amounts` is what was disbursed that year in the fragile contexts, `disbursed` everywhere:
    hundredths by currency. `is_share_unknown` when some of it cannot be told apart.
    """

    number: int
    score: int | None
    contexts: Sequence[str]
    amounts: Money
    disbursed: Money
    is_share_unknown: bool


@dataclass(frozen=True)
class YearOfProjects:
    """The projects of a year. Without edition nobody knows which contexts are fragile."""

    year: int
    edition: FragileEdition | None
    projects: Sequence[Project] = field(default_factory=list)

    def all(self, score: int | None) -> list[Project]:
        """Those with this score, wherever they are."""
        return [each for each in self.projects if each.score == score]

    def fragile(self, score: int | None) -> list[Project] | None:
        """Those with this score in at least one fragile context; None when nobody knows."""
        if self.edition is None:
            return None
        return [each for each in self.all(score) if each.contexts]

    def amounts(self, score: int | None) -> Money | None:
        """What those disbursed in fragile contexts, by currency; None when nobody knows."""
        found = self.fragile(score)
        return None if found is None else added(each.amounts for each in found)

    def is_share_unknown(self, score: int | None) -> bool:
        """Whether some of these amounts lack a part that cannot be told apart."""
        return any(each.is_share_unknown for each in self.fragile(score) or ())


@dataclass(frozen=True)
class _Facts:
    """What is read of an activity."""

    number: int
    score: int | None
    started_on: date
    ended_on: date | None
    countries: Sequence[str]
    status: str | None

    def is_under_way(self, year: int) -> bool:
        """Whether it is under way on some day of the year."""
        if self.status in {codes.PIPELINE, codes.CANCELLED}:
            return False
        goes_on = self.ended_on is None and self.status in codes.ONGOING
        last = self.ended_on or self.started_on
        return self.started_on.year <= year and (goes_on or last.year >= year)


def gender_equality_projects(
    lines: Iterable[Provision], year: int, seen: Reach, kinds: Collection[str] = KINDS
) -> YearOfProjects:
    """The projects and programmes of these lines in a year, as far as the reader may see them."""
    return years_of_projects(lines, [year], seen, kinds)[0]


def years_of_projects(
    lines: Iterable[Provision],
    years: Sequence[int],
    seen: Reach,
    kinds: Collection[str] = KINDS,
) -> list[YearOfProjects]:
    """The same for several years, in their order: five queries, whatever the number."""
    found = _serving(lines, kinds, seen)
    facts = [_Facts(*row) for row in found.values_list(*_COLUMNS)]
    shares = _shares(found)
    paid = _paid(found, years)
    editions = _editions(years)
    return [
        YearOfProjects(
            year,
            editions[year][0],
            [
                _project(each, editions[year][1], shares.get(each.number, {}), sums)
                for each in facts
                if (sums := paid.get((each.number, year), [])) or each.is_under_way(year)
            ],
        )
        for year in years
    ]


_COLUMNS: Final = (
    *("pk", "gender_marker", "started_on", "ended_on", "countries"),
    "iati__status",
)


def _serving(lines: Iterable[Provision], kinds: Collection[str], seen: Reach) -> ActivityQuerySet:
    """Each activity once, however many of the lines it serves."""
    through = Provision.activities.through.objects.filter(activity_id=OuterRef("pk"))
    on_lines = Exists(through.filter(provision_id__in=[line.pk for line in lines]))
    found = readable(Activity.objects.filter(on_lines, kind__in=kinds), seen)
    return found.order_by("started_on", "pk")


def _shares(found: ActivityQuerySet) -> dict[int, dict[str, Fraction | None]]:
    """The percentage of each country by activity, as a quotient; None where none is given."""
    places = IatiPlace.objects.filter(activity__in=found.order_by().values("pk"))
    shares: dict[int, dict[str, Fraction | None]] = defaultdict(dict)
    rows = places.order_by("activity", "position")
    for number, kind, code, percentage in rows.values_list(
        "activity_id", "kind", "code", "percentage"
    ):
        of = shares[number]
        if kind != COUNTRY:
            of.setdefault("", None)  # a region takes part: a country alone is not all of it
        elif percentage is None:
            of[code] = None
        else:
            of[code] = (of.get(code) or Fraction(0)) + Fraction(percentage) / 100
    return shares


def _paid(found: ActivityQuerySet, years: Sequence[int]) -> dict[tuple[int, int], list[Any]]:
    """What was disbursed by activity and year: country of the transaction, currency, hundredths."""
    rows = IatiTransaction.objects.filter(
        activity__in=found.order_by().values("pk"),
        type=codes.DISBURSEMENT,
        on__range=(date(min(years), 1, 1), date(max(years), 12, 31)),
    )
    sums: dict[tuple[int, int], list[Any]] = defaultdict(list)
    grouped = rows.annotate(year=ExtractYear("on")).values_list(
        "activity_id", "year", "country", "currency"
    )
    for number, year, country, currency, amount in grouped.annotate(Sum("amount")).order_by():
        sums[number, year].append((country, currency, amount))
    return sums


def _editions(years: Sequence[int]) -> dict[int, tuple[FragileEdition | None, frozenset[str]]]:
    """The edition in force in each year, and its contexts."""
    known = list(FragileEdition.objects.in_order())
    contexts: dict[int, set[str]] = defaultdict(set)
    for number, code in FragileContext.objects.values_list("edition_id", "code").order_by("pk"):
        contexts[number].add(code)
    found: dict[int, tuple[FragileEdition | None, frozenset[str]]] = {}
    for year in years:
        edition = next((each for each in known if each.is_in_force(year)), None)
        found[year] = (edition, frozenset(contexts[edition.pk]) if edition else frozenset())
    return found


def _project(
    facts: _Facts,
    fragile: Collection[str],
    shares: Mapping[str, Fraction | None],
    paid: Iterable[tuple[str, str, int]],
) -> Project:
    contexts = [code for code in facts.countries if code in fragile]
    known = _known_shares(facts.countries, shares)
    amounts: dict[str, Fraction] = defaultdict(Fraction)
    disbursed: dict[str, Fraction] = defaultdict(Fraction)
    unknown = False
    for country, currency, amount in paid:
        disbursed[currency] += amount
        if country:
            amounts[currency] += amount if country in contexts else 0
        elif contexts and known is None:
            unknown = True
        elif contexts:
            assert known is not None
            amounts[currency] += amount * sum((known[code] for code in contexts), Fraction(0))
    return Project(facts.number, facts.score, contexts, amounts, disbursed, unknown)


def _known_shares(
    countries: Sequence[str], shares: Mapping[str, Fraction | None]
) -> Mapping[str, Fraction] | None:
    """The share of each country; None where it is not given for all that stand here now."""
    if len(countries) == 1 and set(shares) <= set(countries) and not any(shares.values()):
        return {countries[0]: Fraction(1)}
    known = {code: share for code, share in shares.items() if share}
    return known if set(known) == set(countries) else None


def added(amounts: Iterable[Money]) -> Money:
    """Amounts added, currency by currency."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for each in amounts:
        for currency, amount in each.items():
            found[currency] += amount
    return {currency: amount for currency, amount in sorted(found.items()) if amount}
