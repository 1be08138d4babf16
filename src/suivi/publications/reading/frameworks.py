"""How does the annex of frameworks read: each indicator, the lines that answer it, their figures?

The figures are those of the lines in the year reported on, made by the same reading; a log is its
number of activities. What is not confirmed says so; neither it nor a translation of our own is set
as a quotation.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suivi.indicators.models import FrameworkIndicator as Model
from suivi.indicators.models import SourceStanding
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
from suivi.publications.reading.words import words
from suivi.publications.snapshot.document import lines
from suivi.publications.snapshot.shape import (
    FrameworkEdition,
    FrameworkIndicator,
    Pairing,
    Provision,
)


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
        owner=edition["owner"],
        source=edition["source"],
        note=edition["note"],
        indicators=tuple(
            _indicator(one, found, known) for one in edition["indicators"] if one["pairs"]
        ),
        gaps=tuple(
            _indicator(one, found, known) for one in edition["indicators"] if not one["pairs"]
        ),
    )


def _indicator(
    one: FrameworkIndicator, found: dict[str, Provision], known: Context
) -> IndicatorPart:
    text = words(one["text"], marked=True)
    is_confirmed = one["standing"] == SourceStanding.CONFIRMED
    return IndicatorPart(
        code=one["code"],
        theme=words(one["theme"]),
        text=text,
        kind=str(Model.Kind(one["kind"]).label) if one["kind"] else "",
        standing=str(SourceStanding(one["standing"]).label),
        is_quoted=is_confirmed and not text.unofficial,
        source=one["source"],
        note=one["note"],
        answers=tuple(
            _answering(pair, found[pair["line"]], known)
            for pair in one["pairs"]
            if pair["line"] in found
        ),
    )


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
        standing=str(SourceStanding(pair["standing"]).label),
        remark=pair["remark"],
        figures=tuple(figures) or (_("No figure."),),
    )


def _figures(part: MeasurePart) -> Iterator[str]:
    """What a measure has in the year reported on, the last column: its totals where it has any."""
    totals = [row for row in part.rows if row.is_total] or list(part.rows)
    for row in totals:
        shown = row.cells[-1]
        if shown.kind != "blank":
            detail = f" ({shown.detail})" if shown.detail else ""
            yield f"{_name(part, row)}: {shown.main}{detail}"


def _name(part: MeasurePart, row: FigureRow) -> str:
    label = ", ".join(str(word) for word in row.label)
    return f"{part.label}, {label}" if part.label.text else label
