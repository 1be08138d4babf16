"""How do templates show the board?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from suivi.activities.models import Activity
from suivi.indicators.saying import target_text
from suivi.plans.models import Measure, Period
from suivi.reporting.board_words import told
from suivi.reporting.queries.board import Board, BoardCell, BoardFilter, Row
from suivi.ui.cells import SIGNS, Cell, rendered
from suivi.ui.templatetags.ui import wording

register = template.Library()
# What stands beside a cell for what is remarkable about it.
MARKS: Final = {"repeated": "≡", "changed": "≠"}


@register.filter
def of(found: Mapping[int, Any], record: Any) -> Any:
    """What was found for a record; None where nothing was."""
    return found.get(record.pk)


@register.filter
def target(measure: Measure) -> str:
    """What the plan aims at with a measure."""
    return target_text(measure)


@register.simple_tag
def board_rows(board: Board, wanted: BoardFilter) -> SafeString:
    """The rows of the board: each cell leads to its contribution, and to a reminder of it."""
    bodies = {column.body.pk: column.body.code for column in board.columns}
    is_list = len(board.columns) == 1
    show = _shower(board.period, bodies, is_list=is_list)
    nothing = _nothing(wanted)
    rows = (_row(row, show, nothing, is_list=is_list) for row in board.rows)
    return mark_safe("\n".join(rows))  # noqa: S308


@register.simple_tag
def board_link(wanted: BoardFilter, **changes: str) -> str:
    """The end of an address that asks the same of the board but for these changes."""
    return f"?{replace(wanted, **changes).query}"


@register.filter
def is_of(activity: Activity, year: int) -> bool:
    """Whether an activity was under way in the year that is reported on."""
    return activity.is_of(year)


def _nothing(wanted: BoardFilter) -> SafeString:
    words = _("not in this selection") if wanted.narrows_cells else _("not responsible")
    return format_html(
        '<td class="na"><span aria-hidden="true">·</span>'
        '<span class="govuk-visually-hidden">{}</span></td>',
        words,
    )


def _row(row: Row, show: Callable[[str, BoardCell], str], nothing: str, *, is_list: bool) -> str:
    code = conditional_escape(row.line.code)
    tally = "" if is_list and not row.is_part else f'<td class="tally">{row.tally}</td>'
    if row.is_part:
        inside = "".join(
            f'<td class="tally">{each}</td>' if each else nothing for each in row.subtotals
        )
        head = f'<th scope="row">{code} {wording(row.line.said_title)}</th>'
        return f'<tr class="part">{head}{inside}{"" if is_list else tally}</tr>'
    head = f'<th scope="row">{code} <span class="small">{wording(row.line.said_text)}</span></th>'
    cells = "".join(nothing if cell is None else show(row.line.code, cell) for cell in row.cells)
    return f"<tr>{head}{cells}{tally}</tr>"


def _shower(
    period: Period, bodies: dict[int, str], *, is_list: bool
) -> Callable[[str, BoardCell], str]:
    """What shows a cell; what many cells have in common is said once."""
    start = reverse("contribution", args=[period.plan.slug, period.year, "-", "-"])
    start = start.removesuffix("-/-/")
    reminds = _has_reminders(period)
    known: dict[object, str] = {}

    def show(line: str, cell: BoardCell) -> str:
        said = known.get(cell.alike)
        if said is None:
            said = known[cell.alike] = told(cell).all
        href = f"{start}{quote(line)}/{bodies[cell.body]}/"
        shown = rendered(Cell(cell.code, SIGNS[cell.code], said, f"{line}: {said}", href))
        remind = ""
        if reminds and not cell.has_arrived:
            remind = _remind(f"{href}remind/", line)
        if is_list:
            words = f'<span class="said">{conditional_escape(said)}</span>'
            return f"<td>{shown} {words}{remind}</td>"
        return f"<td>{shown}{_marks(cell)}{remind}</td>"

    return show


def _marks(cell: BoardCell) -> str:
    """Beside a cell, what its tooltip says in words: the language, repetition, a change."""
    marks = [cell.language, *(MARKS[flag] for flag in cell.flags if flag in MARKS)]
    said = " ".join(filter(None, marks))
    return f'<span class="marks" aria-hidden="true">{said}</span>' if said else ""


def _has_reminders(period: Period) -> bool:
    """Whether reminders can be sent from here."""
    try:
        reverse("contribution-remind", args=[period.plan.slug, period.year, "-", "-"])
    except NoReverseMatch:
        return False
    return True


def _remind(href: str, line: str) -> str:
    words = conditional_escape(_("Remind of %(line)s") % {"line": line})
    return (
        f'<a class="remind" href="{href}" title="{words}"><span aria-hidden="true">✉</span>'
        f'<span class="govuk-visually-hidden">{words}</span></a>'
    )
