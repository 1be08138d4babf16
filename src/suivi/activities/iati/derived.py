"""Which facts of the register follow from an IATI record?

Begin: the actual start, else the planned one. End: the actual end, else the planned one, unless
that lies before the actual start. Amount: what was committed, where it is in one currency.
Countries: those of the activity, or of its transactions. Gender marker: marker 1 of the OECD's
vocabulary; None where it is missing or has no significance.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from suivi.activities.iati import codes
from suivi.activities.iati.own import facts_of_own
from suivi.activities.iati.records import Dates, Record, Text
from suivi.languages.wording import CODES

LONGEST_TITLE: Final = 300
GENERAL: Final = ("", "1")


def columns_of(record: Record) -> dict[str, Any]:
    """The facts of an activity by the name of their column; the record has no flaw."""
    start, end = began_and_ended(record.dates)
    amount, currency = committed(record)
    title = main_title(record)
    return {
        "title": shortened(title.text),
        "account": account(record, title),
        "language": title.language if len(title.language) == 2 else "en",
        "started_on": date.fromisoformat(start),
        "ended_on": date.fromisoformat(end) if end else None,
        "countries": country_codes(record),
        "gender_marker": gender_marker(record),
        "amount": amount,
        "currency": currency,
        **facts_of_own(record.own),
    }


def began_and_ended(dates: Dates) -> tuple[str, str]:
    """The first and the last day as ISO texts; "" where unknown."""
    start = dates.actual_start or dates.planned_start
    end = dates.actual_end or dates.planned_end
    return start, end if end and end >= start else ""


def main_title(record: Record) -> Text:
    """The title in a language of this site, if there is one, else the first."""
    titles = record.titles
    return next((each for each in titles if each.language in CODES), titles[0])


def account(record: Record, title: Text) -> str:
    """The general description in the language of the title, else in any; "" when it repeats it."""
    general = [each for each in record.descriptions if each.type in GENERAL]
    general = general or list(record.descriptions)
    same = [each for each in general if each.language == title.language]
    found = (same or general)[0].text if general else ""
    return "" if found == title.text else found


def shortened(title: str) -> str:
    """A title that the register can hold: one line, 300 characters."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def committed(record: Record) -> tuple[int | None, str]:
    """The sum of the commitments in hundredths and its currency; nothing in several currencies."""
    given = [each for each in record.transactions if each.type == codes.COMMITMENT]
    currencies = {each.currency for each in given}
    if len(currencies) != 1:
        return None, ""
    return sum(each.amount for each in given), currencies.pop()


def country_codes(record: Record) -> list[str]:
    """The countries that have a share, each once."""
    own = [each.code for each in record.of_country() if each.percentage != "0"]
    return list(
        dict.fromkeys([*own, *sorted(filter(None, (t.country for t in record.transactions)))])
    )


def gender_scores(record: Record) -> Sequence[str]:
    """The different significances of the gender marker; none where it is unknown."""
    return sorted(
        {
            each.significance
            for each in record.markers
            if each.vocabulary == codes.DAC
            and each.code == codes.GENDER_EQUALITY
            and each.significance
        }
    )


def gender_marker(record: Record) -> int | None:
    """0, 1 or 2; None where the activity was not screened or nobody says."""
    scores = gender_scores(record)
    return int(scores[0]) if scores else None
