"""Which published figures of a measure can be corrected, and how do they stand in its grid?"""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404

from suivi.indicators.grouping import category_of
from suivi.indicators.models import Value
from suivi.plans.models import Measure
from suivi.reporting import grids
from suivi.reporting.answers import Question, question
from suivi.reporting.models import Contribution


def find_question(contribution: Contribution, key: str) -> Question:
    """What the line asks for one of its measures alone; Http404 when there is none of that key."""
    asked = question(contribution.provision)
    found = tuple(measure for measure in asked.measures if measure.key == key)
    if not found:
        raise Http404
    return replace(asked, measures=found)


def answers_from(measure: Measure, values: Sequence[Value]) -> dict[str, str]:
    """Stored figures as they would be typed: field name to text."""
    answers: dict[str, str] = {}
    lines: dict[tuple[tuple[str, str], ...], int] = {}
    fixed = {value.category_key: value for value in values}
    for value in values:
        category = category_of(value.category_key)
        key = _key(measure, category, lines, answers) if category else ""
        for part, text in _parts(measure, fixed[value.category_key]).items():
            answers[grids.cell_name(measure, key, part)] = text
    return answers


def _key(
    measure: Measure,
    category: dict[str, str],
    lines: dict[tuple[tuple[str, str], ...], int],
    answers: dict[str, str],
) -> str:
    """The key of the row of a category; names of an open list get a numbered line."""
    open_codes = _open_codes(measure)
    named = tuple((code, name) for code, name in category.items() if code in open_codes)
    if not named:
        return grids.category_key(category)
    number = lines.setdefault(named, len(lines) + 1)
    for code, name in named:
        answers[grids.cell_name(measure, f"{code}=#{number}", "name")] = name
    numbered = {code: f"#{number}" for code, _name in named}
    return grids.category_key({**category, **numbered})


def _open_codes(measure: Measure) -> frozenset[str]:
    dimensions = measure.instrument.provision.plan.dimensions
    codes = dimensions.filter(code__in=measure.dimension_codes(), categories=[])
    return frozenset(codes.order_by("pk").values_list("code", flat=True))


def _parts(measure: Measure, value: Value) -> dict[str, str]:
    if value.absence:
        return {"absence": value.absence}
    number = str(value.number)
    if measure.kind == Measure.Kind.AMOUNT and value.number is not None:
        number = f"{value.number // 100}.{value.number % 100:02}"
    found = {"number": number}
    if value.denominator is not None:
        found["denominator"] = str(value.denominator)
    return found
