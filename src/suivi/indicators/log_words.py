"""How does a log of activities read: how many, and who took part?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import as_percent
from suivi.indicators.logs import Log as Counted
from suivi.indicators.logs import Participants
from suivi.languages.wording import Said
from suivi.ui.numbers_and_days import figure, percent


@dataclass(frozen=True)
class LogRow:
    """One row: what it counts, and its number in each year; blank where nobody said."""

    label: str
    cells: Sequence[str]


@dataclass(frozen=True)
class LogTable:
    """A log over the years: how many activities, and by sex who took part in them."""

    caption: Said
    years: Sequence[int]
    counts: Sequence[tuple[int, int]]
    rows: Sequence[LogRow]
    notes: Sequence[str]


def log_table(caption: Said, logs: Sequence[tuple[int, Counted]]) -> LogTable:
    """The table of a log; `logs` are what each year counts, in order."""
    counts = [(year, log.number) for year, log in logs]
    took_part = [(year, log.participants()) for year, log in logs]
    rows = [LogRow(_("Number"), [figure(number) for _year, number in counts])]
    if any(each.are_told for _year, each in took_part):
        rows += _people([each for _year, each in took_part])
    notes = [
        f"{year}: {silent_text(each)}" for year, each in took_part if each.are_told and each.silent
    ]
    return LogTable(caption, [year for year, _number in counts], counts, rows, notes)


def _people(years: Sequence[Participants]) -> list[LogRow]:
    rows = [
        LogRow(
            _("Participants: %(sex)s") % {"sex": name},
            [figure(getattr(year, sex)) if year.are_told else "" for year in years],
        )
        for sex, name in sexes().items()
    ]
    every = [figure(year.everyone) if year.are_told else "" for year in years]
    shares = [share_of_women_text(year) if year.are_told else "" for year in years]
    return [*rows, LogRow(_("Participants: total"), every), LogRow(_("Share of women"), shares)]


def sexes() -> dict[str, str]:
    """What the counts of participants are called."""
    return {
        "women": _("women"),
        "men": _("men"),
        "other_sex": _("other"),
        "unknown_sex": _("unknown"),
    }


def share_of_women_text(found: Participants) -> str:
    """ "10.0 % women (5 of 50)"; not defined where nobody took part."""
    share = found.share_of_women
    exact = share.quotient
    said = _("not defined") if exact is None else percent(as_percent(exact).scaleb(-2))
    facts = {
        "share": said,
        "women": figure(share.numerator),
        "all": figure(share.denominator),
    }
    return _("%(share)s women (%(women)s of %(all)s)") % facts


def silent_text(found: Participants) -> str:
    """How many activities do not say who took part."""
    facts = {"silent": figure(found.silent), "all": figure(found.activities)}
    return _("%(silent)s of %(all)s activities do not say how many took part.") % facts
