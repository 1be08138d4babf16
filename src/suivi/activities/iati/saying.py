"""How is what an IATI file says put into words, in the language of the page?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from suivi.activities.iati import codes
from suivi.activities.iati.records import (
    COUNTRY,
    LISTS,
    Budget,
    Dates,
    Document,
    Indicator,
    Marker,
    Organisation,
    Own,
    Place,
    Reporter,
    Scope,
    Sector,
    Tag,
    Text,
    Texts,
    Transaction,
    frozen,
)
from suivi.activities.models import Activity
from suivi.ui.numbers_and_days import country, day, figure, locale

FIRST: Final = 5
PARTS: Final[Mapping[str, Promise]] = {
    "titles": gettext_lazy("title"),
    "descriptions": gettext_lazy("description"),
    "reporter": gettext_lazy("reporting organisation"),
    "organisations": gettext_lazy("organisations"),
    "status": gettext_lazy("status"),
    "dates": gettext_lazy("dates"),
    "places": gettext_lazy("countries and regions"),
    "sectors": gettext_lazy("sectors"),
    "tags": gettext_lazy("tags"),
    "markers": gettext_lazy("policy markers"),
    "humanitarian": gettext_lazy("humanitarian"),
    "scopes": gettext_lazy("emergencies and appeals"),
    "budgets": gettext_lazy("budgets"),
    "transactions": gettext_lazy("transactions"),
    "documents": gettext_lazy("documents"),
    "indicators": gettext_lazy("results"),
    "hierarchy": gettext_lazy("level of the hierarchy"),
    "last_updated": gettext_lazy("last updated"),
    "own": gettext_lazy("facts of the register"),
}


@dataclass(frozen=True)
class Told:
    """A part that differs, in words: what goes, what comes, how many more, whether in conflict."""

    part: str
    name: str
    gone: Sequence[str]
    come: Sequence[str]
    more: int
    is_conflict: bool


def differences(plain: Iterable[Sequence[Any]]) -> Iterator[Told]:
    """The differences of a row of the preview."""
    for part, gone, come, more, conflict in plain:
        name = str(PARTS[part])
        yield Told(part, name, entries(part, gone), entries(part, come), more, conflict)


def entries(part: str, told: Iterable[Any]) -> list[str]:
    """Each entry of a part, in a line."""
    return [text for each in told if (text := entry(part, frozen(each)))]


def entry(part: str, told: Any) -> str:
    """One entry of a part; "" where it says nothing."""
    say = _SAY.get(part)
    return say(told) if say else str(told)


def whole(part: str, told: Any) -> str:
    """A whole part as a version keeps it: its first entries, and how many more there are."""
    if told is None:
        return ""
    found = entries(part, told if part in LISTS else [told])
    rest = len(found) - FIRST
    more = [_("and %(more)d more") % {"more": rest}] if rest > 0 else []
    return "; ".join([*found[:FIRST], *more])


def lines(part: str, told: Any) -> list[str]:
    """A whole part, an entry a line."""
    return entries(part, told if part in LISTS else [told]) if told not in (None, "") else []


def on(written: str) -> str:
    """A day in words."""
    return day(date.fromisoformat(written))


def money(amount: int, currency: str) -> str:
    """Hundredths as an amount, "1,250.50 EUR"."""
    number = format_decimal(Decimal(amount) / 100, format="#,##0.00", locale=locale())
    return f"{number} {currency}"


def share(percentage: str) -> str:
    """A percentage as it was written, "33.3 %"; "" where none is."""
    return f"{figure(Decimal(percentage))} %" if percentage else ""


def text_of(texts: Texts) -> str:
    """The text in the language of the page, else the first."""
    own = (get_language() or "en")[:2]
    return next((text for language, text in texts if language == own), texts[0][1] if texts else "")


def place(told: Any) -> str:
    """A country or region, with its share."""
    one = Place(*told)
    if one.kind == COUNTRY:
        name = country(one.code)
    else:
        name = codes.name_of("Region", one.code) if one.vocabulary == codes.DAC else one.code
    return " ".join(filter(None, (name, share(one.percentage))))


def sector(told: Any) -> str:
    """A sector, with its share; one that was withdrawn says so."""
    one = Sector(*told)
    name = text_of(one.names)
    if one.vocabulary == codes.DAC:
        known = codes.codes("Sector").get(one.code)
        name = codes.name_of("Sector", one.code) if known else name
        if known and known.withdrawn_on:
            name = _("%(name)s (code withdrawn)") % {"name": name}
    return " ".join(filter(None, (one.code, name, share(one.percentage))))


def organisation(told: Any) -> str:
    """An organisation in its role."""
    one = Organisation(*told)
    return f"{text_of(one.names) or one.ref} ({codes.name_of('OrganisationRole', one.role)})"


def transaction(told: Any) -> str:
    """A transaction: kind, day, amount, and where the money went when it says so."""
    one = Transaction(*told)
    parts = [codes.name_of("TransactionType", one.type), on(one.on)]
    parts += [money(one.amount, one.currency), country(one.country) if one.country else ""]
    return ", ".join([*filter(None, parts), *filter(None, [text_of(one.descriptions)])])


def budget(told: Any) -> str:
    """A budget: kind, period, amount."""
    one = Budget(*told)
    days = [on(each) for each in (one.starts_on, one.ends_on)]
    kind = codes.name_of("BudgetType", one.type)
    return f"{kind}, {days[0]} – {days[1]}, {money(one.amount, one.currency)}"


def marker(told: Any) -> str:
    """A policy marker; the gender marker in the words of the register."""
    one = Marker(*told)
    if one.vocabulary != codes.DAC:
        return " ".join(filter(None, (one.code, text_of(one.names), one.significance)))
    name = codes.name_of("PolicyMarker", one.code)
    is_score = one.code == codes.GENDER_EQUALITY and one.significance in codes.GENDER_SCORES
    if is_score:
        score = str(Activity.GenderMarker(int(one.significance)).label)
    elif one.significance:
        score = f"{one.significance}: {codes.name_of('PolicySignificance', one.significance)}"
    else:
        score = _("significance unknown")
    return f"{name} – {score}"


def tag(told: Any) -> str:
    """A tag; goals and targets of sustainable development by their number."""
    one = Tag(*told)
    lists = {"2": "UNSDG-Goals", "3": "UNSDG-Targets"}
    name = text_of(one.names)
    if one.vocabulary in lists and not name:
        name = codes.name_of(lists[one.vocabulary], one.code)
    return f"{_('SDG')} {one.code} {name}" if one.vocabulary in lists else f"{one.code} {name}"


def indicator(told: Any) -> str:
    """An indicator with its values, in the order of the file."""
    one = Indicator(*told)
    values = [f"{value[0]} {value[4]}" for value in one.values]
    return f"{text_of(one.result_titles)} › {text_of(one.titles)}: {', '.join(values)}"


def _text(told: Any) -> str:
    one = Text(*told)
    return f"{one.text} [{one.language}]" if one.language else one.text


def _dates(told: Any) -> str:
    labels = {
        "planned_start": _("planned start"),
        "actual_start": _("actual start"),
        "planned_end": _("planned end"),
        "actual_end": _("actual end"),
    }
    return "; ".join(
        f"{labels[name]} {on(written)}"
        for name, written in Dates(*told)._asdict().items()
        if written
    )


def _reporter(told: Any) -> str:
    one = Reporter(*told)
    return " ".join(filter(None, (one.ref, text_of(one.names))))


def _scope(told: Any) -> str:
    one = Scope(*told)
    return " ".join(filter(None, (one.code, text_of(one.names))))


def _document(told: Any) -> str:
    one = Document(*told)
    return " ".join(filter(None, (text_of(one.titles), one.url)))


def _own(told: Any) -> str:
    given = Own(*told)._asdict().items()
    return "; ".join(f"{name}: {fact}" for name, fact in given if fact not in ("", None))


def _truth(told: Any) -> str:
    return "" if told is None else _("yes") if told else _("no")


_SAY: Final[Mapping[str, Callable[[Any], str]]] = {
    "titles": _text,
    "descriptions": _text,
    "reporter": _reporter,
    "organisations": organisation,
    "status": lambda told: codes.name_of("ActivityStatus", told) if told else "",
    "dates": _dates,
    "places": place,
    "sectors": sector,
    "tags": tag,
    "markers": marker,
    "humanitarian": _truth,
    "scopes": _scope,
    "budgets": budget,
    "transactions": transaction,
    "documents": _document,
    "indicators": indicator,
    "own": _own,
}


def summary(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and text of what a new activity brings, at a glance."""
    days = [
        day(date.fromisoformat(told[name])) for name in ("started_on", "ended_on") if told[name]
    ]
    yield _("Dates"), " – ".join(days)
    if told["places"]:
        shares = (f"{country(code)} {share(part)}".strip() for code, part in told["places"])
        yield _("Countries"), ", ".join(shares)
    score = told["marker"]
    label = _("not screened") if score is None else Activity.GenderMarker(score).label
    yield _("Gender marker"), str(label)
    for kind, currency, amount in told["money"]:
        yield codes.name_of("TransactionType", kind).capitalize(), money(amount, currency)
