"""How does a log of activities read: how many, and who took part?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Absent, as_percent
from suivi.indicators.logs import Log as Counted
from suivi.indicators.logs import Participants, of_year
from suivi.indicators.models import Absence
from suivi.indicators.saying import STAR
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


@dataclass(frozen=True)
class LogYear:
    """A year of a log: what it counts, what bodies gave instead, how many of them are silent."""

    year: int
    log: Counted
    reasons: Sequence[str] = ()
    silent: int = 0
    bodies: int = 1

    @property
    def text(self) -> str:
        """Its number, marked where something is missing; or why there is none."""
        found, total = of_year(self.log.number, self.reasons, self.silent, self.bodies)
        if isinstance(found, Absent):
            return str(Absence(found.reason).label)
        return figure(self.log.number) + ("" if total.is_complete else STAR)


def log_table(caption: Said, logs: Sequence[LogYear]) -> LogTable:
    """The table of a log; `logs` are its years in order."""
    counts = [(each.year, each.log.number) for each in logs]
    took_part = [(each.year, each.log.participants()) for each in logs]
    rows = [LogRow(_("Number"), [each.text for each in logs])]
    if any(each.are_told for _year, each in took_part):
        rows += _people([each for _year, each in took_part])
    notes = [
        f"{year}: {silent_text(each)}" for year, each in took_part if each.are_told and each.silent
    ]
    if any(cell.endswith(STAR) for cell in rows[0].cells):
        notes.append(_("* One part or more is missing from this total."))
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
