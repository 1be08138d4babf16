"""How do the figures of one measure read: which table, which words for what is not there?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Absent, Count, Figure
from suivi.indicators.figure_tables import NUMBERS, trend_word
from suivi.indicators.grouping import category_of, crossed
from suivi.indicators.log_words import sexes, share_of_women_text, silent_text
from suivi.indicators.logs import SEXES, Log, Participants, together
from suivi.indicators.models import Absence, MilestoneState
from suivi.indicators.queries import figure as figure_in
from suivi.indicators.remarks import Place
from suivi.indicators.tables import Expected, Given, Series, table
from suivi.indicators.units import unit_name
from suivi.plans.models import Measure as MeasureModel
from suivi.publications.reading import numbers
from suivi.publications.reading.context import Context
from suivi.publications.reading.drawing import chart_part
from suivi.publications.reading.parts import (
    Account,
    FigureCell,
    FigureRow,
    MeasurePart,
    RemarkPart,
)
from suivi.publications.reading.words import Words, passage, words
from suivi.publications.snapshot.shape import Activity, Instrument, Measure, Provision, Value

Kind = MeasureModel.Kind
BLANK = FigureCell("blank", "–")


def measure_part(
    measure: Measure, instrument: Instrument, line: Provision, anchor: str, known: Context
) -> MeasurePart:
    """One measure of a line: its chart and table, or the accounts given instead of figures."""
    kind = measure["kind"]
    series = _series(measure, line, known) if kind in NUMBERS else []
    rows = _rows(measure, series, known) if series else _stated(measure, line, known)
    rows = [_opened(row, instrument.get("path", ""), known) for row in _joined(rows)]
    has_changes = any(any(row.changes) for row in rows)
    return MeasurePart(
        label=words(measure["label"], known.own_language),
        kind=str(Kind(kind).label),
        definition=_definition(measure, known),
        unit=unit_name(measure["unit"]),
        columns=tuple(known.year_words(year) for year in known.years.all),
        change_columns=_change_columns(known) if has_changes else (),
        rows=tuple(rows),
        accounts=tuple(_accounts(measure, anchor, known)),
        chart=chart_part(measure, instrument["text"], series, anchor, known),
        target=_target(measure),
        remarks=tuple(remarks_on(measure, known)),
        versions=tuple(_versions(measure, known)),
        is_amount=kind == Kind.AMOUNT,
    )


def _series(measure: Measure, line: Provision, known: Context) -> list[Series]:
    """The rows of figures, with the totals and changes that the measure allows."""
    return table(
        _given(measure["values"]),
        replace(known.years, breaks=_breaks(measure)),
        rule=measure["total"],
        is_share=measure["kind"] == Kind.SHARE,
        expected=Expected(_answering(line), _categories(measure, known)),
    )


def _rows(measure: Measure, series: Sequence[Series], known: Context) -> list[FigureRow]:
    marks = _marks(measure, known)
    return [_series_row(row, measure["kind"], marks, known) for row in series]


def _stated(measure: Measure, line: Provision, known: Context) -> list[FigureRow]:
    """The rows of what is not given as figures: activities counted, states, reasons."""
    if measure["kind"] == Kind.LOG:
        return list(_log_rows(measure, line, known))
    if measure["kind"] in {Kind.MILESTONE, Kind.NARRATIVE}:
        return list(_stated_rows(measure, known))
    return []


def _opened(row: FigureRow, path: str, known: Context) -> FigureRow:
    """The row with every figure leading to what it is made of, where the snapshot says where."""
    if not path:
        return row
    cells = tuple(
        replace(one, path=known.path(f"{path}{year}/"), link=known.link(f"{path}{year}/"))
        if one.kind != "blank"
        else one
        for one, year in zip(row.cells, known.years.all, strict=True)
    )
    return replace(row, cells=cells)


def _answering(line: Provision) -> list[str]:
    """The bodies that answer for the line: a total lacks those that are silent."""
    found = (code for entry in line["responsibilities"] for code in entry["bodies"])
    return list(dict.fromkeys(found))


def _categories(measure: Measure, known: Context) -> list[str]:
    """Every category of the closed lists among the dimensions of the measure."""
    dimensions = [known.dimensions[code] for code in measure["dimensions"]]
    return crossed(
        {one["code"]: [each["code"] for each in one["categories"]] for one in dimensions}
    )


def _breaks(measure: Measure) -> frozenset[int]:
    return frozenset(
        one["from_year"]
        for one in measure.get("definitions", ())
        if one["is_break"] and "from_year" in one
    )


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
    return figure_in(value.get("number"), value.get("denominator"), value.get("absence", ""))


def _given(values: Iterable[Value]) -> Iterator[Given]:
    for value in values:
        figure = figure_of(value)
        if figure is not None:
            yield Given(value["body"], value["category_key"], value["year"], figure)


def _series_row(
    row: Series, kind: str, marks: Mapping[Place, tuple[str, ...]], known: Context
) -> FigureRow:
    label: tuple[Words, ...] = (known.body(row.body) if row.body else Words(_("All bodies")),)
    category = category_of(row.category_key)
    if category:
        label += known.category(category)
    if row.is_computed and row.body:
        label += (Words(_("total")),)
    changes = (row.since_baseline, row.since_last_year)
    return FigureRow(
        label=label,
        cells=tuple(_series_cell(row, year, kind, marks) for year in known.years.all),
        changes=tuple(numbers.change(found, kind) for found in changes[: _change_count(known)]),
        is_total=row.is_computed and not category,
        trend=trend_word(row.trend),
    )


def _series_cell(
    row: Series, year: int, kind: str, marks: Mapping[Place, tuple[str, ...]]
) -> FigureCell:
    figure = row.figures.get(year)
    shown = replace(cell(figure, kind), marks=marks.get((row.body, row.category_key, year), ()))
    made_of = row.totals.get(year)
    if made_of is None or made_of.is_complete or figure is None:
        return shown
    incomplete = _("incomplete: %(lacking)s of %(parts)s lacking") % {
        "lacking": made_of.lacking,
        "parts": made_of.parts,
    }
    return replace(shown, detail="; ".join(filter(None, (shown.detail, incomplete))))


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
    """Per body, how many activities of the kinds that the log counts; their sum; who took part."""
    counted: dict[str, dict[int, Log]] = {}
    for mention in line["activities"]:
        activity = known.snapshot["activities"][mention["activity"]]
        years = counted.setdefault(activity["body"], {})
        log = years.setdefault(mention["year"], Log(measure["activity_kinds"]))
        log.add(mention["activity"], _told(activity))
    counted = {
        body: {year: log for year, log in years.items() if log.number}
        for body, years in counted.items()
        if any(log.number for log in years.values())
    }
    given = {(one["body"], one["year"]): one for one in measure["values"]}
    bodies = dict.fromkeys([*counted, *(body for body, _year in given)])
    for body in bodies:
        cells = tuple(
            _log_cell(counted.get(body, {}).get(year), given.get((body, year)))
            for year in known.years.all
        )
        yield FigureRow((known.body(body),), cells, ())
    whole = {
        year: together(years[year] for years in counted.values() if year in years)
        for year in known.years.all
    }
    if len(counted) > 1:
        cells = tuple(
            cell(Count(log.number), "count") if log.number else BLANK for log in whole.values()
        )
        yield FigureRow((Words(_("All bodies")),), cells, (), is_total=True)
    yield from _participant_rows([log.participants() for log in whole.values()])


@dataclass(frozen=True)
class _Told:
    """An activity of the snapshot, as a log reads it."""

    kind: str
    women: int | None
    men: int | None
    other_sex: int | None
    unknown_sex: int | None


def _told(activity: Activity) -> _Told:
    people: Mapping[str, int] = activity.get("participants", {})  # type: ignore[assignment]
    return _Told(activity["kind"], *(people.get(sex) for sex in SEXES))


def _participant_rows(years: Sequence[Participants]) -> Iterator[FigureRow]:
    """Who took part, by sex; activities that do not say are told beside the sum."""
    if not any(year.are_told for year in years):
        return
    for sex, name in sexes().items():
        cells = tuple(_people(year, getattr(year, sex)) for year in years)
        yield FigureRow((Words(_("Participants")), Words(name)), cells, ())
    cells = tuple(
        replace(_people(year, year.everyone), detail="; ".join(_beside(year))) for year in years
    )
    yield FigureRow((Words(_("Participants")), Words(_("total"))), cells, ())


def _people(year: Participants, number: int) -> FigureCell:
    return cell(Count(number), "count") if year.are_told else BLANK


def _beside(year: Participants) -> Iterator[str]:
    if year.are_told:
        yield share_of_women_text(year)
    if year.are_told and year.silent:
        yield silent_text(year)


def _log_cell(log: Log | None, value: Value | None) -> FigureCell:
    """The number of activities; what the body stated stands beside it, or alone."""
    stated = cell(figure_of(value), "count") if value else BLANK
    if log is None:
        return stated
    detail = "" if stated.kind == "blank" else stated.main
    return FigureCell("number", numbers.whole(Count(log.number)), detail)


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


def _target(measure: Measure) -> str:
    """What the plan aims at; nothing where it says nothing."""
    if "target" not in measure:
        return ""
    target = measure["target"]
    figure = figure_in(target.get("number"), target.get("of"), "")
    facts = {"year": target["year"], "target": _in_words(figure, measure)}
    return _("Target for %(year)s: %(target)s") % facts


def _in_words(figure: Figure | None, measure: Measure) -> str:
    """A figure and its counts in one line; an amount with its currency."""
    shown = cell(figure, measure["kind"])
    said = f"{shown.main} ({shown.detail})" if shown.detail else shown.main
    is_money = measure["kind"] == Kind.AMOUNT and isinstance(figure, Count)
    return f"{measure['unit']} {said}" if is_money else said


def remarks_on(measure: Measure, known: Context) -> Iterator[RemarkPart]:
    """The notes on the figures of a measure and what was restated, numbered from 1."""
    number = 0
    for value in measure["values"]:
        for text, quoted, language in _remarks(value, measure):
            number += 1
            names = (known.body(value["body"]), *known.category(value["category"]))
            about = ", ".join([str(value["year"]), *(name.text for name in names)])
            own = (get_language() or "en")[:2]
            said = Words(quoted, "" if language == own else language)
            yield RemarkPart(str(number), about, text, said)


def _remarks(value: Value, measure: Measure) -> Iterator[tuple[str, str, str]]:
    for one in value.get("restated", ()):
        before = figure_in(one.get("number"), one.get("denominator"), one.get("absence", ""))
        facts = {
            "day": numbers.days(one["on"], None),
            "before": _in_words(before, measure) if before is not None else _("nothing given"),
        }
        yield _("restated on %(day)s, before: %(before)s.") % facts, one["reason"], one["language"]
    if "note" in value:
        yield "", value["note"], value.get("language", "")


def _marks(measure: Measure, known: Context) -> dict[Place, tuple[str, ...]]:
    """The numbers of the remarks by body, category and year."""
    found: dict[Place, tuple[str, ...]] = {}
    number = 0
    for value in measure["values"]:
        count = len(list(_remarks(value, measure)))
        place = (value["body"], value["category_key"], value["year"])
        found[place] = tuple(str(number + one) for one in range(1, count + 1))
        number += count
    return found


def _versions(measure: Measure, known: Context) -> Iterator[Words]:
    """Which definition holds since when, and where it breaks the series."""
    for one in measure.get("definitions", ()):
        said = _("Definition, version %(number)s") % {"number": one["number"]}
        if "from_year" in one:
            said = _("%(version)s, since %(year)s") % {"version": said, "year": one["from_year"]}
        facts = [said]
        if one["is_break"]:
            facts.append(_("not comparable with earlier years"))
        own = words(one["text"])
        yield Words(": ".join(filter(None, (", ".join(facts), own.text, one["reason"]))))
