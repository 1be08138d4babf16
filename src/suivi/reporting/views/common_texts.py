"""The common texts of a year: the list, and one written beside the texts of its departments."""

import secrets
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from suivi.errors import Refused
from suivi.files.tables import table_response
from suivi.plans.models import Period, Provision
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, queries, review_tables
from suivi.reporting import common_texts as rules
from suivi.reporting.actions.common_texts import SavedText
from suivi.reporting.differing import shown_paragraphs
from suivi.reporting.models import CommonText, CommonTextAside, Contribution
from suivi.reporting.queries.review.common import CommonFilter, common_page, common_rows
from suivi.reporting.review_forms import CommonTextForm
from suivi.reporting.views.periods import coordinated
from suivi.reporting.views.reviewing import headings
from suivi.ui.signed_in import keeps_words, person

STATES: Final = {
    "none": gettext_lazy("not begun"),
    **dict(CommonText.State.choices),
    "changed": gettext_lazy("changed since by departments"),
}
COLUMNS: Final = {
    "line": gettext_lazy("Line"),
    "bodies": gettext_lazy("Departments"),
    "delivered": gettext_lazy("Delivered"),
    "state": gettext_lazy("Common text"),
    "changed": gettext_lazy("Changed since"),
}


@require_safe
def common_texts(request: HttpRequest, plan: str, year: int) -> HttpResponse:
    """The lines on which several bodies report, with how far their common text is."""
    period = coordinated(person(request), plan, year)
    wanted = _wanted(request)
    asked = {"words": wanted.words, "state": wanted.state, "order": wanted.order}
    context = {
        "period": period,
        "plan": period.plan,
        "rows": common_rows(period, wanted),
        "wanted": wanted,
        "query": urlencode({name: text for name, text in asked.items() if text}),
        "states": STATES,
        "headings": headings(request, COLUMNS, wanted.order),
    }
    return render(request, "reporting/common_texts.html", context)


def _wanted(request: HttpRequest) -> CommonFilter:
    told = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:200]
        for name in ("words", "state", "order")
    }
    return CommonFilter(**told)


@require_safe
def export(request: HttpRequest, plan: str, year: int, kind: str) -> HttpResponse:
    """The list as it is shown, as a table."""
    period = coordinated(person(request), plan, year)
    rows = review_tables.common_rows(common_rows(period, _wanted(request)))
    headings = review_tables.common_headings()
    return table_response(kind, f"common-texts-{plan}-{year}", [headings, *rows])


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def common_text(request: HttpRequest, plan: str, year: int, code: str) -> HttpResponse:
    """One common text beside the texts it is made from; the bodies of the line read it."""
    period, line = _found(request, plan, year, code)
    who = member_standing(person(request), period.plan)
    if request.method == "POST":
        permissions.may_coordinate(who)
        return _save(request, period, line)
    page = common_page(line, period)
    if not who.is_coordinator:
        bodies = [each.contribution.body_id for each in page.parts]
        belongs = any(who.belongs_to(body) for body in bodies)
        if page.common is None or not page.common.is_ready or not belongs:
            raise Http404
        context = {"page": page, "period": period, "plan": period.plan, "common": page.common}
        return render(request, "reporting/common_text_read.html", context)
    return render(request, "reporting/common_text.html", _context(request, page, period))


def _context(request: HttpRequest, page: Any, period: Period) -> dict[str, Any]:
    common = page.common
    language = common.language if common and common.version else person(request).language
    typed = {"text": common.text if common else "", "language": language}
    is_open = period.is_open and len(page.parts) >= rules.SEVERAL
    return {
        "page": page,
        "period": period,
        "plan": period.plan,
        "line": page.line,
        "common": common,
        "is_ready": bool(common and common.is_ready),
        "is_open": is_open,
        "version": common.version if common else 0,
        "form": CommonTextForm(initial=typed),
        "asides": list(common.asides.filter(person=person(request)).order_by("kept_at", "pk"))
        if common
        else [],
        "window": secrets.token_hex(8),
        "saved": None,
        "sample": False,
    }


