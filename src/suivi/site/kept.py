"""Of what public pages is the content kept, and what makes each of them another?

A plan: another revision, a period that opens or closes, a report or contribution that is
published. The front page, the list of plans and the page of a body: another revision, period or
report of any public plan, or a year of which something is published for the first time. What
changes without such a sign (the name of a body) shows after a minute.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from suivi.plans.models import Plan
from suivi.site.queries.progress import publication_marks
from suivi.site.queries.site_marks import site_marks
from suivi.ui.kept import Content, kept

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


def kept_for(reader: "Reader", plan: Plan, make: Callable[[], Content]) -> Content:
    """The content of a plan's page, made now only if it is not at hand as it should be."""
    if reader.is_authenticated:
        return make()
    return kept(f"plan-{plan.pk}", (plan.slug, plan.revision, publication_marks(plan)), make)


def kept_list(reader: "Reader", what: str, make: Callable[[], Content]) -> Content:
    """The content of a page that gathers what all public plans say."""
    return make() if reader.is_authenticated else kept(what, site_marks(reader), make)
