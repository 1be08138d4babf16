"""Which pages has the public site? They need no sign-in; a private plan exists for members only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from suivi.people.models import Body
from suivi.plans.models import Plan
from suivi.reporting.queries.finding import find_plan
from suivi.site.forms import PlanFilter, Search
from suivi.site.kept import kept_for, kept_list
from suivi.site.queries import home as front
from suivi.site.queries.body_page import body_page, find_body
from suivi.site.queries.country_page import country_page
from suivi.site.queries.line_page import line_page
from suivi.site.queries.plan_page import groups, legend, lines_for, plan_page
from suivi.site.queries.search import search as look_up
from suivi.ui.kept import Content


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every plan at a glance, and the newest reports."""
    content = kept_list(request.user, "home", lambda: _home_content(request))
    return render(request, "site/home.html", {"content": content, "sample": content.is_sample})


def _home_content(request: HttpRequest) -> Content:
    """The content of the front page, the same for all who see the same plans."""
    known = front.plans_for(request.user)
    glances = front.glances(known[: front.NEWEST_PLANS])
    facts = {"glances": glances, "plans": len(known), "reports": front.newest_reports(known)}
    html = render_to_string("site/home_content.html", facts)
    return Content(html, any(glance.is_sample for glance in glances))


@login_not_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The list of all plans."""
    content = kept_list(request.user, "plans", lambda: _plans_content(request))
    return render(request, "site/plans.html", {"content": content, "sample": content.is_sample})


def _plans_content(request: HttpRequest) -> Content:
    """The content of the list, the same for all who see the same plans."""
    glances = front.glances(front.plans_for(request.user))
    html = render_to_string("site/plans_content.html", {"glances": glances})
    return Content(html, any(glance.is_sample for glance in glances))


@login_not_required
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole plan on one page, or the lines of it that were asked for."""
    found = find_plan(request.user, slug)
    if any(request.GET.values()):
        content, form = _plan_content(found, request.GET)
        faults = {"form": form}
    else:
        faults = {}
        content = kept_for(request.user, found, lambda: _plan_content(found, QueryDict())[0])
    shown = {"plan": found, "content": content, "sample": content.is_sample}
    publishes = {"publishes_results": bool(settings.IATI_PUBLISHER)}
    return render(request, "site/plan.html", {**shown, **publishes, **faults})


def _plan_content(found: Plan, question: QueryDict) -> tuple[Content, PlanFilter]:
    """The content of a plan's page, the same for everyone who may read it, and what was asked."""
    page = plan_page(found, timezone.localdate())
    form = PlanFilter(question, page.outline, page.bodies, page.progress)
    asked = form.question()
    lines = lines_for(page, asked)
    facts = {
        "page": page,
        "plan": found,
        "form": form,
        "groups": groups(page, lines, asked.words),
        "found": len(lines),
        "found_name": page.outline.line_name(len(lines)),
        "legend": list(legend(page.progress)),
    }
    html = render_to_string("site/plan_content.html", facts)
    return Content(html, found.is_sample or page.progress.is_sample), form


@login_not_required
@require_safe
def line(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One line of action on its thread: promised, done, told."""
    page = line_page(find_plan(request.user, slug), code, request.user, timezone.localdate())
    return render(
        request,
        "site/line.html",
        {"page": page, "plan": page.plan, "promise": page.promise, "sample": page.is_sample()},
    )


@login_not_required
@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """What one body promised."""
    found = find_body(code)
    content = kept_list(request.user, f"body-{found.pk}", lambda: _body_content(request, found))
    shown = {"body": found, "content": content, "sample": content.is_sample}
    return render(request, "site/body.html", shown)


def _body_content(request: HttpRequest, found: Body) -> Content:
    """The content of a body's page, the same for all who see the same plans."""
    page = body_page(found, request.user)
    html = render_to_string("site/body_content.html", {"page": page, "body": found})
    return Content(html, page.is_sample())


@login_not_required
@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """What was done for a country, and on which lines."""
    page = country_page(code, request.user)
    return render(request, "site/country.html", {"page": page, "sample": page.is_sample()})


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The lines of all plans that hold some words."""
    asked = Search(request.GET or None, auto_id="words-%s")
    words = asked.words()
    return render(
        request,
        "site/search.html",
        {
            "form": asked,
            "found": look_up(front.plans_for(request.user), words),
            "words": words,
            "search_words": asked["q"].value() or "",
            "heading": _("Search"),
        },
    )
