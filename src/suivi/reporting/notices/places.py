"""Where does a link in a mail lead? To the exact field, in the language of the mail."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import ngettext

from suivi.notices.letters import Entry, Link
from suivi.reporting.models import Contribution
from suivi.reporting.queries.missing import first_missing

# More links than these are no help: "My work" shows them all.
SHOWN: Final = 10


def address(contribution: Contribution) -> str:
    """The page of a contribution."""
    return reverse(
        "contribution",
        args=[
            contribution.plan.slug,
            contribution.period.year,
            contribution.provision.code,
            contribution.body.code,
        ],
    )


def name_of(contribution: Contribution) -> str:
    """The line and the body, as a link says them."""
    return f"{contribution.provision.code}, {contribution.body.said_short_name}"


def to_note(contribution: Contribution) -> str:
    """Where the note stands that says what should be changed."""
    return f"{address(contribution)}#note"


def to_moves(contribution: Contribution) -> str:
    """Where a contribution is cleared, accepted or sent back."""
    return f"{address(contribution)}#moves"


def to_what_is_missing(contributions: Sequence[Contribution]) -> list[Link]:
    """A link for each, to the first field that still wants an answer: four queries for a plan."""
    fields = first_missing(contributions)
    return [
        Link(name_of(each), f"{address(each)}#{fields.get(each.pk) or 'answer'}")
        for each in contributions
    ]


def with_more(text: str, links: Sequence[Link], number: int, path: str) -> Entry:
    """A sentence with its links; where there are more things than links, one leads to the rest."""
    rest = number - len(links)
    if rest <= 0:
        return Entry(text, tuple(links))
    more = ngettext("and %(number)d more", "and %(number)d more", rest) % {"number": rest}
    return Entry(text, tuple(links), Link(more, path))
