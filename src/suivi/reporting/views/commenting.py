"""A comment is made at a paragraph or field, resolved, opened again, answered."""

from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from suivi.plans.standing import member_standing
from suivi.reporting import actions, queries
from suivi.reporting.models import Contribution
from suivi.reporting.queries.review.comments import find_comments
from suivi.ui.signed_in import keeps_words, person

MOVES: Final = {"resolve": actions.resolve_comment, "reopen": actions.reopen_comment}


@keeps_words
@require_POST
def add(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Attaches a comment to a paragraph (its place counted from nought) or to a whole field."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    place = request.POST.get("paragraph", "")
    remark = actions.Remark(
        words=request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n"),
        field=request.POST.get("field", "")[:300],
        paragraph=int(place) if place.isascii() and place.isdigit() and len(place) < 5 else None,
    )
    made = actions.comment_on(
        by=person(request), at=timezone.now(), contribution=found, remark=remark
    )
    messages.success(request, _("Your comment stands at the place it speaks of."))
    return redirect(address(request, found, f"comment-{made.pk}"))


@require_POST
def move(
    request: HttpRequest, plan: str, year: int, code: str, body: str, pk: int, verb: str
) -> HttpResponse:
    """Resolves a comment, or opens it again."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    who = member_standing(person(request), found.plan)
    comment = get_object_or_404(find_comments(who, found), pk=pk)
    if verb not in MOVES:
        raise Http404
    MOVES[verb](by=person(request), at=timezone.now(), comment=comment)
    return redirect(address(request, found, f"comment-{comment.pk}"))


def address(request: HttpRequest, found: Contribution, anchor: str) -> str:
    """The page of the contribution at a place, inside the queue from which one came."""
    page = reverse(
        "contribution",
        args=[found.plan.slug, found.period.year, found.provision.code, found.body.code],
    )
    queue = request.GET.get("queue", "")
    return f"{page}?{urlencode({'queue': queue})}#{anchor}" if queue else f"{page}#{anchor}"


def answer_typed(request: HttpRequest, found: Contribution) -> int:
    """Records what the writing page says to comments: answers, and which are done; how many.

    An answer stands in the field "answer:<number>"; the button "done" holds a number.
    """
    done = request.POST.get("done", "")
    typed = {
        name.removeprefix("answer:"): str(words).replace("\x00", "").strip()
        for name, words in request.POST.items()
        if name.startswith("answer:") and str(words).strip()
    }
    numbers = {pk for pk in {*typed, done} if pk.isascii() and pk.isdigit() and len(pk) < 16}
    if not numbers:
        return 0
    who = member_standing(person(request), found.plan)
    rows = find_comments(who, found).sent().unresolved().filter(pk__in=numbers)
    comments = list(rows.in_order())
    for comment in comments:
        actions.answer_comment(
            by=person(request),
            at=timezone.now(),
            comment=comment,
            words=typed.get(str(comment.pk), ""),
            done=done == str(comment.pk),
        )
    return len(comments)
