"""From which plans and bodies can a reader of the register choose?"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from suivi.activities.models import Activity
from suivi.people.models import Body
from suivi.plans.models import Plan

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person


def plans(reader: "Person | AnonymousUser") -> list[Plan]:
    """The plans that the reader may see."""
    return list(Plan.objects.visible_to(reader).newest_first())


def bodies() -> list[Body]:
    """The bodies that have activities."""
    of_body = Activity.objects.filter(body=OuterRef("pk"))
    return list(Body.objects.filter(Exists(of_body)).in_order())
