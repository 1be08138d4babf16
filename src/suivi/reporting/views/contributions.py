"""How is one contribution written, read, moved, and joined when two wrote it?"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from suivi.errors import Faults, Refused
from suivi.reporting import actions, joining, queries
from suivi.reporting.actions.drafts import Typed, answers_at, quarrel_over
from suivi.reporting.answers import Question, from_request, question, wrong_in
from suivi.reporting.doubts import Doubt, doubts, earlier_figures, unanswered
from suivi.reporting.forms import ContributionForm
from suivi.reporting.merging import Merged
from suivi.reporting.models import Contribution, KeptAside
from suivi.reporting.promise_fields import soundings
from suivi.reporting.promise_forms import promise_part, with_choices
from suivi.reporting.queries.comparison import Comparison, comparison
from suivi.reporting.queries.desk import WritingDesk, after_a_save, writing_desk
from suivi.reporting.queries.page import ContributionPage, contribution_page, next_on_desk
from suivi.reporting.queries.promises.page import promises_around
from suivi.reporting.queries.review.page import Review, review_of
from suivi.reporting.queries.review.wishes import QueueFilter
from suivi.reporting.review_forms import CommentForm, SendBackForm
from suivi.reporting.views.commenting import answer_typed
from suivi.reporting.views.offering import add_offered, just_added
from suivi.ui.signed_in import keeps_words, person

Address = tuple[str, int, str, str]
# The buttons after which one goes on with the promises.
TO_PROMISES: Final = frozenset({"add_promise", "mark_promise", "ignore_promise"})


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """The page of one contribution: the question and last year beside this year."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    asked = question(found.provision)
    if request.method == "POST":
        return _save(request, found, asked)
    return _page(request, found, _form(request, found, asked))


def _form(request: HttpRequest, found: Contribution, asked: Question) -> ContributionForm:
    """The form as it was saved last, with what is doubtful in it."""
    answers = answers_at(found, found.version)
    doubtful = _doubts(found, asked, answers)
    more = request.GET.get("more", "")
    language = person(request).language
    promises = promise_part(found, answers, language)
    return ContributionForm(asked, answers, language, doubtful, more, promises)


def _doubts(found: Contribution, asked: Question, answers: dict[str, str]) -> list[Doubt]:
    return doubts(asked, answers, earlier_figures(asked.measures, found.body, found.period))


def _save(request: HttpRequest, found: Contribution, asked: Question) -> HttpResponse:
    """Keeps what was typed; then, if asked, hands it over."""
    by, at = person(request), timezone.now()
    typed = _typed(request, found, asked)
    saved = actions.save_draft(by=by, at=at, contribution=found, typed=typed)
    answered = answer_typed(request, found)
    if saved.is_kept_aside:
        return redirect("contribution-join", *_address(found))
    if saved.was_joined:
        sentence = _("Somebody else saved meanwhile: both changes were joined. Read the result.")
        messages.warning(request, sentence)
        return redirect("contribution", *_address(found))
    if "submit" in request.POST:
        return _submit(request, found, asked)
    return _go_on(request, found, answered=answered)


def _go_on(request: HttpRequest, found: Contribution, *, answered: int) -> HttpResponse:
    """To where the button leads that saved the draft on its way."""
    if "offer" in request.POST:
        return add_offered(request, found, _address(found))
    return redirect(_next_place(request, found, answered=answered))


def _next_place(request: HttpRequest, found: Contribution, *, answered: int) -> str:
    """Where one goes on after saving, by the button that was pressed."""
    if "add_activity" in request.POST:
        return reverse("activity-add", args=_address(found))
    if "more" in request.POST:
        return f"{_url(found)}?more={request.POST['more']}#grid-{request.POST['more']}"
    if TO_PROMISES & request.POST.keys():
        return f"{_url(found)}#promises"
    if "done" in request.POST and answered:
        messages.success(request, _("Noted as done. The reviewers read it when you submit."))
        return f"{_url(found)}#to-look-at"
    messages.success(request, _("Saved."))
    compares = "compare" in request.POST and request.POST.get("save") != "hide"
    return f"{_url(found)}?compare=1#compare" if compares else _url(found)


def _submit(request: HttpRequest, found: Contribution, asked: Question) -> HttpResponse:
    """Hands over what was saved; figures that nobody explained are shown once before."""
    found.refresh_from_db()
    form = _form(request, found, asked)
    asks = bool(form.unexplained()) and request.POST["submit"] != "anyway"
    if asks and not wrong_in(asked, form.answers):
        return _page(request, found, form, asks=True)
    try:
        actions.submit_contribution(by=person(request), at=timezone.now(), contribution=found)
    except Faults as wrong:
        form.show(wrong.faults)
        return _page(request, found, form, status=422)
    messages.success(request, _("Submitted. You will hear when it is accepted or sent back."))
    return redirect("my-work")


