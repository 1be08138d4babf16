"""How does a coordinator remind a department, politely, seeing first what it will read?"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from suivi.errors import Leave, leave
from suivi.notices.content import Written, written
from suivi.people.models import Person
from suivi.plans.standing import member_standing
from suivi.reporting import actions, permissions, policies, queries
from suivi.reporting.forms import ReminderForm
from suivi.reporting.models import Contribution
from suivi.reporting.notices.kinds import REMINDER
from suivi.reporting.notices.letters import reminder_letter
from suivi.reporting.queries.reminding import ReminderPage, reminder_page
from suivi.ui.signed_in import keeps_words, person


@dataclass(frozen=True)
class Preview:
    """Who gets the mail, in which language, and what it says."""

    person: Person
    mail: Written


@keeps_words
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, plan: str, year: int, code: str, body: str) -> HttpResponse:
    """Shows the mail to each of its readers; sends it when told so."""
    by, at = person(request), timezone.now()
    found = queries.find_contribution(by, plan, year, code, body)
    permissions.may_coordinate(member_standing(by, found.plan))
    page = reminder_page(found, timezone.localdate())
    form = ReminderForm(request.POST or None, code, len(page.together))
    if request.method == "POST" and "send" in request.POST and form.is_valid():
        actions.send_reminder(
            by=by, at=at, contribution=found, note=form.words, of_all=form.is_of_all
        )
        messages.success(request, _("The reminder is on its way."))
        return redirect("board", plan, year)
    may = leave(
        lambda: policies.can_be_reminded_of(found, at),
        lambda: policies.somebody_is_there(page.recipients),
    )
    return _page(request, found, page, form, may)


def _page(
    request: HttpRequest,
    found: Contribution,
    page: ReminderPage,
    form: ReminderForm,
    may: Leave,
) -> HttpResponse:
    about = list(page.together) if form.is_of_all else [found]
    context = {
        "contribution": found,
        "plan": found.plan,
        "page": page,
        "form": form,
        "may_send": may,
        "previews": _previews(person(request), page, about, form.words) if may else [],
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/remind.html", context, status=status)


def _previews(
    by: Person, page: ReminderPage, about: list[Contribution], note: str
) -> list[Preview]:
    """The mail as each reader will read it, in the reader's language."""
    previews = []
    for reader in page.recipients:
        with translation.override(reader.language):
            letter = reminder_letter(by, about, note, timezone.localdate())
            previews.append(Preview(reader, written(reader, REMINDER, letter)))
    return previews
