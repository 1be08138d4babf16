"""Where does a link in a mail lead? To the exact field, in the language of the mail."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import ngettext

from suivi.notices.letters import Entry, Link
from suivi.reporting.models import Contribution
from suivi.reporting.queries.missing import first_missing
from suivi.reporting.queries.review.comments import first_notes

# More links than these are no help: "My work" shows them all.
SHOWN: Final = 10
# So much of a line's text is enough to know it by.
LONGEST: Final = 60


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


def to_what_is_missing(contributions: Sequence[Contribution]) -> list[Link]:
    """A link for each, to the first field that still wants an answer: four queries for a plan."""
    fields = first_missing(contributions)
    return _links(contributions, [fields.get(each.pk) or "answer" for each in contributions])


def to_notes(contributions: Sequence[Contribution]) -> list[Link]:
    """A link for each, to the first field at which something should be changed: one query.

    Where no comment went along, to the note that says it.
    """
    notes = first_notes(contributions)
    anchors = [
        f"comment-{notes[each.pk][0].pk}" if each.pk in notes else "note" for each in contributions
    ]
    return _links(contributions, anchors)


def to_promises(contributions: Sequence[Contribution]) -> list[Link]:
    """A link for each, to where the promises of before are answered."""
    return _links(contributions, ["promised"] * len(contributions))


def to_moves(contributions: Sequence[Contribution]) -> list[Link]:
    """A link for each, to where it is cleared, accepted or sent back."""
    return _links(contributions, ["moves"] * len(contributions))


def _links(contributions: Sequence[Contribution], anchors: Sequence[str]) -> list[Link]:
    """The line as a link to a place on its page; the body too where there are several."""
    several = len({each.body_id for each in contributions}) > 1
    return [
        Link(_name(each, with_body=several), f"{address(each)}#{anchor}")
        for each, anchor in zip(contributions, anchors, strict=True)
    ]


def _name(contribution: Contribution, *, with_body: bool) -> str:
    line = contribution.provision
    name = f"{line.code} {Truncator(str(line.said_text)).chars(LONGEST)}"
    return f"{name} ({contribution.body.said_short_name})" if with_body else name


def with_more(text: str, links: Sequence[Link], number: int, path: str) -> Entry:
    """A sentence with its links; where there are more things than links, one leads to the rest."""
    rest = number - len(links)
    if rest <= 0:
        return Entry(text, tuple(links))
    more = ngettext("and %(number)d more", "and %(number)d more", rest) % {"number": rest}
    return Entry(text, tuple(links), Link(more, path))
