"""How do the annexes read: countries, texts, notes, abbreviations, method, what was left out?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from suivi.activities.charting import country_map
from suivi.plans.models import LegalBasis
from suivi.plans.models.provision import symbol_of
from suivi.publications.reading import numbers
from suivi.publications.reading.anchors import line_anchor
from suivi.publications.reading.context import Context
from suivi.publications.reading.drawing import as_part
from suivi.publications.reading.frameworks import framework_parts
from suivi.publications.reading.left_out import left_out_parts
from suivi.publications.reading.lines import notes
from suivi.publications.reading.parts import Annexes, ChartPart, CountryPart, NotePart, Pair
from suivi.publications.reading.words import foreign_words, words
from suivi.publications.snapshot.document import lines
from suivi.publications.snapshot.shape import Activity, Focus
from suivi.ui.numbers_and_days import country, day


def annexes(known: Context) -> Annexes:
    """Everything after the matrix."""
    return Annexes(
        countries=tuple(_countries(known)),
        countries_chart=_countries_chart(known),
        frameworks=tuple(framework_parts(known)),
        legal_bases=tuple(_legal_bases(known)),
        notes=_free_notes(known),
        abbreviations=tuple(
            Pair(one["abbreviation"], words(one["expansion"]))
            for one in known.snapshot["abbreviations"]
        ),
        bodies=tuple(_bodies(known)),
        method=tuple(words(text) for text in known.snapshot["method"]),
        left_out=left_out_parts(known),
    )


def _countries(known: Context) -> Iterator[CountryPart]:
    told = _told_this_year(known)
    for focus in known.snapshot["plan"]["focus_countries"]:
        found = [
            (foreign_words(one["title"], one["language"]), code, line_anchor(code))
            for one, code in told
            if focus["country"] in one["countries"]
        ]
        yield CountryPart(country(focus["country"]), _since(focus), len(found), tuple(found))


def _countries_chart(known: Context) -> ChartPart | None:
    """Where the activities of the year took place, on a map; not only in focus countries."""
    told = Counter(code for one, _line in _told_this_year(known) for code in one["countries"])
    ordered = sorted(told.items(), key=lambda each: (-each[1], each[0]))
    drawn = country_map([(code, count) for code, count in ordered])
    return as_part(drawn, with_table=True) if drawn else None


def _told_this_year(known: Context) -> list[tuple[Activity, str]]:
    """The activities of the year with the first line on which they count, each once."""
    told: dict[str, str] = {}
    for line in lines(known.snapshot["provisions"]):
        for mention in line["activities"]:
            if mention["year"] == known.year:
                told.setdefault(mention["activity"], line["code"])
    return [(known.snapshot["activities"][uid], code) for uid, code in told.items()]


def _since(focus: Focus) -> str:
    first, last = focus.get("valid_from"), focus.get("valid_until")
    if first and last:
        return numbers.days(first, last)
    if first:
        return _("from %(day)s") % {"day": day(date.fromisoformat(first))}
    return _("until %(day)s") % {"day": day(date.fromisoformat(last))} if last else ""


def _legal_bases(known: Context) -> Iterator[Pair]:
    for basis in known.snapshot["plan"]["legal_bases"]:
        kind = str(LegalBasis.Kind(basis["kind"]).label)
        adopted = day(date.fromisoformat(basis["adopted_on"])) if "adopted_on" in basis else ""
        title = words(basis["title"], known.own_language, marked=True)
        symbol = symbol_of(basis["code"])
        detail = ", ".join(filter(None, (kind if symbol else "", adopted)))
        yield Pair(symbol or kind, title, detail)


def _free_notes(known: Context) -> tuple[NotePart, ...]:
    """The notes that hang on no provision: all others stand where they belong."""
    hanging: set[int] = set()
    waiting = list(known.snapshot["provisions"])
    while waiting:
        provision = waiting.pop()
        hanging.update(provision["footnotes"])
        waiting += provision["provisions"]
    return notes(sorted(known.footnotes.keys() - hanging), known)


def _bodies(known: Context) -> Iterator[Pair]:
    """Short name, full name, and the abbreviation in use."""
    for body in known.snapshot["bodies"]:
        yield Pair(known.body(body["code"]).text, words(body["name"]), body["abbreviation"])
