"""How do the figures of one measure read: which table, which words for what is not there?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.models import Absence, MilestoneState
from suivi.indicators.tables import Given, Series, table
from suivi.plans.models import Measure as MeasureModel
from suivi.publications.reading import numbers
from suivi.publications.reading.context import Context
from suivi.publications.reading.parts import Account, FigureCell, FigureRow, MeasurePart
from suivi.publications.reading.words import Words, passage, words
from suivi.publications.snapshot.shape import Measure, Provision, Value

Kind = MeasureModel.Kind
BLANK = FigureCell("blank", "–")


def measure_part(measure: Measure, line: Provision, anchor: str, known: Context) -> MeasurePart:
    """One measure of a line: its table, or the accounts given instead of figures."""
    kind = measure["kind"]
    rows = _joined(_rows(measure, line, known))
    has_changes = any(any(row.changes) for row in rows)
    return MeasurePart(
        label=words(measure["label"], known.own_language),
        kind=str(Kind(kind).label),
        definition=_definition(measure, known),
        unit=numbers.unit_name(measure["unit"]),
        columns=tuple(known.year_words(year) for year in known.years.all),
        change_columns=_change_columns(known) if has_changes else (),
        rows=tuple(rows),
        accounts=tuple(_accounts(measure, anchor, known)),
        is_amount=kind == Kind.AMOUNT,
    )


def _rows(measure: Measure, line: Provision, known: Context) -> list[FigureRow]:
    if measure["kind"] == Kind.LOG:
        return list(_log_rows(measure, line, known))
    if measure["kind"] in {Kind.MILESTONE, Kind.NARRATIVE}:
        return list(_stated_rows(measure, known))
    series = table(
        _given(measure["values"]),
        known.years,
        rule=measure["total"],
        is_share=measure["kind"] == Kind.SHARE,
    )
    categories = {one["category_key"]: one["category"] for one in measure["values"]}
    return [_series_row(row, measure["kind"], categories, known) for row in series]


def _joined(rows: list[FigureRow]) -> list[FigureRow]:
    """Rows that give the same reasons and no figure at all become one, with all their names."""
    joined: dict[tuple[FigureCell, ...] | int, FigureRow] = {}
    for place, row in enumerate(rows):
        is_silent = all(each.kind == "absent" for each in row.cells)
        key = row.cells if is_silent else place
        first = joined.get(key)
        joined[key] = row if first is None else replace(first, label=first.label + row.label)
    return list(joined.values())


def figure_of(value: Value) -> Figure | None:
    """The figure of a value in the snapshot; None for an account or a milestone."""
    if "absence" in value:
        return Absent(value["absence"])
    if "number" not in value:
        return None
    if "denominator" in value:
        return Pair(value["number"], value["denominator"])
    return Count(value["number"])


def _given(values: Iterable[Value]) -> Iterator[Given]:
    for value in values:
        figure = figure_of(value)
        if figure is not None:
            yield Given(value["body"], value["category_key"], value["year"], figure)


def _series_row(
    row: Series, kind: str, categories: Mapping[str, Mapping[str, str]], known: Context
) -> FigureRow:
    label: tuple[Words, ...] = (known.body(row.body) if row.body else Words(_("All bodies")),)
    category = categories.get(row.category_key, {})
    if category:
        label += known.category(category)
    elif row.is_computed and row.body:
        label += (Words(_("total")),)
    changes = (row.since_baseline, row.since_last_year)
    return FigureRow(
        label=label,
        cells=tuple(_series_cell(row, year, kind) for year in known.years.all),
        changes=tuple(numbers.change(found, kind) for found in changes[: _change_count(known)]),
        is_total=row.is_computed,
    )


def _series_cell(row: Series, year: int, kind: str) -> FigureCell:
    figure = row.figures.get(year)
    made_of = row.totals.get(year)
    if made_of is None or made_of.is_complete or figure is None:
        return cell(figure, kind)
    shown = cell(figure, kind)
    incomplete = _("incomplete: %(lacking)s of %(parts)s lacking") % {
        "lacking": made_of.lacking,
        "parts": made_of.parts,
    }
    return FigureCell(shown.kind, shown.main, "; ".join(filter(None, (shown.detail, incomplete))))


def cell(figure: Figure | None, kind: str) -> FigureCell:
    """A figure as it is shown: a zero is a number, a reason is words, a blank is a dash."""
    if figure is None:
        return BLANK
    if isinstance(figure, Absent):
        return FigureCell("absent", str(Absence(figure.reason).label))
    if isinstance(figure, Count):
        main = numbers.amount(figure.number) if kind == Kind.AMOUNT else numbers.whole(figure)
        return FigureCell("number", main)
    if kind == Kind.SHARE:
        return FigureCell("number", numbers.share(figure), numbers.counts_of_share(figure))
    return FigureCell("number", numbers.ratio(figure), numbers.quotient_of_ratio(figure))


def _log_rows(measure: Measure, line: Provision, known: Context) -> Iterator[FigureRow]:
    """Per body, how many activities of the kinds that the log counts; and their sum."""
    counted: dict[str, dict[int, int]] = {}
    for mention in line["activities"]:
        activity = known.snapshot["activities"][mention["activity"]]
        if not measure["activity_kinds"] or activity["kind"] in measure["activity_kinds"]:
            years = counted.setdefault(activity["body"], {})
            years[mention["year"]] = years.get(mention["year"], 0) + 1
    given = {(one["body"], one["year"]): one for one in measure["values"]}
    bodies = dict.fromkeys([*counted, *(body for body, _year in given)])
    for body in bodies:
        cells = tuple(
            _log_cell(counted.get(body, {}).get(year), given.get((body, year)))
            for year in known.years.all
        )
        yield FigureRow((known.body(body),), cells, ())
    if len(counted) > 1:
        sums = [sum(found.get(year, 0) for found in counted.values()) for year in known.years.all]
        cells = tuple(cell(Count(found), "count") if found else BLANK for found in sums)
        yield FigureRow((Words(_("All bodies")),), cells, (), is_total=True)


def _log_cell(count: int | None, value: Value | None) -> FigureCell:
    """The number of activities; what the body stated stands beside it, or alone."""
    stated = cell(figure_of(value), "count") if value else BLANK
    if count is None:
        return stated
    detail = "" if stated.kind == "blank" else stated.main
    return FigureCell("number", numbers.whole(Count(count)), detail)


def _stated_rows(measure: Measure, known: Context) -> Iterator[FigureRow]:
    """Per body and category, the state of a milestone, or why there is no answer."""
    found: dict[tuple[str, str], dict[int, Value]] = {}
    for value in measure["values"]:
        if "text" not in value:
            years = found.setdefault((value["body"], value["category_key"]), {})
            years[value["year"]] = value
    for (body, _key), values in found.items():
        category = next(iter(values.values()))["category"]
        label = (known.body(body), *known.category(category))
        cells = tuple(_stated_cell(values.get(year)) for year in known.years.all)
        yield FigureRow(label, cells, ())


def _stated_cell(value: Value | None) -> FigureCell:
    if value is None:
        return BLANK
    if "state" not in value:
        return cell(figure_of(value), "count")
    reached = numbers.days(value["reached_on"], None) if "reached_on" in value else ""
    return FigureCell("state", str(MilestoneState(value["state"]).label), reached)


def _accounts(measure: Measure, anchor: str, known: Context) -> Iterator[Account]:
    """Written answers, the newest first."""
    written = [value for value in measure["values"] if "text" in value]
    for value in sorted(written, key=lambda one: -one["year"]):
        place = f"{anchor}-{value['body']}-{value['year']}"
        found = passage(value["text"], value["language"], place)
        if found:
            body = (known.body(value["body"]), *known.category(value["category"]))
            yield Account(value["year"], known.year_words(value["year"]), body, found)


def _definition(measure: Measure, known: Context) -> tuple[Words, ...]:
    """Numerator and denominator: what a quotient is made of."""
    parts = (measure["numerator"], measure["denominator"])
    return tuple(words(part, known.own_language) for part in parts if part)


def _change_count(known: Context) -> int:
    return 2 if known.years.last is not None else 1


def _change_columns(known: Context) -> tuple[str, ...]:
    """The headings of the changes: since the baseline, and since the year before."""
    since = (known.years.baseline, known.years.last)
    columns = [_("since %(year)s") % {"year": year} if year else "" for year in since]
    return tuple(columns[: _change_count(known)])
