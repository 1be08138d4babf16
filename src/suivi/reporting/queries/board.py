"""Who has delivered what? Departments across, lines down, one cell for each that is asked."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from suivi.people.models import Body
from suivi.plans.models import Period, Provision
from suivi.reporting.models import Contribution
from suivi.reporting.states import DELIVERED, Status

DELIVERED_CODE: Final = "delivered"
WORDS: Final = {
    "delivered": _("delivered"),
    "due": _("due"),
    "overdue": _("overdue"),
    "sent_back": _("sent back"),
}


@dataclass(frozen=True)
class BoardFilter:
    """Which part of the board is looked at; empty texts mean everything."""

    body: str = ""
    state: str = ""
    group: str = ""


@dataclass(frozen=True)
class BoardCell:
    """One contribution on the board: its state there, and how far it is in detail."""

    code: str
    body: str
    status: Status
    version: int


@dataclass(frozen=True)
class BoardRow:
    """A line of the plan, with a cell (or None where a body is not asked) for each column."""

    line: Provision
    cells: tuple[BoardCell | None, ...]


@dataclass(frozen=True)
class Board:
    """The whole board of a period."""

    period: Period
    bodies: tuple[Body, ...]
    rows: tuple[BoardRow, ...]
    totals: Counter[str]
    asked: int
    groups: tuple[Provision, ...]
    all_bodies: tuple[Body, ...]


def board_code(status: str, is_late: bool) -> str:
    """Delivered, sent back, overdue or due: what the coordinator needs to know of a cell."""
    if status in DELIVERED:
        return DELIVERED_CODE
    if status == Status.SENT_BACK:
        return "sent_back"
    return "overdue" if is_late else "due"


def board(period: Period, on: date, wanted: BoardFilter) -> Board:
    """Reads the board: four queries, however large the plan."""
    rows = Contribution.objects.of_period(period).in_order()
    late = period.is_overdue(on)
    cells: dict[int, dict[int, BoardCell]] = {}
    bodies: dict[int, Body] = Body.objects.in_bulk()
    column_order: dict[int, None] = {}
    for provision, body, status, version in rows.values_list(
        "provision_id", "body_id", "status", "version"
    ):
        code = board_code(status, late)
        cells.setdefault(provision, {})[body] = BoardCell(
            code, bodies[body].code, Status(status), version
        )
        column_order[body] = None
    columns = sorted((bodies[pk] for pk in column_order), key=lambda b: (b.position, b.code))
    provisions = {each.pk: each for each in Provision.objects.filter(plan=period.plan).in_order()}
    for each in provisions.values():
        each.plan = period.plan
    lines = [provisions[pk] for pk in provisions if pk in cells]
    shown = [body for body in columns if not wanted.body or body.code == wanted.body]
    totals = Counter(cell.code for line in cells.values() for cell in line.values())
    return Board(
        period=period,
        bodies=tuple(shown),
        rows=tuple(
            BoardRow(line, tuple(cells[line.pk].get(body.pk) for body in shown))
            for line in lines
            if _is_wanted(line, provisions, cells[line.pk], shown, wanted)
        ),
        totals=totals,
        asked=sum(totals.values()),
        groups=tuple(p for p in provisions.values() if p.parent_id is None),
        all_bodies=tuple(columns),
    )


def _is_wanted(
    line: Provision,
    provisions: dict[int, Provision],
    cells: dict[int, BoardCell],
    shown: list[Body],
    wanted: BoardFilter,
) -> bool:
    if wanted.group and _top(line, provisions).code != wanted.group:
        return False
    own = [cells[body.pk] for body in shown if body.pk in cells]
    return any(not wanted.state or cell.code == wanted.state for cell in own)


def _top(line: Provision, provisions: dict[int, Provision]) -> Provision:
    """The highest provision above a line."""
    while line.parent_id is not None:
        line = provisions[line.parent_id]
    return line
