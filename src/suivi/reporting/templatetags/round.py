"""How do templates show the board?"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from suivi.activities.models import Activity
from suivi.indicators.saying import target_text
from suivi.languages.punctuation import colon
from suivi.plans.models import Measure, Period
from suivi.reporting.queries.board import DELIVERED_CODE, BoardCell, BoardRow
from suivi.ui.cells import WORDS, Cell, rendered

register = template.Library()


@register.filter
def of(found: Mapping[int, Any], record: Any) -> Any:
    """What was found for a record; None where nothing was."""
    return found.get(record.pk)


@register.filter
def target(measure: Measure) -> str:
    """What the plan aims at with a measure."""
    return target_text(measure)


@register.simple_tag
def board_cells(period: Period, row: BoardRow) -> SafeString:
    """The cells of a line, each leading to its contribution; a dot where nothing is asked."""
    line = row.line.code
    start = reverse("contribution", args=[period.plan.slug, period.year, line, "-"])
    start = start.removesuffix("-/")
    nothing = format_html(
        '<td class="na"><span aria-hidden="true">·</span>'
        '<span class="govuk-visually-hidden">{}</span></td>',
        _("not responsible"),
    )
    cells = (nothing if cell is None else _asked(start, line, cell) for cell in row.cells)
    return mark_safe("".join(cells))  # noqa: S308


@register.filter
def is_of(activity: Activity, year: int) -> bool:
    """Whether an activity was under way in the year that is reported on."""
    return activity.is_of(year)


def _asked(start: str, line: str, cell: BoardCell) -> SafeString:
    """The cell of a contribution that is asked for; `start` is its address without the body."""
    caption = f"{line}{colon()} {WORDS[cell.code]}"
    if cell.code == DELIVERED_CODE:
        caption += f" ({cell.status.label})"
    return format_html(
        "<td>{}</td>", rendered(Cell.known(cell.code, caption, f"{start}{cell.body}/"))
    )
