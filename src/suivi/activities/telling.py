"""How are the facts of an activity told in the reader's language, the same on every page and in
every output?"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from suivi.activities.facts import Particulars
from suivi.activities.models import Activity
from suivi.ui.numbers_and_days import day, figure, locale


def particulars_of(activity: Activity) -> Particulars:
    """Those of an activity."""
    return Particulars(**{each.name: getattr(activity, each.name) for each in fields(Particulars)})


def pairs(told: Particulars, partners: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each fact that is known, in one order everywhere."""
    if told.forum:
        yield _("Forum"), str(Activity.Forum(told.forum).label)
    if partners:
        yield _("Together with"), ", ".join(partners)
    if told.amount is not None:
        yield _("Amount"), money_with_euros(told)
    people = participants(told)
    if people:
        yield _("Participants"), people
    if told.gender_marker is not None:
        yield _("Gender marker"), str(Activity.GenderMarker(told.gender_marker).label)
    if told.iati_identifier:
        yield _("IATI identifier"), told.iati_identifier
    if told.source:
        yield _("Source"), told.source


def money(hundredths: int | Decimal, currency: str) -> str:
    """An amount with its currency: "EUR 2,000,000"; cents only when there are some."""
    exact = Decimal(hundredths) / 100
    pattern = "#,##0" if exact == exact.to_integral_value() else "#,##0.00"
    return f"{currency} {format_decimal(exact, format=pattern, locale=locale())}"


def money_with_euros(told: Particulars) -> str:
    """The amount as given, and in euros by its dated rate, which is shown."""
    assert told.amount is not None
    given = money(told.amount, told.currency)
    if told.currency == "EUR" or told.euro_rate is None:
        return given
    euros = money((told.amount * told.euro_rate).quantize(Decimal(1)), "EUR")
    rate = format_decimal(told.euro_rate, format="#,##0.########", locale=locale())
    when = ", ".join(filter(None, (day(told.euro_rate_on), told.euro_rate_source)))
    facts = {"given": given, "euros": euros, "rate": rate, "when": when or _("undated")}
    return _("%(given)s (%(euros)s at %(rate)s, %(when)s)") % facts


def participants(told: Particulars) -> str:
    """The people by sex, those that were counted; zero is said, what nobody counted is not."""
    counted = (
        (_("women"), told.women),
        (_("men"), told.men),
        (_("other"), told.other_sex),
        (_("unknown"), told.unknown_sex),
    )
    return ", ".join(f"{figure(number)} {name}" for name, number in counted if number is not None)


def when(started_on: date, ended_on: date | None, dated: str) -> str:
    """The date as exactly as it is known."""
    if dated == Activity.Dated.YEAR:
        return _span(str(started_on.year), str(ended_on.year) if ended_on else "")
    if dated == Activity.Dated.MONTH:
        return _span(month(started_on), month(ended_on) if ended_on else "")
    if dated == Activity.Dated.TOLD:
        return _("told on %(day)s") % {"day": day(started_on)}
    return _span(day(started_on), day(ended_on))


def month(moment: date) -> str:
    """The month in words, with its year."""
    return str(format_skeleton("yMMMM", moment, locale=locale()))


def _span(first: str, last: str) -> str:
    return f"{first} – {last}" if last and last != first else first
