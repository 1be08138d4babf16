"""When may something be said at a paragraph, and of what may it speak?

The rules of comments: who sees one, when one may be made, answered and resolved.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from suivi.errors import Refused
from suivi.plans.models import Role
from suivi.plans.standing import Standing
from suivi.reporting import permissions, policies
from suivi.reporting.differing import shown_paragraphs
from suivi.reporting.models import Contribution, ReviewComment, ReviewCommentQuerySet

Desk = ReviewComment.Desk


def desk_of(who: Standing) -> ReviewComment.Desk:
    """From which desk somebody speaks."""
    return Desk.COORDINATOR if who.is_coordinator else Desk.DEPARTMENT


def seen_by(who: Standing, contribution: Contribution) -> ReviewCommentQuerySet:
    """The comments that somebody reads.

    Coordinators read their own, a clearing officer the department's; the department reads what was
    sent back to it.
    """
    rows = ReviewComment.objects.filter(contribution=contribution)
    if who.is_coordinator:
        return rows.filter(desk=Desk.COORDINATOR)
    if who.holds(Role.CLEARING_OFFICER, contribution.body_id):
        return rows.filter(desk=Desk.DEPARTMENT) | rows.sent()
    if who.writes_for(contribution.body_id) or who.belongs_to(contribution.body_id):
        return rows.sent()
    return rows.none()


def can_be_commented(who: Standing, contribution: Contribution) -> None:
    """While it lies on the desk of whoever may send it back."""
    permissions.may_comment(who, contribution)
    policies.can_make_the_move(contribution, "send_back")
    policies.is_on_this_persons_desk(who, contribution)


def can_be_answered(who: Standing, comment: ReviewComment, words: str, *, done: bool) -> None:
    """By the department, while it is not resolved; "done" needs no words."""
    permissions.may_write(who, comment.contribution)
    if comment.sent_at is None:
        raise Refused(_("This comment was not sent to the department."))
    if comment.is_resolved:
        raise Refused(_("This comment is resolved already."))
    if not done and not words.strip():
        raise Refused(_("Write an answer, or say that it is done."))


def can_be_resolved(who: Standing, comment: ReviewComment) -> None:
    """By those from whose desk it comes."""
    permissions.may_comment(who, comment.contribution)
    if comment.desk != desk_of(who):
        raise Refused(_("Those who made this comment resolve it."))


def words_are_given(words: str) -> None:
    """A comment says something."""
    if not words.strip():
        raise Refused(_("Write what you want to say here."))


def speaks_of_something(answers: Mapping[str, str], field: str, paragraph: int | None) -> str:
    """The words of a version that a comment speaks of. Refused when there is no such place."""
    text = answers.get(field, "")
    if paragraph is None:
        if not field:
            raise Refused(_("Choose what the comment speaks of."))
        return text
    found = shown_paragraphs(text)
    if paragraph >= len(found):
        raise Refused(_("This paragraph is not there any more; open the page again."))
    return found[paragraph]
