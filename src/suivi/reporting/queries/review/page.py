"""How does a contribution read to a reviewer: by paragraph, with what is said at each?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from suivi.errors import Leave, leave
from suivi.people.models import Person
from suivi.plans.standing import member_standing
from suivi.reporting import comments as rules
from suivi.reporting.answers import PROSE, Question
from suivi.reporting.differing import shown_paragraphs
from suivi.reporting.field_words import fields_in_order
from suivi.reporting.models import CommonText, Contribution
from suivi.reporting.queries.review.comments import (
    Comments,
    CommentShown,
    answers_of,
    comments_of,
)
from suivi.reporting.queries.review.common import ready_text
from suivi.reporting.queries.review.differences import Difference, difference_since
from suivi.reporting.states import Status

# The field of the form that stands in the contribution under another name.
_COLUMNS: Final = {"no_account_reason": "absence_reason"}


@dataclass(frozen=True)
class ReviewedParagraph:
    """A paragraph, its place counted from nought, and the comments at it."""

    place: int
    text: str
    comments: list[CommentShown]


@dataclass(frozen=True)
class ReviewedText:
    """A text by paragraph; `comments` stand at it as a whole, or at what is gone."""

    field: str
    label: str
    paragraphs: tuple[ReviewedParagraph, ...]
    comments: list[CommentShown]


@dataclass(frozen=True)
class Review:
    """What stands around the texts of a contribution for those who work on it."""

    may_comment: Leave
    comments: Comments
    texts: Mapping[str, ReviewedText]
    fields: Mapping[str, str]
    elsewhere: list[CommentShown]
    difference: Difference | None
    common: CommonText | None
    is_new: bool

    @property
    def to_do(self) -> list[CommentShown]:
        """What waits for the department, in the order in which it was said."""
        return self.comments.to_do

    @property
    def carried(self) -> list[CommentShown]:
        """What may go along when it is sent back: what is not resolved, from one's own desk."""
        return [each for each in self.comments.unresolved if each.may_resolve]


def review_of(
    by: Person, contribution: Contribution, asked: Question, since: int | None, *, writes: bool
) -> Review:
    """Reads it: seven queries at most. Who writes sees the comments at the newest words."""
    who = member_standing(by, contribution.plan)
    works = who.is_coordinator or who.belongs_to(contribution.body_id)
    version = contribution.version if writes else contribution.submitted_version
    current = answers_of(contribution, version) if works and version else {}
    comments = comments_of(who, contribution, asked, current) if works else Comments(())
    names = fields_in_order(asked, current)
    texts = {field: _text(contribution, field, names, comments) for field in PROSE}
    is_submitted = works and bool(contribution.submitted_version) and not writes
    return Review(
        may_comment=leave(lambda: rules.can_be_commented(who, contribution)),
        comments=comments,
        texts=texts,
        fields=names,
        elsewhere=[each for each in comments.shown if each.comment.field not in PROSE],
        difference=difference_since(contribution, asked, since) if is_submitted else None,
        common=ready_text(contribution) if works else None,
        is_new=contribution.status in {Status.SUBMITTED, Status.CLEARED},
    )


def _text(
    contribution: Contribution, field: str, names: Mapping[str, str], comments: Comments
) -> ReviewedText:
    text = getattr(contribution, _COLUMNS.get(field, field))
    found = tuple(_paragraphs(text, field, comments))
    return ReviewedText(field, names.get(field, ""), found, comments.without_place(field))


def _paragraphs(text: str, field: str, comments: Comments) -> Iterator[ReviewedParagraph]:
    for place, paragraph in enumerate(shown_paragraphs(text)):
        yield ReviewedParagraph(place, paragraph, comments.at_paragraph(field, place))
