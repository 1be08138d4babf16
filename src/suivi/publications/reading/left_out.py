"""How does the list of what was left out read: reason by reason, body by body, in plan order?

The data hold one entry for each line, body and year. Here those that differ only by their line
stand together, counted, so that hundreds of them are read on a page or two and none is missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from suivi.languages.punctuation import colon
from suivi.publications.reading.context import Context
from suivi.publications.reading.labels import REASONS, WHAT, report_title
from suivi.publications.reading.parts import LeftOutPart, LeftOutRow
from suivi.publications.snapshot.document import lines
from suivi.publications.snapshot.shape import LeftOut
from suivi.ui.numbers_and_days import figure

Key = tuple[int, ...]


def left_out_parts(known: Context) -> tuple[LeftOutPart, ...]:
    """Everything left out, in the order of the reasons, the bodies, the sorts and the plan."""
    place = _Places(known)
    entries = sorted(known.snapshot["left_out"], key=place.of)
    return tuple(
        LeftOutPart(_capital(str(REASONS[reason])), tuple(_rows(list(found), known)))
        for reason, found in groupby(entries, key=lambda one: one["reason"])
    )


class _Places:
    """Where an entry stands: its reason, its body, its sort, its year, its line."""

    def __init__(self, known: Context) -> None:
        self.reasons = {code: place for place, code in enumerate(REASONS)}
        self.bodies = {code: place for place, code in enumerate(known.bodies, start=1)}
        self.sorts = {code: place for place, code in enumerate(WHAT)}
        found = lines(known.snapshot["provisions"])
        self.lines = {line["code"]: place for place, line in enumerate(found, start=1)}

    def of(self, entry: LeftOut) -> Key:
        """What entries are sorted by."""
        return (
            self.reasons[entry["reason"]],
            self.bodies.get(entry.get("body", ""), 0),
            self.sorts[entry["what"]],
            entry.get("report", 0),
            entry.get("year", 0),
            self.lines.get(entry.get("line", ""), 0),
        )


def _rows(entries: Sequence[LeftOut], known: Context) -> Iterator[LeftOutRow]:
    for body, found in groupby(entries, key=lambda one: one.get("body", "")):
        sorts = groupby(found, key=lambda one: (one["what"], one.get("year"), one.get("report")))
        said = tuple(_sort(list(alike), known) for _key, alike in sorts)
        yield LeftOutRow(known.body(body) if body else None, said)


def _sort(entries: Sequence[LeftOut], known: Context) -> str:
    """ "Contributions, 2015 (3): 1.a, 2.b (2)"."""
    first = entries[0]
    named = [str(WHAT[first["what"]])]
    if "year" in first:
        named.append(known.year_words(first["year"]))
    if "report" in first:
        named.append(report_title(first["report"]))
    said = f"{', '.join(named)} ({figure(sum(one['count'] for one in entries))})"
    codes = ", ".join(_codes(entries))
    return f"{said}{colon()} {codes}" if codes else said


def _codes(entries: Iterable[LeftOut]) -> Iterator[str]:
    for one in entries:
        if "line" in one:
            yield one["line"] if one["count"] == 1 else f"{one['line']} ({figure(one['count'])})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
