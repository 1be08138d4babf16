"""How does the annex of frameworks read: each indicator, the lines that answer it, their figures?

The figures are those of the lines in the year reported on, made by the same reading; a log is its
number of activities. What is not confirmed says so; neither it nor a translation of our own is set
as a quotation. Sources are cited in the language they are in.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.indicators.models import FrameworkIndicator as Model
from suivi.indicators.models import SourceStanding
from suivi.languages.punctuation import colon
from suivi.publications.reading.anchors import line_anchor
from suivi.publications.reading.context import Context
from suivi.publications.reading.figures import measure_part
from suivi.publications.reading.parts import (
    AnsweringPart,
    FigureRow,
    FrameworkPart,
    IndicatorPart,
    MeasurePart,
)
from suivi.publications.reading.words import Words, foreign_words, words
from suivi.publications.snapshot.document import lines
from suivi.publications.snapshot.shape import (
    FrameworkEdition,
    FrameworkIndicator,
    Pairing,
    Provision,
    Worded,
)

# Sources are cited in the language in which they were read.
_CITED: Final = "en"
_READ_AT_ONCE: Final = 4
WORDING: Final[Mapping[str, Promise]] = {
    SourceStanding.CONFIRMED: gettext_lazy("wording confirmed"),
    SourceStanding.UNCONFIRMED: gettext_lazy("wording not confirmed"),
}
PAIRED: Final[Mapping[str, Promise]] = {
    SourceStanding.CONFIRMED: gettext_lazy("pairing confirmed"),
    SourceStanding.UNCONFIRMED: gettext_lazy("pairing not confirmed"),
}


def framework_parts(known: Context) -> Iterator[FrameworkPart]:
    """The editions the plan is paired with; none in reports frozen before there were any."""
    found = {line["code"]: line for line in lines(known.snapshot["provisions"])}
    for edition in known.snapshot.get("frameworks", []):
        yield _edition(edition, found, known)


def _edition(
    edition: FrameworkEdition, found: dict[str, Provision], known: Context
) -> FrameworkPart:
    return FrameworkPart(
        name=words(edition["name"]),
        year=str(edition["year"]),
        about=tuple(one for one in _about(edition) if one.text),
        indicators=tuple(
            _indicator(one, edition, found, known) for one in edition["indicators"] if one["pairs"]
        ),
        gaps=tuple(
            _indicator(one, edition, found, known)
            for one in edition["indicators"]
            if not one["pairs"]
        ),
    )


def _about(edition: FrameworkEdition) -> Iterator[Words]:
    """Whose it is, where it stands, what must be known; earlier snapshots hold English alone."""
    yield _said(edition["owner"])
    yield foreign_words(edition["source"], _CITED)
    yield _said(edition["note"])


def _said(found: Worded | str) -> Words:
    return foreign_words(found, _CITED) if isinstance(found, str) else words(found)


def _indicator(
    one: FrameworkIndicator, edition: FrameworkEdition, found: dict[str, Provision], known: Context
) -> IndicatorPart:
    text = words(one["text"], marked=True)
    is_confirmed = one["standing"] == SourceStanding.CONFIRMED
    return IndicatorPart(
        code=one["code"],
        theme=words(one["theme"]),
        text=text,
        kind=str(Model.Kind(one["kind"]).label) if one["kind"] else "",
        standing=str(WORDING[SourceStanding(one["standing"])]),
        is_quoted=is_confirmed and not text.unofficial,
        source=_own_source(one["source"], edition["source"]),
        answers=tuple(
            _answering(pair, found[pair["line"]], known)
            for pair in one["pairs"]
            if pair["line"] in found
        ),
    )


def _own_source(source: str, of_edition: str) -> Words | None:
    """The source of an indicator where it is another than that of its edition."""
    is_another = source and not source.startswith(of_edition)
    return foreign_words(source, _CITED) if is_another else None


def _answering(pair: Pairing, line: Provision, known: Context) -> AnsweringPart:
    parts = [one for one in line["instruments"] if one["position"] == pair["instrument"]]
    figures = [
        text
        for one in parts
        for measure in one["measures"]
        for text in _figures(measure_part(measure, one, line, line_anchor(line["code"]), known))
    ]
    return AnsweringPart(
        line=line["code"],
        anchor=line_anchor(line["code"]),
        instrument=words(parts[0]["text"], known.own_language) if parts else words({}),
        standing=str(PAIRED[SourceStanding(pair["standing"])]),
        figures=_shown(figures, line["code"]),
    )


def _shown(figures: list[str], line: str) -> tuple[str, ...]:
    """The figures; where they are many, how many the line has, which is one click or page away."""
    if len(figures) > _READ_AT_ONCE:
        return (_("%(count)s figures: see line %(line)s") % {"count": len(figures), "line": line},)
    return tuple(figures) or (_("No figure."),)


def _figures(part: MeasurePart) -> Iterator[str]:
    """What a measure has in the year reported on, the last column: its totals where it has any."""
    totals = [row for row in part.rows if row.is_total] or list(part.rows)
    for row in totals:
        shown = row.cells[-1]
        if shown.kind != "blank":
            detail = f" ({shown.detail})" if shown.detail else ""
            unit = f" {part.unit}" if part.is_amount and shown.kind == "number" else ""
            yield f"{_name(part, row)}{colon()} {shown.main}{unit}{detail}"


def _name(part: MeasurePart, row: FigureRow) -> str:
    label = ", ".join(str(word) for word in row.label)
    return f"{part.label}, {label}" if part.label.text else label
