"""Where are frameworks read, and where does a coordinator keep them?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from suivi.errors import Faults
from suivi.files.tables import table_response
from suivi.indicators.frameworks import actions, permissions
from suivi.indicators.frameworks.rows import read_table
from suivi.people.models import Person
from suivi.plans.queries.line import promise
from suivi.plans.standing import coordinated_plans, member_standing
from suivi.reporting.queries.finding import find_plan
from suivi.site.frameworks import exports, library, pairing
from suivi.site.frameworks.forms import ImportForm, IndicatorForm
from suivi.site.frameworks.indicator_page import indicator_page, may_keep
from suivi.ui.signed_in import person

UNFIT = 422
READ_AND_WRITE = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """The library: every framework with its editions."""
    shown = {"frameworks": library.frameworks(), "may_keep": may_keep(request.user)}
    return render(request, "frameworks/list.html", shown)


@login_not_required
@require_safe
def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """All indicators of an edition, with what answers each."""
    year = request.GET.get("edition", "")
    page = library.framework_page(framework, year, request.user)
    shown = {"page": page, "may_keep": may_keep(request.user)}
    return render(request, "frameworks/framework.html", shown)


@login_not_required
@require_safe
def indicator(request: HttpRequest, framework: str, indicator: str) -> HttpResponse:
    """Everything that is held for one indicator."""
    found = library.find_indicator(framework, indicator, request.GET.get("edition", ""))
    page = indicator_page(found, request.user)
    shown = {"page": page, "indicator": found, "sample": page.is_sample()}
    return render(
        request, "frameworks/indicator.html", {**shown, "may_keep": may_keep(request.user)}
    )


@login_not_required
@require_safe
def indicator_table(
    request: HttpRequest, framework: str, indicator: str, form: str
) -> HttpResponse:
    """The same as a table, one row per instrument."""
    found = library.find_indicator(framework, indicator, request.GET.get("edition", ""))
    rows = exports.rows_of(indicator_page(found, request.user))
    return table_response(form, f"{framework}-{found.edition.year}-{found.pk}", rows)


@require_http_methods(READ_AND_WRITE)
def indicator_add(request: HttpRequest, framework: str, year: int) -> HttpResponse:
    """A new indicator in an edition."""
    by = _keeper(request)
    edition, _every = library.find_edition(framework, str(year))
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_indicator(
                by=by, at=timezone.now(), edition=edition, facts=form.facts()
            )
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("The indicator is added."))
            return redirect(made)
    return _indicator_page(request, form, {"edition": edition})


@require_http_methods(READ_AND_WRITE)
def indicator_change(request: HttpRequest, framework: str, indicator: str) -> HttpResponse:
    """Wording, source and standing of an indicator."""
    by = _keeper(request)
    found = library.find_indicator(framework, indicator, request.GET.get("edition", ""))
    form = IndicatorForm(request.POST) if request.method == "POST" else IndicatorForm.of(found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_indicator(by=by, at=timezone.now(), indicator=found, facts=form.facts())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, _("The indicator is saved."))
            return redirect(found)
    return _indicator_page(request, form, {"edition": found.edition, "indicator": found})


@require_http_methods(READ_AND_WRITE)
def indicator_pairs(request: HttpRequest, framework: str, indicator: str) -> HttpResponse:
    """Which instruments answer the indicator."""
    by = _keeper(request)
    found = library.find_indicator(framework, indicator, request.GET.get("edition", ""))
    desk = pairing.desk_of_indicator(found, coordinated_plans(by), request.POST or None)
    return _pairing(request, by, desk)


@require_http_methods(READ_AND_WRITE)
def line_pairs(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Which indicators a line answers."""
    by = person(request)
    plan = find_plan(by, slug)
    permissions.may_pair(member_standing(by, plan))
    line = promise(plan, code).provision
    return _pairing(request, by, pairing.desk_of_line(line, request.POST or None))


@require_http_methods(READ_AND_WRITE)
def framework_import(request: HttpRequest) -> HttpResponse:
    """A framework handed in as a table: all of it, or the faults row by row."""
    by = _keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    shown = {"form": form, "faults": ()}
    if request.method != "POST" or not form.is_valid():
        return render(request, "frameworks/import.html", shown)
    file = form.cleaned_data["file"]
    try:
        rows = read_table(file.read(), file.name)
        changes = actions.import_framework(
            by=by,
            at=timezone.now(),
            framework=form.framework(),
            edition=form.edition(),
            rows=rows,
        )
    except Faults as faults:
        shown["faults"] = faults.faults
        return render(request, "frameworks/import.html", shown, status=UNFIT)
    kept = sum(change.kind == "kept" for change in changes)
    facts = {"changes": len(changes) - kept, "kept": kept}
    messages.success(request, _("Changes: %(changes)s. Rows kept: %(kept)s.") % facts)
    return redirect("framework", form.cleaned_data["code"])


def _keeper(request: HttpRequest) -> Person:
    by = person(request)
    permissions.may_keep_library(by)
    return by


def _indicator_page(
    request: HttpRequest, form: IndicatorForm, shown: dict[str, object]
) -> HttpResponse:
    return render(
        request, "frameworks/indicator_form.html", {"form": form, "indicator": None, **shown}
    )


def _pairing(request: HttpRequest, by: Person, desk: pairing.Desk) -> HttpResponse:
    """Adds, changes or takes out a pair, and shows the desk again."""
    if request.method == "POST" and "remove" in request.POST:
        pair = desk.pair(request.POST["remove"])
        actions.unpair(by=by, at=timezone.now(), crosswalk=pair)
        messages.success(request, _("The pair is taken out."))
        return redirect(desk.href)
    if request.method == "POST" and desk.form.is_valid():
        actions.pair(by=by, at=timezone.now(), **desk.facts())
        messages.success(request, _("The pair is saved."))
        return redirect(desk.href)
    return render(request, "frameworks/pairs.html", {"desk": desk, "form": desk.form})
