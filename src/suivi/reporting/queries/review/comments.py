"""Which comments stand at a contribution, for this person, and what became of what they quote?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suivi.errors import leave
from suivi.plans.standing import Standing
from suivi.reporting import comments as rules
from suivi.reporting import permissions
from suivi.reporting.answers import Question
from suivi.reporting.differing import SAME, Change, shown_paragraphs, where_now
from suivi.reporting.field_words import PLAIN_WORDS, fields_in_order
from suivi.reporting.models import (
    CommentAnswer,
    Contribution,
    DraftVersion,
    ReviewComment,
    ReviewCommentQuerySet,
)
from suivi.reporting.states import Status


@dataclass(frozen=True)
class CommentShown:
    """A comment, where it stands by name, its answers, and what became of the words since.

    `place` is the paragraph it stands at in the text that is shown, none when it is gone.
    """

    comment: ReviewComment
    label: str
    answers: Sequence[CommentAnswer]
    now: Change
    place: int | None
    may_resolve: bool

    @property
    def is_changed(self) -> bool:
        """Whether the words it speaks of are not as they were."""
        return self.now.kind != SAME

    @property
    def number(self) -> int | None:
        """Its paragraph, counted from one, as it was."""
        return None if self.comment.paragraph is None else self.comment.paragraph + 1


@dataclass(frozen=True)
class Comments:
    """All comments of a contribution that somebody sees, by where they stand."""

    shown: Sequence[CommentShown]

    @property
    def unresolved(self) -> list[CommentShown]:
        """Those that still want something."""
        return [each for each in self.shown if not each.comment.is_resolved]

    @property
    def to_do(self) -> list[CommentShown]:
        """Those that wait for the department."""
        return [each for each in self.shown if each.comment.is_open and each.comment.sent_at]

    def at(self, field: str) -> list[CommentShown]:
        """Those at one field."""
        return [each for each in self.shown if each.comment.field == field]

    def within(self, start: str) -> list[CommentShown]:
        """Those at the fields whose name begins so: the cells of a grid."""
        return [each for each in self.shown if each.comment.field.startswith(start)]

    def at_paragraph(self, field: str, place: int) -> list[CommentShown]:
        """Those at one paragraph of the text that is shown."""
        return [each for each in self.at(field) if each.place == place]

    def without_place(self, field: str) -> list[CommentShown]:
        """Those at a field as a whole, or at a paragraph that is gone."""
        return [each for each in self.at(field) if each.place is None]


def comments_of(
    who: Standing, contribution: Contribution, asked: Question, current: Mapping[str, str]
) -> Comments:
    """The comments beside the answers that are shown: three queries, none without comments."""
    rows = list(
        rules.seen_by(who, contribution).select_related("made_by", "resolved_by").in_order()
    )
    if not rows:
        return Comments(())
    versions = contribution.draft_versions.filter(number__in={each.version for each in rows})
    before = dict(versions.values_list("number", "answers"))
    answers: dict[int, list[CommentAnswer]] = {}
    found = CommentAnswer.objects.filter(comment__in=rows).select_related("by")
    for answer in found.order_by("at", "pk"):
        answers.setdefault(answer.comment_id, []).append(answer)
    words = fields_in_order(asked, {**current, **{each.field: "1" for each in rows}})
    desk = rules.desk_of(who)
    reviews = bool(leave(lambda: permissions.may_comment(who, contribution)))
    shown = []
    for each in rows:
        then = before.get(each.version, {}).get(each.field, "")
        now = _now(each, then, current.get(each.field, ""))
        place = _place(each, now, current.get(each.field, ""))
        label = words.get(each.field, str(PLAIN_WORDS.get(each.field, each.field)))
        may_resolve = reviews and each.desk == desk
        shown.append(CommentShown(each, label, answers.get(each.pk, ()), now, place, may_resolve))
    return Comments(shown)


def _now(comment: ReviewComment, then: str, text: str) -> Change:
    if comment.paragraph is not None:
        return where_now(comment.quoted, then, text)
    if comment.quoted == text:
        return Change("same", text, text, ())
    return Change("changed", comment.quoted, text, ())


def _place(comment: ReviewComment, now: Change, text: str) -> int | None:
    if comment.paragraph is None or not now.now:
        return None
    found = shown_paragraphs(text)
    same = comment.paragraph < len(found) and found[comment.paragraph] == now.now
    return comment.paragraph if same else found.index(now.now)


def first_notes(contributions: Iterable[Contribution]) -> dict[int, list[ReviewComment]]:
    """What each that was sent back is to be looked at for, by number, in the order of making."""
    back = [each.pk for each in contributions if each.status == Status.SENT_BACK]
    found: dict[int, list[ReviewComment]] = {}
    if back:
        rows = ReviewComment.objects.filter(contribution__in=back, state=ReviewComment.State.OPEN)
        for each in rows.sent().in_order():
            found.setdefault(each.contribution_id, []).append(each)
    return found


def find_comments(who: Standing, contribution: Contribution) -> ReviewCommentQuerySet:
    """Those that somebody may act on, with what the rules ask of them."""
    rows = rules.seen_by(who, contribution)
    return rows.select_related("contribution__period__plan", "contribution__body")


def answers_of(contribution: Contribution, version: int) -> dict[str, str]:
    """The answers as typed in that version; none before the first."""
    row = DraftVersion.objects.filter(contribution=contribution, number=version).first()
    return dict(row.answers) if row else {}
