"""How do the cells stand: which lines and bodies, in which order, with which subtotals?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Period, Provision, Role
from suivi.reporting.deadlines import Deadlines, deadlines
from suivi.reporting.queries.board.cells import OWED_STATES, WORDS, BoardCell, Tally, tally
from suivi.reporting.queries.board.reading import board_cells
from suivi.reporting.queries.board.wishes import BoardFilter
from suivi.reporting.queries.contacts import Contact, last_contacts_with_bodies

Cells = Mapping[int, Mapping[int, BoardCell]]


@dataclass(frozen=True)
class Column:
    """A body as the board shows it: its day, how far it is, who answers, the last contact.

    `states` counts its cells in the selection, `tally` too.
    """

    body: Body
    due_on: date | None
    has_own_day: bool
    tally: Tally
    states: Mapping[str, int]
    people: Sequence[Person]
    contact: Contact | None

    @property
    def owed(self) -> list[tuple[Any, int]]:
        """Each state in which something is owed, and how many are in it."""
        return [(WORDS[code], self.states.get(code, 0)) for code in OWED_STATES]


@dataclass(frozen=True)
class Row:
    """A line with a cell for each column (None where nothing is), or a part with subtotals."""

    line: Provision
    cells: tuple[BoardCell | None, ...]
    subtotals: tuple[Tally | None, ...]
    tally: Tally
    is_part: bool = False


@dataclass(frozen=True)
class Board:
    """The board of a period as it is asked for.

    `totals` and `asked` count the whole round, `shown` what is in the selection.
    """

    period: Period
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Counter[str]
    asked: int
    shown: int
    groups: tuple[Provision, ...]
    all_bodies: tuple[Body, ...]
    languages: tuple[str, ...]
    has_one_day: bool

    @property
    def delivered(self) -> int:
        """How many of the whole round have arrived."""
        return sum(self.totals[code] for code in ("delivered", "accepted", "published"))


def board(period: Period, on: date, wanted: BoardFilter) -> Board:
    """Reads the board: eight queries, however large the plan."""
    days = deadlines(period)
    everything = board_cells(period, days, on)
    named = Body.objects.prefetch_related("former_names")
    bodies = named.in_bulk({cell.body for cell in everything})
    in_order = sorted(bodies.values(), key=lambda body: (body.position, body.code))
    provisions = _provisions(period)
    parts = {pk: _top(each, provisions) for pk, each in provisions.items()}
    lines = {cell.line for cell in everything}
    asked_lines = {pk for pk in lines if _is_wanted(provisions[pk], parts[pk], wanted)}
    shown = [
        cell
        for cell in everything
        if cell.line in asked_lines
        and (not wanted.body or bodies[cell.body].code == wanted.body)
        and wanted.wants(cell)
    ]
    totals = Counter(cell.code for cell in everything)
    columns = _columns(period, shown, in_order, days, wanted)
    return Board(
        period=period,
        columns=columns,
        rows=tuple(_rows(shown, columns, provisions, parts, wanted)),
        totals=totals,
        asked=len(everything),
        shown=len(shown),
        groups=tuple(each for each in provisions.values() if each.parent_id is None),
        all_bodies=tuple(in_order),
        languages=tuple(sorted({cell.language for cell in everything} - {""})),
        has_one_day=not days.own,
    )


def _provisions(period: Period) -> dict[int, Provision]:
    found = {each.pk: each for each in Provision.objects.filter(plan=period.plan).in_order()}
    for each in found.values():
        each.plan = period.plan
    return found


def _top(line: Provision, provisions: Mapping[int, Provision]) -> Provision:
    """The highest provision above a line."""
    while line.parent_id is not None:
        line = provisions[line.parent_id]
    return line


def _is_wanted(line: Provision, part: Provision, wanted: BoardFilter) -> bool:
    if wanted.group and part.code != wanted.group:
        return False
    words = wanted.words.casefold()
    return not words or line.code.casefold() == words or words in line.said_text.text.casefold()


def _columns(
    period: Period,
    shown: Sequence[BoardCell],
    bodies: Sequence[Body],
    days: Deadlines,
    wanted: BoardFilter,
) -> tuple[Column, ...]:
    """The bodies that have a cell in the selection, in the order asked for: three queries."""
    own: dict[int, list[BoardCell]] = defaultdict(list)
    for cell in shown:
        own[cell.body].append(cell)
    people, contacts = _people(period), last_contacts_with_bodies(period)
    columns = [
        Column(
            body,
            days.of(body.pk),
            body.pk in days.own,
            tally(own[body.pk]),
            Counter(cell.code for cell in own[body.pk]),
            people.get(body.pk, ()),
            contacts.get(body.pk),
        )
        for body in bodies
        if body.pk in own
    ]
    if wanted.bodies == "name":
        columns.sort(key=lambda each: str(each.body).casefold())
    elif wanted.bodies == "owed":
        columns.sort(key=lambda each: -each.tally.owed)
    elif wanted.bodies == "contact":
        columns.sort(key=lambda each: each.contact.at.timestamp() if each.contact else 0)
    return tuple(columns)


def _people(period: Period) -> dict[int, list[Person]]:
    """The focal points of each body, by name."""
    held = Membership.objects.current().filter(plan=period.plan_id, role=Role.FOCAL_POINT)
    found: dict[int, list[Person]] = defaultdict(list)
    for each in held.select_related("person").order_by("person__name", "pk"):
        found[each.body_id].append(each.person)
    return found


def _rows(
    shown: Sequence[BoardCell],
    columns: Sequence[Column],
    provisions: Mapping[int, Provision],
    parts: Mapping[int, Provision],
    wanted: BoardFilter,
) -> Iterable[Row]:
    by_line: dict[int, dict[int, BoardCell]] = defaultdict(dict)
    by_part: dict[int, list[BoardCell]] = defaultdict(list)
    for cell in shown:
        by_line[cell.line][cell.body] = cell
        by_part[parts[cell.line].pk].append(cell)
    keys = [column.body.pk for column in columns]
    lines = [_line(provisions[pk], by_line[pk], keys) for pk in provisions if pk in by_line]
    if wanted.by not in {"group", "only"}:
        yield from _in_wanted_order(lines, wanted)
        return
    for pk in (pk for pk in provisions if pk in by_part):
        yield _part(provisions[pk], by_part[pk], keys)
        if wanted.by == "group":
            own = [row for row in lines if parts[row.line.pk].pk == pk]
            yield from _in_wanted_order(own, wanted)


def _line(line: Provision, cells: Mapping[int, BoardCell], keys: Sequence[int]) -> Row:
    return Row(line, tuple(cells.get(key) for key in keys), (), tally(cells.values()))


def _part(part: Provision, cells: Sequence[BoardCell], keys: Sequence[int]) -> Row:
    own: dict[int, list[BoardCell]] = defaultdict(list)
    for cell in cells:
        own[cell.body].append(cell)
    subtotals = tuple(tally(own[key]) if key in own else None for key in keys)
    return Row(part, (), subtotals, tally(cells), is_part=True)


def _in_wanted_order(rows: list[Row], wanted: BoardFilter) -> list[Row]:
    if wanted.lines == "owed":
        return sorted(rows, key=lambda row: -row.tally.owed)
    if wanted.lines == "late":
        return sorted(rows, key=lambda row: -_late(row))
    return rows


def _late(row: Row) -> int:
    return sum("late" in cell.flags for cell in row.cells if cell is not None)
