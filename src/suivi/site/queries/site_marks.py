"""Was anything published, opened or loaded since a list of plans was made? Three small queries."""

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, OuterRef

from suivi.plans.models import Period, Plan
from suivi.publications.queries import report_marks
from suivi.reporting.models import Contribution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


def site_marks(reader: "Reader") -> tuple[object, ...]:
    """What differs as soon as a plan, period, report or first contribution of a year is added."""
    periods = Period.objects.filter(plan__in=Plan.objects.visible_to(reader))
    published = Contribution.objects.published().filter(period=OuterRef("pk"))
    counted = periods.aggregate(
        Count("opened_at"), Count("closed_at"), Max("opened_at"), Max("closed_at")
    )
    told = periods.filter(Exists(published)).count()
    return (*report_marks(reader), told, tuple(counted.values()))
