"""How do templates show what reviewers say, and what changed?"""

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from suivi.reporting.differing import ADDED, REMOVED, Change, Piece
from suivi.reporting.models import ReviewComment
from suivi.reporting.queries.review.comments import Comments, CommentShown

register = template.Library()


@register.filter
def at(comments: Comments, field: str) -> list[CommentShown]:
    """The comments at one field that were sent to the department."""
    return [each for each in comments.at(field) if each.comment.sent_at]


@register.filter
def within(comments: Comments, key: str) -> list[CommentShown]:
    """The same at the cells of a measure, by its key."""
    return [each for each in comments.within(f"value:{key}:") if each.comment.sent_at]


@register.filter
def changed_words(change: Change) -> SafeString:
    """A paragraph with what was removed and added marked, to the eye and to the ear."""
    if not change.pieces:
        pieces = (Piece("removed", change.before), Piece("added", change.now))
        return format_html_join(" ", "{}", ((_piece(each),) for each in pieces if each.text))
    return format_html_join("", "{}", ((_piece(each),) for each in change.pieces))


def _piece(piece: Piece) -> SafeString:
    if piece.kind not in {ADDED, REMOVED}:
        return conditional_escape(piece.text)
    is_added = piece.kind == ADDED
    html = '<{0}><span class="govuk-visually-hidden">{1} </span>{2}</{0}>{3}'
    text = piece.text.rstrip()
    word = _("[added:]") if is_added else _("[removed:]")
    return format_html(html, "ins" if is_added else "del", word, text, piece.text[len(text) :])


@register.filter
def first_anchor(notes: Sequence[ReviewComment] | None) -> str:
    """Where the first of some notes stands on its page."""
    return f"#comment-{notes[0].pk}" if notes else ""