def _save(request: HttpRequest, period: Period, line: Provision) -> HttpResponse:
    """Keeps what was typed; then does what the button says."""
    here = ("common-text", period.plan.slug, period.year, line.code)
    by, at = person(request), timezone.now()
    if "take_back" in request.POST or "seen" in request.POST:
        common = get_object_or_404(_texts(period), provision=line)
        if "seen" in request.POST:
            actions.note_changes_read(by=by, at=at, common=common, parts=_parts(request))
        else:
            actions.take_back_common_text(by=by, at=at, common=common)
        return redirect(*here)
    if "join" in request.POST:
        asides = CommonTextAside.objects.filter(common__in=_texts(period), person=by)
        rows = asides.select_related("common__provision", "common__period__plan")
        aside = get_object_or_404(rows, pk=_number(request, "join"), common__provision=line)
        saved = actions.join_common_text(by=by, at=at, aside=aside)
    else:
        saved = _keep(request, period, line)
    return _say(request, saved, here)


def _say(request: HttpRequest, saved: SavedText, here: tuple[Any, ...]) -> HttpResponse:
    """What became of a save; a text that was joined is read before it is made ready."""
    if saved.stands_twice:
        messages.warning(
            request,
            _("Somebody else changed the same words: both stand in the text. Keep what is right."),
        )
        return redirect(*here)
    if saved.was_joined:
        messages.warning(
            request,
            _("Somebody else saved meanwhile: both changes were joined. Read the result."),
        )
        return redirect(*here)
    if "ready" in request.POST:
        actions.make_common_text_ready(by=person(request), at=timezone.now(), common=saved.common)
        messages.success(request, _("The common text is ready: it stands in the report."))
    elif "take" not in request.POST:
        messages.success(request, _("Saved."))
    return redirect(*here)


def _keep(request: HttpRequest, period: Period, line: Provision, *, join: bool = True) -> SavedText:
    form = CommonTextForm(request.POST)
    base, moment = _number(request, "base"), _number(request, "moment")
    if base is None or not form.is_valid():
        raise Refused(_("This page is incomplete; open it again. Nothing was changed."))
    typed = actions.TypedText(
        text=request.POST.get("text", "").replace("\x00", "").replace("\r\n", "\n").strip(),
        language=form.cleaned_data["language"],
        base=base,
        window=request.POST.get("window", "")[:32],
        moment=moment or 0,
    )
    return actions.save_common_text(
        by=person(request),
        at=timezone.now(),
        line=line,
        period=period,
        typed=typed,
        take=_taken(request.POST.get("take", ""), period, line),
        join=join,
    )


def _taken(place: str, period: Period, line: Provision) -> actions.Taken | None:
    """The paragraph that a button names: "<contribution>:<place>", the place from nought."""
    number, _colon, paragraph = place.partition(":")
    if not (number.isdecimal() and paragraph.isdecimal()) or len(place) > 30:
        return None
    rows = Contribution.objects.of_period(period).asked().filter(provision=line)
    found = get_object_or_404(rows.select_related("body"), pk=int(number))
    texts = shown_paragraphs(found.account)
    if int(paragraph) >= len(texts):
        raise Refused(_("This paragraph is not there any more; open the page again."))
    return actions.Taken(found, texts[int(paragraph)])


@require_POST
def autosave(request: HttpRequest, plan: str, year: int, code: str) -> HttpResponse:
    """Keeps what is being typed, and says so."""
    period, line = _found(request, plan, year, code)
    permissions.may_coordinate(member_standing(person(request), period.plan))
    saved = _keep(request, period, line, join=False)
    base = _number(request, "base") if saved.is_kept_aside else saved.common.version
    context = {"saved": saved, "version": base, "at": timezone.now(), "common": saved.common}
    return render(request, "reporting/common_state.html", context)


def _found(request: HttpRequest, plan: str, year: int, code: str) -> tuple[Period, Provision]:
    period = queries.find_period(person(request), plan, year)
    if "\x00" in code:
        raise Http404
    lines = Provision.objects.filter(plan=period.plan, contributions__period=period).distinct()
    line = get_object_or_404(lines, code=code)
    line.plan = period.plan
    return period, line


def _texts(period: Period) -> Any:
    return CommonText.objects.filter(period=period).select_related("provision", "period__plan")


def _parts(request: HttpRequest) -> dict[str, int]:
    """The versions that the page showed: "<contribution>:<version>" each."""
    found = {}
    for each in request.POST.getlist("part"):
        number, _colon, version = each.partition(":")
        if number.isdecimal() and version.isdecimal() and len(each) < 40:
            found[number] = int(version)
    return found


def _number(request: HttpRequest, name: str) -> int | None:
    """A whole number that a page sends along; None for anything else."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else None
