"""How do the people of a plan leave as a table? In the columns and the language of the page."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.files.tables import Row
from suivi.plans.queries.people import Member


def people_headings() -> list[str]:
    """The columns."""
    return [
        *(_("Name"), _("Body"), _("Role"), _("Since"), _("Until")),
        *(_("E-mail address"), _("Last sign-in")),
    ]


def people_rows(members: Iterable[Member]) -> Iterator[Row]:
    """A row for each membership shown; address and sign-in where the reader sees them."""
    for member in members:
        held = member.membership
        seen = member.last_seen_at
        yield [
            *(held.person.name, held.body.said_name.text, member.role),
            *(held.begun_on, held.ended_on, member.email),
            timezone.localtime(seen) if seen else None,
        ]
