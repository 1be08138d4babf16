"""How does a coordinator write anew what a measure means?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from suivi.errors import Faults
from suivi.plans import permissions
from suivi.plans.actions.definitions import define_measure
from suivi.plans.models import Measure
from suivi.plans.queries.definitions import defined
from suivi.plans.queries.line import Promise, promise
from suivi.plans.standing import member_standing
from suivi.reporting.queries.finding import find_plan
from suivi.site.definitions.forms import DefinitionForm
from suivi.ui.signed_in import person


@require_http_methods(["GET", "HEAD", "POST"])
def definition(request: HttpRequest, slug: str, code: str, key: str) -> HttpResponse:
    """The versions of a definition, and the form for the next one."""
    plan = find_plan(request.user, slug)
    permissions.may_define(member_standing(person(request), plan))
    line = promise(plan, code)
    measure = _find(line, key)
    dimensions = {each.code: each for each in plan.dimensions.all()}
    known = defined(measure, list(measure.definitions.in_order()), dimensions)
    form = DefinitionForm(known, plan, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            define_measure(by=person(request), at=timezone.now(), measure=measure, **form.facts())
        except Faults as wrong:
            form.show(wrong.faults)
        else:
            messages.success(request, _("The next version is kept; the earlier ones stay."))
            return redirect("line", slug, code)
    shown = {"plan": plan, "line": line.provision, "measure": measure, "known": known, "form": form}
    return render(request, "definitions/definition.html", shown, status=422 if form.errors else 200)


def _find(line: Promise, key: str) -> Measure:
    """The measure of that key on the line; Http404 when there is none."""
    found = next((measure for measure in line.measures() if measure.key == key), None)
    if found is None:
        raise Http404
    return found