@require_POST
def autosave(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Keeps what is being typed, and says so; never joins, because the page shows the old text."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    at = timezone.now()
    asked = question(found.provision)
    typed = _typed(request, found, asked)
    saved = actions.save_draft(
        by=person(request), at=at, contribution=found, typed=typed, join=False
    )
    version = typed.base if saved.is_kept_aside else saved.version
    return render(
        request,
        "reporting/autosaved.html",
        {
            "saved": saved,
            "version": version,
            "at": at,
            "contribution": found,
            "sounding": soundings(typed.answers, person(request).language, found.period.year),
            "plan": found.plan,
            "desk": after_a_save(found, asked, typed.answers, compares="compare" in request.POST),
        },
    )


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Two people wrote: both versions side by side, and a proposal that loses no word of either."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    by = person(request)
    asked = question(found.provision)
    aside = KeptAside.objects.filter(contribution=found, person=by).order_by("-kept_at").first()
    if aside is None:
        raise Http404
    merged = quarrel_over(found, aside, asked)
    if request.method == "POST" and "compose" not in request.POST:
        saved = actions.join_drafts(
            by=by,
            at=timezone.now(),
            contribution=found,
            aside=aside,
            typed=_decided(request, found, asked, merged),
        )
        if saved.is_kept_aside:
            messages.warning(request, _("Somebody saved once more; here is what changed."))
            return redirect("contribution-join", *_address(found))
        messages.success(request, _("Joined and saved."))
        return redirect("contribution", *_address(found))
    return _join_page(request, found, asked, aside, merged)


def _join_page(
    request: HttpRequest, found: Contribution, asked: Question, aside: KeptAside, merged: Merged
) -> HttpResponse:
    """The places where both wrote; after choosing without a script, with the text they make."""
    language, prose = person(request).language, asked.prose_names()
    base = answers_at(found, aside.base)
    shown = {**dict.fromkeys((each.field for each in merged.quarrels), ""), **merged.answers}
    promises = promise_part(found, shown, language)
    form = ContributionForm(asked, shown, language, promises=promises)
    quarrels = [
        joining.shown(
            quarrel,
            base.get(quarrel.field, ""),
            form[quarrel.field],
            request.POST,
            is_text=quarrel.field in prose,
        )
        for quarrel in merged.quarrels
    ]
    form.initial.update({each.field.name: each.result for each in quarrels})
    context = {"contribution": found, "quarrels": quarrels, "aside": aside, "plan": found.plan}
    return render(request, "reporting/join.html", context)


MOVED: Final = {
    "withdraw": gettext_lazy("Taken back: you can write in it again."),
    "clear": gettext_lazy("Cleared: it goes to the coordinators."),
    "accept": gettext_lazy("Accepted."),
    "send_back": gettext_lazy("Sent back with your note."),
}


@require_POST
def move(
    request: HttpRequest, plan: str, year: int, code: str, body: str, verb: str
) -> HttpResponse:
    """Clears, accepts, sends back or withdraws; then goes on to what waits next."""
    found = queries.find_contribution(request.user, plan, year, code, body)
    simple: dict[str, Callable[..., Contribution]] = {
        "withdraw": actions.withdraw_contribution,
        "clear": actions.clear_contribution,
        "accept": actions.accept_contribution,
    }
    wanted = _came_from(request)
    onward = next_on_desk(person(request), found, timezone.localdate(), wanted)
    facts: dict[str, Any] = {"by": person(request), "at": timezone.now(), "contribution": found}
    if verb in simple:
        simple[verb](**facts)
    elif verb == "send_back":
        form = _send_back_form(request, found)
        if not form.is_valid():
            return _page(request, found, send_back=form, status=422)
        actions.send_back_contribution(**facts, **form.facts())
    else:
        raise Http404
    messages.success(request, f"{_named(found)} – {MOVED[verb]}")
    if verb == "withdraw" or onward is None:
        return redirect("contribution", *_address(found))
    return redirect(f"{_url(onward)}{_kept(request)}")


def _came_from(request: HttpRequest) -> QueueFilter | None:
    """The queue that the address carries along, if one came from one."""
    query = request.GET.get("queue", "")
    return QueueFilter.asked(QueryDict(query[:1000]).dict()) if query else None


def _kept(request: HttpRequest) -> str:
    """The same, as the end of an address."""
    wanted = _came_from(request)
    return f"?{urlencode({'queue': wanted.query})}" if wanted else ""


def _review(request: HttpRequest, found: Contribution, asked: Question, *, writes: bool) -> Review:
    since = request.GET.get("since", "")
    number = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else None
    return review_of(person(request), found, asked, number, writes=writes)


def _send_back_form(request: HttpRequest, found: Contribution) -> SendBackForm:
    review = _review(request, found, question(found.provision), writes=False)
    return SendBackForm(request.POST, review.fields, review.carried)


def _named(found: Contribution) -> str:
    """ "1.a, Defence": one stands on the next contribution when one reads what became of it."""
    return f"{found.provision.code}, {found.body.said_short_name}"


def _page(
    request: HttpRequest,
    found: Contribution,
    form: ContributionForm | None = None,
    *,
    send_back: SendBackForm | None = None,
    asks: bool = False,
    status: int = 200,
) -> HttpResponse:
    wanted = _came_from(request)
    page = contribution_page(person(request), found, timezone.localdate(), wanted)
    desk = _desk(request, found, form, page) if form and page.may_write else None
    asked = form.asked if form else question(found.provision)
    review = _review(request, found, asked, writes=bool(page.may_write))
    context = {
        "review": review,
        "kept": _kept(request),
        "queue_part": _kept(request)[1:],
        "shows_since": "since" in request.GET,
        "comment_form": CommentForm(None, review.fields),
        "page": page,
        "defined": page.past.defined,
        "asks": asks,
        "unexplained": _unexplained(found, form if page.may_write else None),
        "contribution": found,
        "plan": found.plan,
        "form": form if page.may_write else None,
        "begun": [] if found.is_asked or form is None else form.read_aloud(),
        "promises": None
        if form is not None and page.may_write
        else promises_around(found, request.user, timezone.localdate()),
        "desk": desk,
        "compared": desk.comparison if desk else _compared(request, found, page),
        "added": just_added(request, found),
        "window": secrets.token_hex(8),
        "send_back": send_back or SendBackForm(None, review.fields, review.carried),
        "sample": found.is_sample,
    }
    return render(request, "reporting/contribution.html", context, status=status)


def _desk(
    request: HttpRequest, found: Contribution, form: ContributionForm, page: ContributionPage
) -> WritingDesk:
    return writing_desk(
        found,
        form.asked,
        form.answers,
        page.activities,
        page.past.contribution,
        compares="compare" in request.GET,
    )


def _compared(
    request: HttpRequest, found: Contribution, page: ContributionPage
) -> Comparison | None:
    """What was handed over beside the year before, for those who read."""
    if "compare" not in request.GET or not found.submitted_version:
        return None
    answers = answers_at(found, found.submitted_version)
    return comparison(page.past.contribution, question(found.provision), answers)


def _unexplained(found: Contribution, form: ContributionForm | None) -> list[Doubt]:
    """The doubtful figures without a note: in the form, or in what was handed over."""
    if form is not None:
        return form.unexplained()
    if not found.submitted_version:
        return []
    asked = question(found.provision)
    return unanswered(_doubts(found, asked, answers_at(found, found.submitted_version)))


def _typed(request: HttpRequest, found: Contribution, asked: Question) -> Typed:
    """What the page sends. Refused when it is not whole: it could not be saved safely."""
    base, moment = _number(request, "base"), _number(request, "moment")
    if base is None or base > found.version:
        raise Refused(_("This page is incomplete; open it again. Nothing was changed."))
    answers = from_request(asked, request.POST, get_language() or "en")
    answers = with_choices(answers, request.POST, person(request).language, found.period.year)
    return Typed(answers, base, request.POST.get("window", "")[:32], moment or 0)


def _decided(request: HttpRequest, found: Contribution, asked: Question, merged: Merged) -> Typed:
    """What was joined by itself, and for the rest what the person made of it, be it nothing."""
    typed = _typed(request, found, asked)
    shown = {quarrel.field for quarrel in merged.quarrels}
    kept = {name: text for name, text in merged.answers.items() if name not in shown}
    chosen = {name: text for name, text in typed.answers.items() if name in shown}
    return replace(typed, answers={**kept, **chosen}, window=secrets.token_hex(8), moment=0)


def _number(request: HttpRequest, name: str) -> int | None:
    """A whole number that a page sends along; None for anything else."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else None


def _url(found: Contribution) -> str:
    return reverse("contribution", args=_address(found))


def _address(found: Contribution) -> Address:
    plan, body = found.plan.slug, found.body.code
    return plan, found.period.year, found.provision.code, body
