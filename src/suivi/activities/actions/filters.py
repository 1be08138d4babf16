"""How does a person keep a question to a list, and forget it?"""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities.models import SavedFilter
from suivi.errors import Fault, Faults
from suivi.people.models import Person

MOST: Final = 50


@transaction.atomic
def save_filter(*, by: Person, name: str, query: str, page: str = "") -> SavedFilter:
    """Keeps a question to a list under a name; the same name again replaces it. Raises Faults.

    `page` names the list (see `SavedFilter`).
    """
    known = SavedFilter.objects.filter(person=by, page=page, name=name.strip()).first()
    kept = known or SavedFilter(person=by, page=page, name=name.strip())
    kept.query = query
    if known is None and by.saved_filters.count() >= MOST:
        raise Faults([Fault("", _("You have too many saved filters; forget one first."))])
    try:
        kept.full_clean()
    except ValidationError as wrong:
        raise Faults([Fault("", sentence) for sentence in wrong.messages]) from None
    kept.save()
    return kept


@transaction.atomic
def forget_filter(*, by: Person, saved: SavedFilter) -> None:
    """Forgets a question of this person."""
    assert saved.person_id == by.pk
    saved.delete()
