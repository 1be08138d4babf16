"""How do the lists of the review leave as tables, just as they are shown?"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from suivi.files.tables import Row
from suivi.reporting.queries.review.common import CommonRow
from suivi.reporting.queries.review.queue import QueueRow
from suivi.reporting.queries.review.wishes import COLUMNS


def queue_headings() -> list[str]:
    """The headings of the queue, and what a table has room for besides."""
    return [_("Line"), _("Wording"), *map(str, list(COLUMNS.values())[1:]), _("More"), _("Address")]


def queue_rows(rows: Iterable[QueueRow], address: str) -> Iterator[Row]:
    """The queue row by row; `address` is where the board stands, for links."""
    for row in rows:
        one = row.contribution
        delivered = one.delivered_at.date() if one.delivered_at else None
        yield [
            *(one.provision.code, one.provision.said_text.text, str(one.body)),
            *(row.language_name, str(one.progress.said_name) if one.progress else ""),
            *(delivered, row.turns, ", ".join(row.marks)),
            f"{address}{one.provision.code}/{one.body.code}/",
        ]


def common_headings() -> list[str]:
    """The headings of the list of common texts."""
    return [
        *(_("Line"), _("Wording"), _("Departments"), _("Delivered"), _("Common text")),
        *(_("Changed since"), _("Text")),
    ]


def common_rows(rows: Iterable[CommonRow]) -> Iterator[Row]:
    """The common texts line by line."""
    for row in rows:
        names = ", ".join(str(each.body) for each in row.contributions)
        state = str(row.common.get_state_display()) if row.common else _("not begun")
        yield [
            *(row.line.code, row.line.said_text.text, names, row.delivered, state),
            *(row.changed, row.common.text if row.common else ""),
        ]
