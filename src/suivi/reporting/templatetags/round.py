"""How do templates show the board?"""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from suivi.reporting.queries.board import DELIVERED_CODE, BoardCell
from suivi.ui.cells import WORDS, Cell, rendered

register = template.Library()


@register.simple_tag
def board_cell(plan: str, year: int, line: str, cell: BoardCell | None) -> SafeString:
    """One cell of the board, leading to its contribution; a dot where nothing is asked."""
    if cell is None:
        return format_html(
            '<td class="na"><span aria-hidden="true">·</span>'
            '<span class="govuk-visually-hidden">{}</span></td>',
            _("not responsible"),
        )
    href = reverse("contribution", args=[plan, year, line, cell.body])
    caption = f"{line}: {WORDS[cell.code]}"
    if cell.code == DELIVERED_CODE:
        caption += f" ({cell.status.label})"
    return format_html("<td>{}</td>", rendered(Cell.known(cell.code, caption, href)))
