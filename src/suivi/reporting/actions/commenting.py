"""How does a reviewer speak at a paragraph, and how does the department answer there?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.standing import Standing, standing
from suivi.reporting import comments as rules
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.answers import question
from suivi.reporting.models import CommentAnswer, Contribution, ReviewComment

LONGEST = 5000


@dataclass(frozen=True)
class Remark:
    """What is said, at which field, and at which of its paragraphs (none: the whole field)."""

    words: str
    field: str
    paragraph: int | None = None


@dataclass(frozen=True)
class Sending:
    """What goes along with a contribution that is sent back."""

    note: str
    field: str = ""
    comments: Collection[int] = ()


@transaction.atomic
def comment_on(
    *, by: Person, at: datetime, contribution: Contribution, remark: Remark
) -> ReviewComment:
    """Attaches a comment to a paragraph or field of what was handed over."""
    who = standing(by, contribution.plan)
    rules.can_be_commented(who, contribution)
    rules.words_are_given(remark.words)
    made = _made(by, at, who, contribution, remark)
    _tell(by, at, made, "comment_on_contribution")
    return made


@transaction.atomic
def answer_comment(
    *, by: Person, at: datetime, comment: ReviewComment, words: str, done: bool
) -> CommentAnswer:
    """The department answers, or says that it has done what a comment asks."""
    rules.can_be_answered(standing(by, comment.contribution.plan), comment, words, done=done)
    answer = CommentAnswer.objects.create(
        comment=comment, words=words.strip()[:LONGEST], says_done=done, at=at, by=by
    )
    if done:
        comment.state = ReviewComment.State.DONE
        comment.save(update_fields=["state"])
    _tell(by, at, comment, "answer_comment", says_done=done)
    return answer


@transaction.atomic
def resolve_comment(*, by: Person, at: datetime, comment: ReviewComment) -> ReviewComment:
    """Nothing is wanted any more; the comment stays with the contribution."""
    rules.can_be_resolved(standing(by, comment.contribution.plan), comment)
    comment.state, comment.resolved_at, comment.resolved_by = ReviewComment.State.RESOLVED, at, by
    comment.save(update_fields=["state", "resolved_at", "resolved_by"])
    _tell(by, at, comment, "resolve_comment")
    return comment


@transaction.atomic
def reopen_comment(*, by: Person, at: datetime, comment: ReviewComment) -> ReviewComment:
    """It still wants something: it goes along when the contribution is sent back again."""
    rules.can_be_resolved(standing(by, comment.contribution.plan), comment)
    comment.state, comment.resolved_at, comment.resolved_by = ReviewComment.State.OPEN, None, None
    comment.save(update_fields=["state", "resolved_at", "resolved_by"])
    _tell(by, at, comment, "reopen_comment")
    return comment


def take_along(
    *, by: Person, at: datetime, who: Standing, contribution: Contribution, sending: Sending
) -> dict[str, Any]:
    """Sends the chosen comments to the department; a note on one field becomes one of them.

    Gives what the turn keeps: their numbers, and which of them is the note; nothing for none.
    """
    mine = ReviewComment.objects.filter(contribution=contribution, desk=rules.desk_of(who))
    chosen = list(mine.unresolved().filter(pk__in=sending.comments).in_order())
    facts: dict[str, Any] = {}
    if sending.field and sending.note:
        remark = Remark(sending.note, sending.field)
        note = _made(by, at, who, contribution, remark)
        chosen.append(note)
        facts["note_is"] = note.pk
    ReviewComment.objects.filter(pk__in=[each.pk for each in chosen]).update(
        sent_at=at, state=ReviewComment.State.OPEN
    )
    return {"comments": [each.pk for each in chosen], **facts} if chosen else {}


def _made(
    by: Person, at: datetime, who: Standing, contribution: Contribution, remark: Remark
) -> ReviewComment:
    answers = answers_at(contribution, contribution.submitted_version)
    known = set(question(contribution.provision).field_names(answers))
    field = remark.field if remark.field in known else ""
    quoted = rules.speaks_of_something(answers, field, remark.paragraph)
    return ReviewComment.objects.create(
        contribution=contribution,
        version=contribution.submitted_version,
        field=field,
        paragraph=remark.paragraph,
        quoted=quoted,
        words=remark.words.strip()[:LONGEST],
        desk=rules.desk_of(who),
        made_at=at,
        made_by=by,
    )


def _tell(by: Person, at: datetime, comment: ReviewComment, verb: str, **facts: Any) -> None:
    contribution = comment.contribution
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"contribution:{contribution.pk}",
        body=contribution.body.code,
        comment=comment.pk,
        **facts,
    )
