"""What would a person have typed into the form to say this?

Sample content goes through the same door as everybody's: flat answers, field name to text.
"""

from collections.abc import Mapping, Sequence

from suivi.demo.content import SampleCell, SampleContribution
from suivi.plans.models import Dimension, Measure
from suivi.reporting import grids
from suivi.reporting.answers import PLAIN, Question


def answers_to(asked: Question, told: SampleContribution) -> dict[str, str]:
    """The answers of a sample contribution to what its line asks; blank fields are left out.

    Raises ValueError when it answers a measure that the line does not have.
    """
    answers = {name: getattr(told, name, "") for name in PLAIN}
    measures = {measure.key: measure for measure in asked.measures}
    for key, cells in told.cells.items():
        if key not in measures:
            raise ValueError(f"{told.line} has no measure {key}")
        answers |= _typed(measures[key], asked.dimensions, cells)
    return {name: text for name, text in answers.items() if text}


def _typed(
    measure: Measure, dimensions: Mapping[str, Dimension], cells: Sequence[SampleCell]
) -> dict[str, str]:
    typed = {}
    for number, cell in enumerate(cells, start=1):
        key, name = _row(dimensions, cell, number)
        parts = {**_parts(cell), "name": name}
        for part, text in parts.items():
            typed[grids.cell_name(measure, key, part)] = text
    return typed


def _row(dimensions: Mapping[str, Dimension], cell: SampleCell, number: int) -> tuple[str, str]:
    """The key of the row, and the name to give it where rows are named by who fills them in."""
    for code, name in cell.category.items():
        if not dimensions[code].categories:
            return f"{code}=#{number}", name
    return grids.category_key(cell.category), ""


def _parts(cell: SampleCell) -> dict[str, str]:
    first = cell.number if cell.numerator is None else cell.numerator
    return {
        "number": _digits(first),
        "denominator": _digits(cell.denominator),
        "absence": cell.absence,
        "text": cell.text,
        "state": cell.state,
        "reached_on": cell.on,
    }


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
